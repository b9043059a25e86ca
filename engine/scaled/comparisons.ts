import { Rational } from '../base/rational.ts'
import type { Comparison } from '../expression/expression.ts'
import type { Emitted, EmittedList, EmittedName, EmittedNumber, EmittedTruth, Emitter } from './emitter.ts'
import { Unsupported, unknownNumber } from './emitter.ts'
import { multiply, numberConstant, rescaled } from './numbers.ts'
import { lcm } from './shapes.ts'

const signs: Partial<Record<Comparison, string>> = {
  equal: '===',
  notEqual: '!==',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** A name's code in the dictionary of the column it is compared with. */
export type NameOf = (column: string, name: string) => number

/** 0, 1 or 2: unknown where a side is; no where a side has no value. */
export function compare(
  by: Comparison,
  left: Emitted,
  right: Emitted,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(by, left, right, emitter)
  if (left.kind === 'day' && right.kind === 'day')
    return truth(`${left.js} ${signOf(by)} ${right.js}`, [left, right], emitter)
  if (left.kind === 'truth' && right.kind === 'truth')
    return truth(`${left.js} ${equality(by)} ${right.js}`, [left, right], emitter)
  if (left.kind === 'name' && right.kind === 'name') return compareNames(by, left, right, nameOf, emitter)
  if (left.kind === 'name' && right.kind === 'list' && (by === 'in' || by === 'notIn'))
    return member(left, right, by === 'in', nameOf, emitter)
  if (left.kind === 'list') return compareLists(by, left, right, nameOf, emitter)
  throw new Unsupported(`${by} between ${left.kind} and ${right.kind}`)
}

const signOf = (by: Comparison): string => {
  const sign = signs[by]
  if (!sign) throw new Unsupported(`${by} of numbers or days`)
  return sign
}

const equality = (by: Comparison): string => {
  if (by !== 'equal' && by !== 'notEqual') throw new Unsupported(`${by} of yes and no`)
  return signOf(by)
}

function compareNumbers(
  by: Comparison,
  left: EmittedNumber,
  right: EmittedNumber,
  emitter: Emitter,
): EmittedTruth {
  const sign = signOf(by)
  if (left.over && right.over) throw new Unsupported('two quotients compared')
  // A quotient is multiplied out: its divisor is positive.
  const [a, b] = [multipliedOut(left, right, emitter), multipliedOut(right, left, emitter)]
  const q = lcm(a.scale.q, b.scale.q)
  const [x, y] = [rescaled(a, q, emitter), rescaled(b, q, emitter)]
  return truth(`${x.js} ${sign} ${y.js}`, [left, right], emitter)
}

function multipliedOut(one: EmittedNumber, other: EmittedNumber, emitter: Emitter): EmittedNumber {
  const { over: _, ...bare } = one
  if (!other.over) return bare
  const by: EmittedNumber = { ...numberConstant(Rational.one), js: other.over.js, scale: other.over.scale }
  return multiply(bare, { ...by, known: other.known }, emitter)
}

function compareNames(
  by: Comparison,
  left: EmittedName,
  right: EmittedName,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  const column = left.column ?? right.column
  if (column === null) throw new Unsupported('two constant names compared')
  if (left.column !== null && right.column !== null && left.column !== right.column)
    throw new Unsupported('names of two columns compared')
  return truth(
    `${nameJs(left, column, nameOf)} ${equality(by)} ${nameJs(right, column, nameOf)}`,
    [left, right],
    emitter,
  )
}

const nameJs = (name: EmittedName, column: string, nameOf: NameOf): string =>
  name.constant === null ? name.js : String(nameOf(column, name.constant))

function member(
  left: EmittedName,
  list: EmittedList,
  isIn: boolean,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  const { column } = left
  if (!list.constant || column === null) throw new Unsupported('membership in a list of facts')
  const tests = list.constant.map((name) => `${left.js} === ${nameOf(column, name)}`)
  const any = tests.length > 0 ? tests.join(' || ') : 'false'
  return truth(isIn ? any : `!(${any})`, [left, list], emitter)
}

function compareLists(
  by: Comparison,
  left: EmittedList,
  right: Emitted,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  const { column } = left
  if (column === null) throw new Unsupported('a constant list on the left')
  const maskOf = (names: readonly string[]) =>
    names.reduce((mask, name) => {
      const code = nameOf(column, name)
      if (code > 29) throw new Unsupported('a list of more than 30 names')
      return mask | (1 << code)
    }, 0)
  if (right.kind === 'name' && right.constant !== null && (by === 'contains' || by === 'doesNotContain'))
    return truth(
      `(${left.js} & ${maskOf([right.constant])}) ${by === 'contains' ? '!==' : '==='} 0`,
      [left],
      emitter,
    )
  if (right.kind === 'list' && right.constant && (by === 'containsAll' || by === 'containsAny')) {
    const mask = maskOf(right.constant)
    return truth(
      by === 'containsAll' ? `(${left.js} & ${mask}) === ${mask}` : `(${left.js} & ${mask}) !== 0`,
      [left],
      emitter,
    )
  }
  throw new Unsupported(`${by} of lists`)
}

/** How code asks whether something is unknown; null where it never is. */
export function unknownTest(one: Emitted): string | null {
  if (one.kind === 'series' || one.kind === 'record' || one.kind === 'names' || one.kind === 'truths')
    throw new Unsupported(`${one.kind} compared`)
  if (one.known) return null
  switch (one.kind) {
    case 'number':
      return unknownNumber(one)
    case 'day':
      return `${one.js} !== ${one.js}`
    case 'truth':
      return `${one.js} === 2`
    default:
      return `${one.js} === -1`
  }
}

function truth(holds: string, sides: readonly Emitted[], emitter: Emitter): EmittedTruth {
  const unknowns = sides.map(unknownTest).filter((one) => one !== null)
  const nones = sides.flatMap((one) => ('none' in one && one.none !== null ? [one.none] : []))
  const met = nones.length > 0 ? `!(${nones.join(' || ')}) && (${holds})` : holds
  const decided = `(${met}) ? 1 : 0`
  return {
    kind: 'truth',
    js: emitter.hold(unknowns.length > 0 ? `${unknowns.join(' || ')} ? 2 : ${decided}` : decided),
    known: unknowns.length === 0,
  }
}

/** `all` (decisive 0) and `any` (decisive 1) by Kleene, without branches over unknowns where none can be. */
export function connective(parts: readonly EmittedTruth[], decisive: 0 | 1, emitter: Emitter): EmittedTruth {
  if (parts.length === 0) return { kind: 'truth', js: decisive === 1 ? '0' : '1', known: true }
  const known = parts.every((part) => part.known)
  const names = parts.map(({ js }) => js)
  if (known) {
    const joined = names.join(decisive === 1 ? ' | ' : ' & ')
    return { kind: 'truth', js: emitter.hold(joined), known }
  }
  const settled = names.map((name) => `${name} === ${decisive}`).join(' || ')
  const open = parts
    .filter((part) => !part.known)
    .map(({ js }) => `${js} === 2`)
    .join(' || ')
  const other = decisive === 1 ? 0 : 1
  return {
    kind: 'truth',
    js: emitter.hold(`${settled} ? ${decisive} : ${open} ? 2 : ${other}`),
    known,
  }
}

export const negation = (one: EmittedTruth, emitter: Emitter): EmittedTruth => ({
  kind: 'truth',
  js: emitter.hold(one.known ? `1 - ${one.js}` : `${one.js} === 2 ? 2 : 1 - ${one.js}`),
  known: one.known,
})
