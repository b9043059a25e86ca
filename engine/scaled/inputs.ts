import type { CalendarDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import { fieldType } from '../policy/paths.ts'
import type { ValueType } from '../policy/types.ts'
import { firstDay, lastDay } from './calendar.ts'
import { type Emitted, type Emitter, Unsupported } from './emitter.ts'
import type { NumberNode } from './nodes.ts'
import type { Scale } from './shapes.ts'

/** One fact, or one field of a record fact, as generated code takes it. */
export interface Input {
  /** `annual_rent`, `fees.registration`. */
  readonly name: string
  readonly kind: 'number' | 'truth' | 'name' | 'day' | 'list'
  /** Of a number: what its integers are over, and how large they may be before the row takes the slow way. */
  readonly scale: Scale | null
  /** Assumed when it is not given; of a record's field, when the whole record is not. */
  readonly absent: Rational | boolean | string | readonly string[] | CalendarDate | undefined
  /** Of a record's field: assumed when the record is given without it. */
  readonly absentInRecord: Input['absent']
}

/** A money fact without a maximum: 10⁹ yuan; a larger one takes the slow way. */
const widest: Readonly<Record<string, { readonly q: bigint; readonly limit: bigint }>> = {
  money: { q: 100n, limit: 1_000_000_000n },
  count: { q: 1n, limit: 1_000_000_000n },
  duration: { q: 1n, limit: 1_000_000n },
  year: { q: 1n, limit: 9999n },
  rate: { q: 1_000_000n, limit: 1000n },
  number: { q: 10_000n, limit: 1_000_000n },
}

/** What generated code takes a fact as; lists of records and what has no place in a column are left to closures. */
export function inputOf(fact: FactDeclaration, path: readonly string[]): Input {
  const type = fieldType(fact.type, path)
  if (!type) throw new Unsupported(`a way into ${fact.name}`)
  const name = [fact.name, ...path].join('.')
  const absentInRecord = path.length === 0 ? undefined : plainAbsent(fieldAbsent(fact.type, path))
  const absent =
    path.length === 0 ? plainAbsent(fact.absent) : absentWithRecord(fact.absent, path, absentInRecord)
  const assumed = { absent, absentInRecord }
  if (fact.absent && typeof fact.absent === 'object' && 'dated' in fact.absent)
    throw new Unsupported(`figures by date: ${name}`)
  if (type.series && type.name === 'record') throw new Unsupported(`a series of records: ${name}`)
  switch (type.name) {
    case 'boolean':
      return { name, kind: 'truth', scale: null, ...assumed }
    case 'date':
      return { name, kind: 'day', scale: null, ...assumed }
    case 'text':
    case 'category':
      return { name, kind: 'name', scale: null, ...assumed }
    case 'list':
      if (type.of?.name !== 'category' && type.of?.name !== 'text')
        throw new Unsupported(`a list of ${type.of?.name}: ${name}`)
      return { name, kind: 'list', scale: null, ...assumed }
    default: {
      const scale = scaleOfType(type, name)
      for (const value of [absent, absentInRecord])
        if (value instanceof Rational && !isHeld(value, scale))
          throw new Unsupported(`what is assumed of ${name}: more decimals, or larger, than it is held in`)
      return { name, kind: 'number', scale, ...assumed }
    }
  }
}

function scaleOfType(type: ValueType, name: string): Scale {
  const form = widest[type.name]
  if (!form) throw new Unsupported(`a ${type.name}: ${name}`)
  const { q, limit } = form
  const bound = (value: unknown, otherwise: bigint, up: boolean): bigint => {
    if (!(value instanceof Rational)) return otherwise * q
    const n = value.numerator * q
    const cut = n / value.denominator
    return n % value.denominator === 0n ? cut : up ? cut + 1n : cut - 1n
  }
  return { q, lo: bound(type.min, -limit, false), hi: bound(type.max, limit, true) }
}

function fieldAbsent(type: ValueType, path: readonly string[]): unknown {
  const [key = '', ...rest] = path
  const field = type.fields?.[key]
  return field && (rest.length === 0 ? field.absent : fieldAbsent(field.type, rest))
}

const plainAbsent = (value: unknown): Input['absent'] => {
  if (value instanceof Rational || typeof value === 'boolean' || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' && value !== null && 'day' in value ? (value as CalendarDate) : undefined
}

/**
 * What a field is where its whole record is not given: what the assumed record has there, else what is assumed
 * of the field. A record without an assumption of its own is unknown as a whole.
 */
function absentWithRecord(
  record: unknown,
  [key = '', ...rest]: readonly string[],
  otherwise: Input['absent'],
): Input['absent'] {
  if (record === undefined) return undefined
  const fields = typeof record === 'object' && record !== null && 'fields' in record ? record.fields : {}
  const value = (fields as Readonly<Record<string, unknown>>)[key]
  if (value === undefined || value === null) return otherwise
  return rest.length === 0 ? plainAbsent(value) : absentWithRecord(value, rest, otherwise)
}

/** Whether an input of this scale holds a number: generated code proves its bounds from it. */
const isHeld = (value: Rational, { q, lo, hi }: Scale): boolean => {
  const { numerator, isInteger } = value.times(Rational.of(q))
  return isInteger && numerator >= lo && numerator <= hi
}

/** An input as a value; `node` reads it. */
export function inputValue(input: Input, node: NumberNode, emitter: Emitter): Emitted {
  const { nodes } = emitter
  const is = (code: number) => nodes.compare('equal', node, nodes.constant(code))
  switch (input.kind) {
    case 'number':
      return { kind: 'number', node, scale: input.scale as Scale, none: nodes.no }
    case 'truth': {
      const yes = is(1)
      return node.known ? emitter.truth(yes, nodes.no) : { kind: 'truth', yes, no: is(0), open: is(2) }
    }
    case 'day':
      return { kind: 'day', node }
    case 'name':
    case 'list': {
      const open = node.known ? nodes.no : is(-1)
      return { kind: input.kind, node, column: input.name, constant: null, open }
    }
  }
}

/** What an input's numbers lie between where it is known: all that columns and encoded facts may hold. */
export function inputBounds({ kind, scale }: Input): { readonly lo: number; readonly hi: number } {
  switch (kind) {
    case 'number':
      return scale ? { lo: Number(scale.lo), hi: Number(scale.hi) } : { lo: -Infinity, hi: Infinity }
    case 'truth':
      return { lo: 0, hi: 2 }
    case 'day':
      return { lo: firstDay, hi: lastDay }
    case 'name':
    case 'list':
      return { lo: -1, hi: 2 ** 31 - 1 }
  }
}

/** What is not known in a column of a kind. */
export const unknownCode = (kind: Input['kind']): number =>
  kind === 'number' || kind === 'day' ? Number.NaN : kind === 'truth' ? 2 : -1
