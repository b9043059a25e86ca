import { Rational } from '../base/rational.ts'
import type { Expression, Pipeline, ReadAt } from '../expression/expression.ts'
import { isListValue, type Value } from '../expression/value.ts'
import { emitCalendar, yearOf } from './calendar.ts'
import { compare, connective, type NameOf, negation } from './comparisons.ts'
import {
  type Emitted,
  type EmittedDay,
  type EmittedNumber,
  type EmittedTruth,
  type Emitter,
  Unsupported,
} from './emitter.ts'
import { add, divide, extreme, multiply, numberConstant, subtract } from './numbers.ts'
import { round } from './rounding.ts'
import { choose } from './selection.ts'
import { allocate, foldOf, monthly } from './series.ts'

/** What code is made in: where its facts, parameters and values come from. */
export interface CodeScope {
  readonly emitter: Emitter
  readonly nameOf: NameOf
  readonly fact: (name: string, path: readonly string[]) => Emitted
  readonly parameter: (name: string, at: ReadAt) => Emitted
  readonly value: (name: string) => Emitted
  readonly given: (name: string) => EmittedTruth
}

/** An expression as code. What generated code does not do is thrown as `Unsupported`, naming it. */
export function emit(expression: Expression, scope: CodeScope, previous: Emitted | null): Emitted {
  const { emitter } = scope
  const inner = (one: Expression): Emitted => emit(one, scope, previous)
  const number = (one: Expression): EmittedNumber => asNumber(inner(one))
  const truth = (one: Expression): EmittedTruth => asTruth(inner(one))
  switch (expression.kind) {
    case 'constant':
      return constantValue(expression.value, emitter)
    case 'fact':
      return scope.fact(expression.name, expression.path)
    case 'parameter':
      return scope.parameter(expression.name, expression.at)
    case 'value':
      return scope.value(expression.name)
    case 'previous':
      if (previous === null) throw new Unsupported('a value so far where there is none')
      return previous
    case 'add':
      return add(expression.of.map(number), emitter)
    case 'subtract':
      return subtract(number(expression.left), number(expression.right), emitter)
    case 'multiply':
      return expression.of
        .map(number)
        .reduce((a, b) => multiply(a, b, emitter), numberConstant(Rational.one, emitter))
    case 'divide':
      return divide(number(expression.left), number(expression.right), emitter)
    case 'least':
    case 'greatest':
      return extreme(expression.of.map(number), expression.kind, emitter)
    case 'compare':
      return compare(expression.by, inner(expression.left), inner(expression.right), scope.nameOf, emitter)
    case 'all':
      return connective(expression.of.map(truth), 0, emitter)
    case 'any':
      return connective(expression.of.map(truth), 1, emitter)
    case 'not':
      return negation(truth(expression.of))
    case 'case':
      return choose(
        expression.of.map(({ when, then }) => ({ when: truth(when), then: inner(then) })),
        expression.otherwise.kind === 'constant' && expression.otherwise.value === null
          ? null
          : inner(expression.otherwise),
        emitter,
      )
    case 'round':
      return round(number(expression.of), expression.rounding, emitter)
    case 'year-of':
      return yearOf(asDay(inner(expression.of)), emitter)
    case 'calendar':
      return emitCalendar(expression.by, inner(expression.left), inner(expression.right), emitter)
    case 'fold':
      return foldOf(expression.by, inner(expression.of), emitter)
    case 'per-month':
      return monthly(
        asDay(inner(expression.from)),
        number(expression.months),
        asNumber(emitPipeline(expression.body, scope)),
        emitter,
      )
    case 'steps':
      return emitPipeline(expression.of, scope)
    case 'allocate':
      return allocate(number(expression.amount), inner(expression.to), inner(expression.order), emitter)
    case 'given':
      return scope.given(expression.fact)
    case 'field': {
      const record = inner(expression.of)
      const field = record.kind === 'record' ? record.fields[expression.field] : undefined
      if (!field) throw new Unsupported(`a field of ${record.kind}`)
      return field
    }
    case 'holding':
      return { kind: 'names', of: expression.of.map(({ when }) => truth(when)), are: 1 }
    case 'fields': {
      const record = inner(expression.of)
      if (record.kind !== 'truths') throw new Unsupported(`the names of ${record.kind}`)
      return {
        kind: 'names',
        of: expression.names.map((name) => record.fields[name] as EmittedTruth),
        are: expression.are ? 1 : 0,
      }
    }
    // Alone, nothing was paid before.
    case 'earlier':
      return numberConstant(Rational.zero, emitter)
    default:
      throw new Unsupported(expression.kind)
  }
}

/** Expressions in order, each with the value so far. */
export function emitPipeline(pipeline: Pipeline, scope: CodeScope): Emitted {
  let previous: Emitted | null = null
  for (const expression of pipeline) previous = emit(expression, scope, previous)
  if (previous === null) throw new Unsupported('no steps')
  return previous
}

/** A constant of the policy as code. */
export function constantValue(value: Value, emitter: Emitter): Emitted {
  const { nodes } = emitter
  if (value instanceof Rational) return numberConstant(value, emitter)
  if (typeof value === 'boolean') return emitter.truth(nodes.truth(value), nodes.no)
  if (typeof value === 'string') return { kind: 'name', column: null, constant: value, open: nodes.no }
  if (value !== null && isListValue(value) && value.every((entry) => typeof entry === 'string'))
    return { kind: 'list', column: null, constant: value.map(String), open: nodes.no }
  if (value !== null && typeof value === 'object' && 'day' in value)
    return { kind: 'day', node: nodes.constant(value.day) }
  throw new Unsupported('a constant that is no number, name, day or list of names')
}

export function asNumber(one: Emitted): EmittedNumber {
  if (one.kind === 'number') return one
  throw new Unsupported(`${one.kind} where a number is needed`)
}

export function asTruth(one: Emitted): EmittedTruth {
  if (one.kind === 'truth') return one
  throw new Unsupported(`${one.kind} where yes or no is needed`)
}

export function asDay(one: Emitted): EmittedDay {
  if (one.kind === 'day') return one
  throw new Unsupported(`${one.kind} where a day is needed`)
}
