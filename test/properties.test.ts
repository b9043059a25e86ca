import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayOfYear, parseMonthDay, wholeMonths } from '../engine/base/calendar.ts'
import { bigIntegers, doubles, overflow } from '../engine/decision/arithmetic.ts'
import {
  addMonths,
  type CalendarDate,
  dateOf,
  formatDate,
  formatValue,
  groupDigits,
  monthsUntil,
  parseDate,
  partsOf,
  Rational,
  type Rounding,
} from '../engine/index.ts'
import {
  decimalText,
  mode,
  nearEdge,
  type Pair,
  pair,
  rational,
  roundedByDefinition,
  unit,
} from './support/numbers.ts'
import { announce, seed } from './support/seed.ts'

const numRuns = 300
fc.configureGlobal({ seed, numRuns })
beforeAll(() => announce('properties', numRuns))

const expectPair = (result: Rational, [n, d]: Pair) =>
  expect(result.numerator * d).toBe(n * result.denominator)

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

describe('a rational', () => {
  test('is in lowest terms with a positive denominator', () => {
    fc.assert(
      fc.property(pair, (a) => {
        const { numerator, denominator } = rational(a)
        expectPair(rational(a), a)
        expect(denominator > 0n).toBe(true)
        expect(gcd(numerator, denominator)).toBe(1n)
      }),
    )
  })
  test('adds, subtracts, multiplies and divides as fractions do', () => {
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        expectPair(rational(a).plus(rational(b)), [a[0] * b[1] + b[0] * a[1], a[1] * b[1]])
        expectPair(rational(a).minus(rational(b)), [a[0] * b[1] - b[0] * a[1], a[1] * b[1]])
        expectPair(rational(a).times(rational(b)), [a[0] * b[0], a[1] * b[1]])
        if (b[0] !== 0n) expectPair(rational(a).dividedBy(rational(b)), [a[0] * b[1], a[1] * b[0]])
        else expect(() => rational(a).dividedBy(rational(b))).toThrow(RangeError)
      }),
    )
  })
  test('keeps the laws of a field', () => {
    fc.assert(
      fc.property(pair, pair, pair, (x, y, z) => {
        const [a, b, c] = [rational(x), rational(y), rational(z)]
        expect(a.plus(b)).toEqual(b.plus(a))
        expect(a.times(b)).toEqual(b.times(a))
        expect(a.plus(b).plus(c)).toEqual(a.plus(b.plus(c)))
        expect(a.times(b).times(c)).toEqual(a.times(b.times(c)))
        expect(a.times(b.plus(c))).toEqual(a.times(b).plus(a.times(c)))
        expect(a.plus(a.negated())).toEqual(Rational.zero)
        if (x[0] !== 0n) expect(a.times(Rational.one.dividedBy(a))).toEqual(Rational.one)
      }),
    )
  })
  test('is ordered as the difference says', () => {
    fc.assert(
      fc.property(pair, pair, (x, y) => {
        const [a, b] = [rational(x), rational(y)]
        const sign = a.minus(b).numerator
        expect(a.compare(b)).toBe(sign < 0n ? -1 : sign > 0n ? 1 : 0)
        expect(a.equals(b)).toBe(sign === 0n)
        expect(a.isNegative).toBe(a.compare(Rational.zero) < 0)
      }),
    )
  })
})

describe('a rational as text', () => {
  test('is the decimal that was read, without zeros at its end', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const shortest = text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
        const read = Rational.parse(text) as Rational
        expect(read.toString()).toBe(/^-0$/.test(shortest) ? '0' : shortest)
        expect(read.isDecimal).toBe(true)
        expect(Rational.parse(`${text}%`)).toEqual(read.dividedBy(Rational.of(100)))
      }),
    )
  })
  test('reads back as itself, with any number of decimals shown', () => {
    fc.assert(
      fc.property(decimalText, fc.integer({ min: 0, max: 15 }), (text, decimals) => {
        const read = Rational.parse(text) as Rational
        const shown = read.toString(decimals)
        expect(Rational.parse(shown)).toEqual(read)
        expect((shown.split('.')[1] ?? '').length).toBeGreaterThanOrEqual(decimals)
      }),
    )
  })
  test('is a decimal exactly where two and five alone divide the denominator', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (d) => {
        const value = Rational.of(1, d)
        expect(value.isDecimal).toBe(10n ** 13n % BigInt(d) === 0n)
        expect(value.toString().includes('/')).toBe(!value.isDecimal)
      }),
    )
  })
  test.each(['', '-', '.5', '5.', '+3', '1e3', '1_000', '1,000', ' 1', '0x1F', '１', '1%%', '-%'])(
    'refuses %j',
    (text) => expect(Rational.parse(text)).toBeUndefined(),
  )
})

describe('rounding', () => {
  test('is the neighbour that the mode names', () => {
    fc.assert(
      fc.property(pair, unit, mode, (x, to, by) => {
        const value = rational(x)
        expect(value.round({ to, mode: by })).toEqual(roundedByDefinition(value, { to, mode: by }))
      }),
    )
  })
  test('is so on, and just beside, every half', () => {
    const near = unit.chain((to) => fc.tuple(fc.constant(to), nearEdge(to)))
    fc.assert(
      fc.property(near, mode, ([to, value], by) => {
        expect(value.round({ to, mode: by })).toEqual(roundedByDefinition(value, { to, mode: by }))
      }),
      { numRuns: numRuns * 5 },
    )
  })
  test('leaves what is rounded alone, and by half-up is symmetric about zero', () => {
    fc.assert(
      fc.property(pair, unit, mode, (x, to, by) => {
        const once = rational(x).round({ to, mode: by })
        expect(once.round({ to, mode: by })).toEqual(once)
        const halfUp = (value: Rational) => value.round({ to, mode: 'half-up' })
        expect(halfUp(rational(x).negated())).toEqual(halfUp(rational(x)).negated())
      }),
    )
  })
})

describe('fractions of doubles', () => {
  const small = fc
    .tuple(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: 1, max: 3000 }))
    .map(([n, d]) => Rational.of(n, d))
  const large = fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 40 }))
    .map(([n, d]) => Rational.of(n, d))
  const edge = fc
    .constantFrom(0, 1, -1, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 52, 94_906_265, 94_906_266)
    .map((n) => Rational.of(n))
  const any = fc.oneof(small, large, edge)

  /** What an arithmetic makes of it: the exact result, or a refusal; nothing else. */
  const exactOrOverflow = (reckon: () => Rational, exact: Rational): boolean => {
    try {
      expect(reckon()).toEqual(exact)
      return true
    } catch (fault) {
      if (fault !== overflow) throw fault
      return false
    }
  }
  const { of, toRational } = doubles
  const agrees = (a: Rational, b: Rational, rounding: Rounding): readonly boolean[] => [
    exactOrOverflow(() => toRational(doubles.add(of(a), of(b))), a.plus(b)),
    exactOrOverflow(() => toRational(doubles.subtract(of(a), of(b))), a.minus(b)),
    exactOrOverflow(() => toRational(doubles.multiply(of(a), of(b))), a.times(b)),
    exactOrOverflow(() => Rational.of(Math.sign(doubles.compare(of(a), of(b)))), Rational.of(a.compare(b))),
    exactOrOverflow(() => toRational(doubles.rounder(rounding)(of(a))), a.round(rounding)),
    b.equals(Rational.zero) ||
      exactOrOverflow(() => toRational(doubles.divide(of(a), of(b))), a.dividedBy(b)),
  ]

  test('are exact and refuse nothing while they are small', () => {
    fc.assert(
      fc.property(small, small, unit, mode, (a, b, to, by) => {
        expect(agrees(a, b, { to, mode: by })).toEqual([true, true, true, true, true, true])
      }),
    )
  })
  test('are exact or refuse as they grow', () => {
    let refused = 0
    fc.assert(
      fc.property(any, any, unit, mode, (a, b, to, by) => {
        if (agrees(a, b, { to, mode: by }).includes(false)) refused++
      }),
      { numRuns: numRuns * 10 },
    )
    expect(refused).toBeGreaterThan(0)
  })
  test('refuse what a double does not hold', () => {
    for (const n of [2n ** 53n, -(2n ** 53n), 10n ** 20n]) {
      expect(() => of(Rational.of(n))).toThrow(expect.toSatisfy((fault) => fault === overflow))
      expect(() => of(Rational.of(1n, n))).toThrow(expect.toSatisfy((fault) => fault === overflow))
    }
  })
  test('are told from other values', () => {
    for (const value of [null, true, 'n', 5, { day: 1 }, [], Rational.one])
      expect(doubles.is(value)).toBe(false)
    expect(doubles.is(of(Rational.one))).toBe(true)
  })
  test('of big integers are the rationals themselves', () => {
    fc.assert(
      fc.property(pair, pair, unit, mode, (x, y, to, by) => {
        const [a, b] = [rational(x), rational(y)]
        expect(bigIntegers.add(a, b)).toEqual(a.plus(b))
        expect(bigIntegers.subtract(a, b)).toEqual(a.minus(b))
        expect(bigIntegers.multiply(a, b)).toEqual(a.times(b))
        expect(bigIntegers.compare(a, b)).toBe(a.compare(b))
        expect(bigIntegers.rounder({ to, mode: by })(a)).toEqual(a.round({ to, mode: by }))
      }),
    )
  })
})

const dayMilliseconds = 86_400_000
const first = Date.UTC(1900, 0, 1) / dayMilliseconds
const last = Date.UTC(2200, 11, 31) / dayMilliseconds
const anyDay = fc.integer({ min: first, max: last }).map((day): CalendarDate => ({ day }))
/** Days about the ends of months, where months clip. */
const monthEnd = fc
  .tuple(
    fc.integer({ min: 1900, max: 2199 }),
    fc.integer({ min: 0, max: 11 }),
    fc.integer({ min: -3, max: 1 }),
  )
  .map(
    ([year, month, offset]): CalendarDate => ({ day: Date.UTC(year, month + 1, offset) / dayMilliseconds }),
  )
const date = fc.oneof(anyDay, monthEnd)

describe('the calendar', () => {
  test('has the days of every year that 2000 has, and no others', () => {
    const two = (number: number) => String(number).padStart(2, '0')
    for (let month = 0; month <= 13; month++)
      for (let dayOfMonth = 0; dayOfMonth <= 32; dayOfMonth++) {
        const oracle = new Date(Date.UTC(2000, month - 1, dayOfMonth))
        const isThere = oracle.getUTCMonth() === month - 1 && oracle.getUTCDate() === dayOfMonth
        const text = `${two(month)}-${two(dayOfMonth)}`
        expect([text, parseMonthDay(text)]).toEqual([text, isThere ? { month, dayOfMonth } : undefined])
      }
  })
  test('is that of Date.UTC, every day from 1900 to 2200', () => {
    for (let day = first; day <= last; day++) {
      const oracle = new Date(day * dayMilliseconds)
      const parts = {
        year: oracle.getUTCFullYear(),
        month: oracle.getUTCMonth() + 1,
        dayOfMonth: oracle.getUTCDate(),
      }
      const text = oracle.toISOString().slice(0, 10)
      const got = partsOf({ day })
      if (got.year !== parts.year || got.month !== parts.month || got.dayOfMonth !== parts.dayOfMonth)
        expect(got, text).toEqual(parts)
      if (dateOf(parts).day !== day || formatDate({ day }) !== text || parseDate(text)?.day !== day)
        expect([dateOf(parts).day, formatDate({ day }), parseDate(text)]).toEqual([day, text, { day }])
    }
  })
  test('has no day that Date.UTC does not have', () => {
    for (const year of [1, 1899, 1900, 2000, 2009, 2012, 2100, 9999])
      for (let month = 0; month <= 13; month++)
        for (let day = 0; day <= 32; day++) {
          const text = [
            String(year).padStart(4, '0'),
            String(month).padStart(2, '0'),
            String(day).padStart(2, '0'),
          ].join('-')
          const oracle = new Date(`${text}T00:00:00Z`)
          const exists = !Number.isNaN(oracle.getTime()) && oracle.toISOString().startsWith(text)
          if ((parseDate(text) !== undefined) !== exists) expect(parseDate(text), text).toBe(exists)
        }
  })
  test.each([
    '0000-01-01',
    '2009-1-1',
    '2009/01/01',
    '20090101',
    ' 2009-01-01',
    '2009-01-01T00:00',
    '２009-01-01',
    '-2009-01-01',
  ])('refuses %j', (text) => expect(parseDate(text)).toBeUndefined())
  test('adds months to the same day, or to the last of a shorter month', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
        const start = new Date(from.day * dayMilliseconds)
        const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months]
        const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
        const oracle = Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth)) / dayMilliseconds
        expect(addMonths(from, months)).toEqual({ day: oracle })
      }),
      { numRuns: numRuns * 5 },
    )
  })
  test('counts the least months until a day', () => {
    fc.assert(
      fc.property(date, fc.oneof(date, fc.integer({ min: -70, max: 70 })), (from, other) => {
        const until = typeof other === 'number' ? { day: from.day + other } : other
        const n = monthsUntil(from, until)
        expect(n).toBeGreaterThanOrEqual(0)
        expect(addMonths(from, n).day).toBeGreaterThanOrEqual(n === 0 ? from.day : until.day)
        if (n > 0) expect(addMonths(from, n - 1).day).toBeLessThan(until.day)
        else expect(until.day).toBeLessThanOrEqual(from.day)
      }),
      { numRuns: numRuns * 5 },
    )
  })
})

describe('months and days of a year', () => {
  test('counts the last whole month before a day, or on it', () => {
    fc.assert(
      fc.property(date, fc.oneof(date, fc.integer({ min: -70, max: 70 })), (from, other) => {
        const to = typeof other === 'number' ? { day: from.day + other } : other
        const n = wholeMonths(from, to)
        expect(addMonths(from, n).day).toBeLessThanOrEqual(to.day)
        expect(addMonths(from, n + 1).day).toBeGreaterThan(to.day)
      }),
      { numRuns: numRuns * 5 },
    )
  })
  test('are clipped to the end of their month, in every year', () => {
    for (const year of [1, 1900, 2000, 2008, 2009, 9999])
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= 31; day++) {
          const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
          const on = parseMonthDay(text)
          const inLeapYear = new Date(`2008-${text}T00:00:00Z`).toISOString().includes(text)
          if ((on !== undefined) !== inLeapYear) expect(on, text).toBe(inLeapYear)
          if (!on) continue
          const start = `${String(year).padStart(4, '0')}-${text.slice(0, 2)}`
          const next = new Date(`${start}-01T00:00:00Z`)
          next.setUTCMonth(next.getUTCMonth() + 1, 0)
          const oracle = `${start}-${String(Math.min(day, next.getUTCDate())).padStart(2, '0')}`
          const got = formatDate(dayOfYear(year, month, day) as CalendarDate)
          if (got !== oracle) expect(got).toBe(oracle)
        }
  })
  test.each(['0-1', '1-1', '13-01', '00-01', '02-30', '04-31', '12/25', '12-25 ', '２-01', '2009-12-25'])(
    'refuses %j',
    (text) => expect(parseMonthDay(text)).toBeUndefined(),
  )
  test.each([
    [0, 1],
    [10_000, 1],
    [2009, 0],
    [2009, 13],
    [2009, 1.5],
    [2009.5, 1],
  ])('know no month %i, %d', (year, month) => expect(dayOfYear(year, month, 1)).toBeUndefined())
})

describe('a value as shown', () => {
  const plain = (shown: string) => shown.replaceAll(',', '').replace('−', '-')
  test('reads back as itself', () => {
    fc.assert(
      fc.property(decimalText, fc.integer({ min: 0, max: 4 }), (text, decimals) => {
        const value = Rational.parse(text) as Rational
        const { zh, en } = formatValue(value, { name: 'money', unit: 'CNY' }, decimals)
        expect(zh).toBe(en)
        expect(Rational.parse(plain(en))).toEqual(value)
        expect(en).toMatch(/^−?\d{1,3}(,\d{3})*(\.\d+)?$/)
      }),
    )
  })
  test('of a rate is its percentage', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const shown = formatValue(Rational.parse(text) as Rational, { name: 'rate' }).en
        expect(Rational.parse(plain(shown))).toEqual(Rational.parse(text))
      }),
    )
  })
  test('of a fraction is cut, and says so', () => {
    expect(formatValue(Rational.of(2, 3), undefined).en).toBe('0.666666…')
    expect(formatValue(Rational.of(-2, 3), { name: 'money' }, 2).en).toBe('−0.666666…')
  })
  test('of a date is the date', () => {
    fc.assert(
      fc.property(date, (day) => {
        expect(parseDate(formatValue(day, { name: 'date' }).zh)).toEqual(day)
      }),
    )
  })
  test.each([
    ['0', '0'],
    ['-0.5', '−0.5'],
    ['999', '999'],
    ['1000', '1,000'],
    ['-1234567.891', '−1,234,567.891'],
  ])('parts the thousands of %s', (text, shown) => expect(groupDigits(text)).toBe(shown))
})
