import { parseDate } from '../../base/calendar.ts'
import { Rational } from '../../base/rational.ts'
import { forbiddenCharacter } from '../../document/characters.ts'
import type { ValueType } from '../../policy/types.ts'
import type { ProgramInput } from '../../scaled/program.ts'

/** Above this, two decimals of a number's digits could be one double. */
const mostDigits = 999_999_999_999_999

/** What stands for a name that no rule speaks of. */
export const otherName = 2 ** 30

/** The largest and smallest integers of a type over `q`, as doubles; null: it is not bounded. */
function bound(value: unknown, q: bigint, up: boolean): number | null {
  if (!(value instanceof Rational)) return null
  const n = value.numerator * q
  const cut = n / value.denominator
  const rest = n % value.denominator
  if (rest === 0n) return Number(cut)
  // Between two integers: the nearer one inside.
  return Number(up ? (rest > 0n ? cut + 1n : cut) : rest < 0n ? cut - 1n : cut)
}

/** An amount as its integer over `q`: it is that if the quotient is the same double, which has no shorter text. */
export const encodeNumber = (value: unknown, q: number, least: number, most: number): number => {
  if (typeof value !== 'number') return Number.NaN
  const scaled = Math.round(value * q)
  // Minus nothing is nothing.
  return scaled / q === value && scaled >= least && scaled <= most ? scaled + 0 : Number.NaN
}

export const encodeTruth = (value: unknown): number => (value === true ? 1 : value === false ? 0 : Number.NaN)

/** Codes of the names that rules speak of; those of others are added as they come, up to a few. */
export type NameCodes = Map<unknown, number>

export const encodeName = (
  value: unknown,
  codes: NameCodes,
  others: readonly ReadonlySet<string>[],
): number => codes.get(value) ?? (isOtherName(value, others) ? kept(value, codes) : Number.NaN)

const isOtherName = (value: unknown, others: readonly ReadonlySet<string>[]): boolean =>
  typeof value === 'string' && !forbiddenCharacter(value) && others.every((names) => names.has(value))

function kept(value: unknown, codes: NameCodes): number {
  if (codes.size < 2000) codes.set(value, otherName)
  return otherName
}

export const encodeDay = (value: unknown, least: number, most: number): number => {
  const day = typeof value === 'string' ? dayOf(value) : undefined
  return day !== undefined && day >= least && day <= most ? day : Number.NaN
}

/** Days are asked for again and again. */
const days = new Map<string, number>()

function dayOf(text: string): number | undefined {
  const known = days.get(text)
  if (known !== undefined) return known
  const day = parseDate(text)?.day
  if (day === undefined) return undefined
  if (days.size > 5000) days.clear()
  days.set(text, day)
  return day
}

export const encodeNames = (
  value: unknown,
  codes: NameCodes,
  others: readonly ReadonlySet<string>[],
): number => {
  if (!Array.isArray(value)) return Number.NaN
  let mask = 0
  for (const entry of value as unknown[]) {
    const code = encodeName(entry, codes, others)
    if (Number.isNaN(code)) return code
    if (code !== otherName) mask |= 1 << code
  }
  return mask
}

/**
 * How a fact is encoded: one of the functions above, with what it is called with after the value. They give NaN
 * for a value that takes the exact way.
 */
export interface Encoding {
  readonly by: 'number' | 'truth' | 'name' | 'day' | 'names'
  readonly with: readonly unknown[]
}

const decimals: Readonly<Record<string, bigint>> = { money: 100n, rate: 1_000_000n, number: 10_000n }

/**
 * How a fact of these types, as one input or none, is encoded in one step; null where it takes more.
 */
export function encodingOf(
  types: readonly ValueType[],
  input: ProgramInput | undefined,
  namesOf: (column: string) => readonly string[],
): Encoding | null {
  const [type] = types
  if (!type || types.some(({ name }) => name !== type.name)) return null
  switch (type.name) {
    case 'boolean':
      return { by: 'truth', with: [] }
    case 'date': {
      const ends = (end: 'min' | 'max') =>
        types.flatMap((one) => {
          const day = one[end]
          return typeof day === 'object' && day !== null && 'day' in day ? [day.day] : []
        })
      return { by: 'day', with: [Math.max(...ends('min'), -1e9), Math.min(...ends('max'), 1e9)] }
    }
    case 'text':
    case 'category':
      return { by: 'name', with: namesWith(types, input ? namesOf(input.name) : [], 2 ** 29) }
    case 'list': {
      const entries = types.map(({ of }) => of)
      return type.series || !input || entries.some((of) => of?.name !== 'category' && of?.name !== 'text')
        ? null
        : { by: 'names', with: namesWith(entries as ValueType[], namesOf(input.name), 30) }
    }
    case 'money':
    case 'rate':
    case 'number':
    case 'count':
    case 'duration':
    case 'year': {
      const q = input?.scale?.q ?? decimals[type.name] ?? 1n
      const least = types.map(({ min }) => bound(min, q, true)).filter((one) => one !== null)
      const most = types.map(({ max }) => bound(max, q, false)).filter((one) => one !== null)
      const { lo = null, hi = null } = input?.scale ?? {}
      return {
        by: 'number',
        with: [
          Number(q),
          Math.max(...least, Number(lo ?? -mostDigits), -mostDigits),
          Math.min(...most, Number(hi ?? mostDigits), mostDigits),
        ],
      }
    }
    default:
      return null
  }
}

/** The codes of the names that rules speak of, and what others have to be among. */
function namesWith(types: readonly ValueType[], spoken: readonly string[], most: number): Encoding['with'] {
  const closed = types.flatMap(({ name, open, values }) =>
    name === 'category' && !open && values ? [new Set(Object.keys(values))] : [],
  )
  const codes = new Map<unknown, number>()
  for (const [code, name] of spoken.entries())
    if (code < most && closed.every((names) => names.has(name)) && !forbiddenCharacter(name))
      codes.set(name, code)
  return [codes, closed]
}
