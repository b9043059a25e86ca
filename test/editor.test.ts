import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grouped, readDate, readMonthDay, readNumber } from '../editor/fields/typed.ts'
import { changeBetween } from '../editor/state/history.ts'
import { createIntake } from '../editor/state/intake.ts'
import { insideLine, lineHunks } from '../editor/state/lines.ts'
import { keepSame } from '../editor/state/same.ts'
import { createStore, unsavedFiles, type WorkbenchFile } from '../editor/state/store.ts'
import { createDeriver, type Request } from '../editor/worker/deriver.ts'
import { editText } from '../editor/worker/edits.ts'
import { numberQuotes } from '../editor/worker/marks.ts'
import { quotedNumber } from '../editor/worker/quoted.ts'
import { loadWorkspace, Rational, type Value, type ValueType } from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'

const folder = 'policies/employment-promotion'
const rent = `${folder}/provisions/venue-rent.yaml`
const market = 'venue-rent.government-market'

const file = (path: string, text: string): WorkbenchFile => ({
  id: path,
  path,
  kind: 'provision',
  writable: true,
  saved: text,
  hash: path,
  text,
})

const textOf = (store: ReturnType<typeof createStore>, path: string) =>
  store.get().files.get(path)?.text ?? ''

describe('the history', () => {
  const edits = fc.array(
    fc.record({ path: fc.constantFrom('a', 'b'), text: fc.string({ maxLength: 12 }), form: fc.boolean() }),
    { maxLength: 30 },
  )

  test('goes back to the very texts and forward again, across files and authors', () => {
    fc.assert(
      fc.property(edits, (list) => {
        let time = 0
        const store = createStore(() => (time += 700))
        store.open([file('a', 'one\n'), file('b', '二\r\n')])
        for (const { path, text, form } of list) {
          const change = changeBetween(path, textOf(store, path), text)
          if (change) store.edit([change], { author: form ? 'form' : 'text', group: form ? path : null })
        }
        const last = [textOf(store, 'a'), textOf(store, 'b')]
        while (store.undo());
        expect([textOf(store, 'a'), textOf(store, 'b')]).toEqual(['one\n', '二\r\n'])
        while (store.redo());
        expect([textOf(store, 'a'), textOf(store, 'b')]).toEqual(last)
      }),
    )
  })

  test('takes keys typed in a row as one step, and a pause as the end of it', () => {
    let time = 0
    const store = createStore(() => time)
    store.open([file('a', '3000')])
    const type = (text: string, at: number) => {
      time = at
      const change = changeBetween('a', textOf(store, 'a'), text)
      if (change) store.edit([change], { author: 'form', group: 'cap' })
    }
    type('3', 0)
    type('35', 100)
    type('3500', 200)
    type('35000', 9000)
    store.undo()
    expect(textOf(store, 'a')).toBe('3500')
    store.undo()
    expect(textOf(store, 'a')).toBe('3000')
    expect(unsavedFiles(store.get())).toEqual([])
  })

  test('forgets what led to a text that the disk has replaced', () => {
    const store = createStore()
    store.open([file('a', '1')])
    store.edit([{ path: 'a', at: 0, removed: '1', inserted: '2' }], { author: 'form' })
    store.markSaved('a', '2', 'h2')
    store.refresh('a', 'x', 'h3')
    expect(store.undo()).toBe(false)
    expect(textOf(store, 'a')).toBe('x')
  })

  test('keeps what is typed while a save is on its way unsaved', () => {
    const store = createStore()
    store.open([file('a', '1')])
    store.edit([{ path: 'a', at: 1, removed: '', inserted: '2' }], { author: 'form' })
    store.edit([{ path: 'a', at: 2, removed: '', inserted: '3' }], { author: 'form' })
    store.markSaved('a', '12', 'h2')
    expect(unsavedFiles(store.get()).map(({ text }) => text)).toEqual(['123'])
  })
})

describe('lines', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((list) => list.join('\n'))

  test('that differ, put in their places, make one text of the other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const now = before.split('\n')
        for (const { oldAt, oldLines, newLines } of lineHunks(before, after).toReversed())
          now.splice(oldAt, oldLines.length, ...newLines)
        expect(now.join('\n')).toBe(after)
      }),
    )
  })

  test('show numbers whole', () => {
    expect(insideLine('at most 3,000 a year', 'at most 3,500 a year')).toEqual({
      start: 'at most ',
      old: '3,000',
      now: '3,500',
      end: ' a year',
    })
  })
})

describe('what is typed', () => {
  test.for([
    ['3500', '3500'],
    ['3,500.50', '3500.50'],
    ['３５００', '3500'],
    ['10%', '10'],
    ['35x', undefined],
    ['', undefined],
    ['1e3', undefined],
  ] as const)('as a number: %s', ([typed, text]) => {
    expect(readNumber(typed)).toBe(text)
  })

  test.for([
    ['2010-01-01', '2010-01-01'],
    ['2010年1月1日', '2010-01-01'],
    ['2010/1/1', '2010-01-01'],
    ['2010-02-30', undefined],
    ['2010', undefined],
  ] as const)('as a date: %s', ([typed, text]) => {
    expect(readDate(typed)).toBe(text)
  })

  test.for([
    ['12-25', '12-25'],
    ['12月25日', '12-25'],
    ['2/29', '02-29'],
    ['2-30', undefined],
    ['13-1', undefined],
    ['25', undefined],
  ] as const)('as a day of any year: %s', ([typed, text]) => {
    expect(readMonthDay(typed)).toBe(text)
  })

  test('is grouped at rest', () => {
    expect([grouped('3000'), grouped('1234567.5'), grouped('10')]).toEqual(['3,000', '1,234,567.5', '10'])
  })
})

test('what did not change stays the same object', () => {
  const before = { rows: [{ a: 1 }, { a: 2 }], n: 1 }
  const after = keepSame(before, { rows: [{ a: 1 }, { a: 3 }], n: 1 })
  expect(after.rows[0]).toBe(before.rows[0])
  expect(after.rows[1]).toEqual({ a: 3 })
  expect(keepSame(before, structuredClone(before))).toBe(before)
})

describe('numbers at quoted words', () => {
  const number = (conditions: readonly string[], parameters: readonly string[]) => {
    const numbering = numberQuotes(
      ['甲满1年以上的,给予10%,不超过3000元。'],
      { parameters: parameters.map((quote) => ({ quote })) as never },
      conditions.map((quote) => ({ code: quote, words: { zh: '', en: '' }, quote, parameters: [] })),
    )
    return [...conditions, ...parameters].map((quote) => numbering.of(quote))
  }

  test('follow the text, and are shared by quotes that share words', () => {
    expect(number(['不超过3000元', '甲满1年以上'], ['满1年以上', '10%'])).toEqual([[3], [1], [1], [2]])
  })

  test('are several for a quote over several of them', () => {
    expect(number(['满1年以上的,给予10%'], ['满1年以上', '10%'])).toEqual([[1, 2], [1], [2]])
  })

  test('are none for words that do not stand there', () => {
    expect(number(['乙'], [])).toEqual([[]])
  })
})

describe('the number that quoted words state', () => {
  const money = { name: 'money', unit: 'CNY' } as const
  const stated = (
    quote: string,
    type: ValueType,
    like: string,
    value: Value = null,
    number: number | null = null,
  ) => quotedNumber({ quote, number, notInQuote: null, type }, value, like)

  test.for([
    ['最高不超过3000元', money, '3000', '3000元', '3000'],
    ['不超过5万元', money, '3000', '5万元', '50000'],
    ['满1年以上', { name: 'duration', unit: 'months' }, '6', '1年', '12'],
    ['年租金10%', { name: 'rate' }, '5%', '10%', '10%'],
    ['年租金10%', { name: 'rate' }, '0.05', '10%', '0.1'],
    ['12月25日', { name: 'month-day' }, '01-01', '12月25日', '12-25'],
    ['2009年底', { name: 'date' }, '2010-12-31', '2009年底', '2009-12-31'],
    ['低于500元的按500元补贴', money, '400', '500元', '500'],
  ] as const)('%s, as %j typed like %s', ([quote, type, like, text, typed]) => {
    const found = stated(quote, type, like)
    expect([found?.text, found?.typed]).toEqual([text, typed])
  })

  test.for([
    ['300元、500元', money],
    ['2009年底', { name: 'count' }],
    ['一次性补贴', money],
  ] as const)('is not claimed for %s as %j', ([quote, type]) => {
    expect(stated(quote, type, '1')).toBeUndefined()
  })

  test('is the one that the parameter names, and is it or not', () => {
    const second = (value: number) => stated('贷款额度1-5万元', money, '1', Rational.of(value), 2)
    expect([second(50000)?.isStated, second(60000)?.isStated]).toEqual([true, false])
    expect(second(60000)?.typed).toBe('50000')
  })

  test('is the value of every parameter of these policies that states one', () => {
    const { policies } = loadWorkspace(policyFiles)
    const clauses = policies.flatMap(({ provisions }) => provisions.flatMap((provision) => provision.clauses))
    const found = clauses
      .flatMap((clause) => clause.parameters)
      .flatMap((parameter) => {
        const [first] = parameter.values
        const quoted = first && quotedNumber(parameter, first.value, first.text)
        return quoted ? [{ name: parameter.name, ...quoted }] : []
      })
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter(({ isStated }) => !isStated).map(({ name }) => name)).toEqual([])
  })
})

describe('what the texts come to', () => {
  const open = async () => {
    const deriver = createDeriver()
    const intake = createIntake()
    const ask = async (changes: Readonly<Record<string, string>>, part: Partial<Request> = {}) =>
      intake.take(
        await deriver.derive({
          version: 1,
          texts: Object.entries(changes).map(([path, text]) => ({ path, text })),
          saved: [],
          clause: market,
          case: null,
          source: null,
          taken: intake.taken(),
          ...part,
        }),
      )
    await ask({}, { texts: policyFiles, saved: policyFiles })
    return { deriver, ask }
  }
  const rentText = policyFiles.find(({ path }) => path === rent)?.text ?? ''
  const rentCases = policyFiles.find(({ path }) => path === `${folder}/cases/venue-rent.yaml`)?.text ?? ''
  const raised = rentText.replace('undated: 3000', 'undated: 3500')
  const differing = (derived: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['ask']>>) =>
    derived.cases.filter(({ cause }) => cause !== 'passing').map(({ id, cause }) => [id, cause])

  test('at first every case passes and nothing is said to differ', async () => {
    const { ask } = await open()
    const derived = await ask({})
    expect(differing(derived)).toEqual([])
    expect(derived.problems).toEqual([])
    expect(derived.page?.notices).toEqual([])
    expect(derived.page?.unsaved).toBe(0)
  })

  test('a raised cap explains the case it moved, at the step it moved', async () => {
    const { ask } = await open()
    const derived = await ask({ [rent]: raised })
    expect(differing(derived)).toEqual([[`${market}/02-above-cap`, 'explained']])
    const [row] = derived.cases.filter(({ cause }) => cause === 'explained')
    expect([row?.expected.zh, row?.actual?.zh, row?.change]).toEqual(['3,000.00', '3,001.00', '+1.00'])
    const [section] = derived.page?.open?.sections ?? []
    expect(section?.steps.filter(({ moved }) => moved).map(({ words }) => words.zh)).toEqual([
      '最高不超过 3,500',
    ])
    expect(derived.page?.notices.map(({ quoted, before, now }) => [quoted, before?.text, now.text])).toEqual([
      ['3000元', '3000', '3500'],
    ])
  })

  test('a condition that an edited value decides explains as well', async () => {
    const { ask } = await open()
    const derived = await ask({ [rent]: rentText.replace('undated: 12', 'undated: 11') })
    expect(differing(derived)).toEqual([[`${market}/04-eleven-months`, 'explained']])
    expect(derived.cases.find(({ cause }) => cause === 'explained')?.code).toBe('operated-1y')
  })

  test('what no edit moved is unexplained; another formula explains what it moves', async () => {
    const { ask } = await open()
    const wrong = rentCases.replace('amount: 2999.00', 'amount: 2998.00')
    const derived = await ask({ [rent]: raised, [`${folder}/cases/venue-rent.yaml`]: wrong })
    expect(differing(derived)).toEqual([
      [`${market}/02-above-cap`, 'explained'],
      [`${market}/03-below-cap`, 'unexplained'],
    ])
    const formula = await ask({
      [rent]: rentText.replace(
        '      - rate: { of: annual_rent, at: rate }\n      - cap: cap\n',
        '      - value: cap\n',
      ),
      [`${folder}/cases/venue-rent.yaml`]: rentCases,
    })
    expect(differing(formula).every(([, cause]) => cause === 'explained')).toBe(true)
    expect(differing(formula).length).toBeGreaterThan(0)
    expect(formula.causes.map(({ words }) => words.zh)).toEqual(['金额：改了算法'])
  })

  test('half-typed text keeps the last valid result and says which policy it is of', async () => {
    const { ask } = await open()
    const before = await ask({ [rent]: raised })
    const derived = await ask({ [rent]: raised.replace('undated: 3500', 'undated: [3500') })
    expect(derived.problems.map(({ severity }) => severity)).toContain('error')
    expect(derived.page?.stale).toBe(true)
    expect(derived.policies.map(({ stale }) => stale)).toContain(true)
    expect(derived.cases).toEqual(before.cases)
    expect((await ask({ [rent]: rentText })).page?.stale).toBe(false)
  })

  test('a new value from a date is one line, and moves no old case', async () => {
    const { ask } = await open()
    const values = ['clauses', 'government-market', 'parameters', 'cap', 'values']
    const answer = editText(rent, raised, [
      { kind: 'set', at: [...values, 'undated'], text: '3000' },
      { kind: 'insert', into: values, key: '2010-01-01', text: '3500', after: 'undated' },
    ])
    if (!answer.ok) throw new Error(answer.why.en)
    expect(lineHunks(rentText, answer.text).map(({ oldLines, newLines }) => [oldLines, newLines])).toEqual([
      [[], ['          2010-01-01: 3500']],
    ])
    const derived = await ask({ [rent]: answer.text })
    expect(differing(derived)).toEqual([])
    expect(derived.page?.notices).toEqual([])
  })

  test('only rows that are others are sent again, and one who missed an answer gets them all', async () => {
    const { deriver, ask } = await open()
    const before = await ask({})
    const rest = { version: 2, saved: [], clause: market, case: null, source: null }
    const answer = await deriver.derive({ ...rest, texts: [{ path: rent, text: raised }], taken: 2 })
    const anew = answer.cases.filter((row) => typeof row !== 'string')
    expect(anew.length).toBeGreaterThan(0)
    expect(anew.length).toBeLessThan(before.cases.length / 4)
    const missed = await deriver.derive({ ...rest, texts: [], taken: 2 })
    expect(missed.cases.every((row) => typeof row !== 'string')).toBe(true)
  })

  test('names are offered where a rule may use them, and nowhere else', async () => {
    const { deriver } = await open()
    const namesAfter = (text: string) => {
      const offset = rentText.indexOf(text) + text.length
      return deriver.names(rent, rentText, offset).map(({ name }) => name)
    }
    expect(namesAfter('- cap: ')).toContain('cap')
    expect(namesAfter('operator: equal, value: true }\n          - { fact: ')).toContain('venue')
    expect(namesAfter('value: { parameter: ')).toEqual(['min_months', 'rate', 'cap', 'max_years'])
    const post = policyFiles.find(({ path }) => path.endsWith('/new-post-award.yaml'))
    const at = (post?.text.indexOf('less: { clause: ') ?? 0) + 'less: { clause: '.length
    expect(deriver.names(post?.path ?? '', post?.text ?? '', at).map(({ name }) => name)).toContain(market)
    expect(namesAfter('type: ')).toEqual([])
    expect(namesAfter('    pays: ')).toEqual([])
  })
})
