import fc from 'fast-check'
import { type Expression, walk } from '../../engine/expression/expression.ts'
import type { RecordValue } from '../../engine/expression/value.ts'
import {
  type CalendarDate,
  type Clause,
  dateOf,
  Rational,
  type Value,
  type ValueType,
} from '../../engine/index.ts'
import type { ParameterChange, Plan } from '../../engine/plan/plan.ts'

/** What the rules of a plan compare with and reckon by: where its decisions change. */
export interface Edges {
  readonly numbers: readonly Rational[]
  readonly days: readonly CalendarDate[]
}

/** All that a plan reckons. */
export const expressionsOf = (plan: Plan): readonly Expression[] => [
  ...plan.conditions.map(({ expression }) => expression),
  ...plan.values.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
  ...(plan.amount ?? []).map(({ expression }) => expression),
  ...plan.outputs.flatMap(({ steps, when }) => [
    ...steps.map(({ expression }) => expression),
    ...(when ? [when] : []),
  ]),
  ...plan.refer.flatMap(({ when }) => (when ? [when] : [])),
]

/** Every number that a plan states, and every day on which one of its parameters changes. */
export function edgesOf(plan: Plan): Edges {
  const dated = [...plan.parameters.values()].flat()
  const constants = expressionsOf(plan)
    .flatMap((expression) => [...walk(expression)])
    .flatMap((expression) => (expression.kind === 'constant' ? [expression.value] : []))
  const stated = [...dated.map(({ value }) => value), ...constants].filter(
    (value) => value instanceof Rational,
  )
  const shares = stated.filter(
    (value) => !value.isNegative && value.compare(Rational.zero) > 0 && value.compare(Rational.one) < 0,
  )
  // A cap of 3000 on a tenth is met at a rent of 30000.
  const met = stated.flatMap((value) => shares.map((share) => value.dividedBy(share)))
  return {
    numbers: [Rational.zero, ...stated, ...met],
    days: dated.flatMap(({ from }) => (from ? [from] : [])),
  }
}

const day = (year: number, month: number, dayOfMonth: number) => dateOf({ year, month, dayOfMonth })

/** Days about the changes, about the ends of months and years, and any of twenty years. */
export function dayNear(days: readonly CalendarDate[]): fc.Arbitrary<CalendarDate> {
  const marks = [
    ...days,
    day(2009, 1, 31),
    day(2009, 3, 1),
    day(2010, 1, 1),
    day(2012, 2, 29),
    day(2008, 12, 31),
  ]
  const beside = fc
    .tuple(fc.constantFrom(...marks), fc.integer({ min: -2, max: 2 }))
    .map(([mark, offset]): CalendarDate => ({ day: mark.day + offset }))
  const any = fc
    .integer({ min: day(2000, 1, 1).day, max: day(2020, 1, 1).day })
    .map((one): CalendarDate => ({ day: one }))
  return fc.oneof({ weight: 3, arbitrary: beside }, any)
}

const whole: ReadonlySet<string> = new Set(['count', 'duration', 'year'])

/** Numbers on an edge, the smallest unit beside it, or anywhere. */
function numberNear(type: ValueType, { numbers }: Edges): fc.Arbitrary<Rational> {
  const smallest = whole.has(type.name)
    ? Rational.one
    : type.name === 'rate'
      ? Rational.of(1, 10_000)
      : Rational.of(1, 100)
  const on = (value: Rational) => value.round({ to: smallest, mode: 'half-up' })
  const beside = fc
    .tuple(fc.constantFrom(...numbers), fc.integer({ min: -1, max: 1 }))
    .map(([number, offset]) => on(number).plus(smallest.times(Rational.of(offset))))
  const any = fc
    .integer({ min: 0, max: whole.has(type.name) ? 60 : 5_000_000 })
    .map((n) => smallest.times(Rational.of(n)))
  const wide = fc.bigInt({ min: 2n ** 50n, max: 10n ** 22n }).map((n) => smallest.times(Rational.of(n)))
  return fc
    .oneof({ weight: 6, arbitrary: beside }, { weight: 3, arbitrary: any }, { weight: 1, arbitrary: wide })
    .filter((value) => isWithin(value, type))
}

const isWithin = (value: Rational, { min, max }: ValueType): boolean =>
  !(min instanceof Rational && value.compare(min) < 0) && !(max instanceof Rational && value.compare(max) > 0)

/** A value of a type, as valid facts have it. */
export function valueNear(type: ValueType, edges: Edges): fc.Arbitrary<Value> {
  if (type.series) {
    const { series: _, ...plain } = type
    const one = valueNear(plain, edges)
    const dated = fc
      .uniqueArray(fc.record({ from: dayNear(edges.days), value: one }), {
        minLength: 1,
        maxLength: 4,
        selector: ({ from }) => from.day,
      })
      .map((entries): Value => ({ dated: [...entries].sort((a, b) => a.from.day - b.from.day) }))
    return fc.oneof(one, dated)
  }
  switch (type.name) {
    case 'boolean':
      return fc.boolean()
    case 'date':
      return dayNear(edges.days)
    case 'text':
      return fc.constantFrom('', '4*0', '4050', '40', '10', '1*', '*', 'a', 'b')
    case 'month-day':
      return fc.constantFrom('01-01', '02-28', '02-29', '12-25', '12-31')
    case 'record':
      return recordNear(type, edges)
    case 'category':
      return fc.constantFrom(
        ...Object.keys(type.values ?? {}),
        ...(type.open || !type.values ? ['something-else'] : []),
      )
    case 'list':
      return type.of?.fields
        ? recordsNear(type.of, edges)
        : fc.array(valueNear(type.of as ValueType, edges), { maxLength: 6 })
    default:
      return numberNear(type, edges)
  }
}

/** A record with some of its fields, in declared order. */
function recordNear({ fields = {} }: ValueType, edges: Edges): fc.Arbitrary<RecordValue> {
  const all = Object.entries(fields).map(([name, { type }]) =>
    fc.option(valueNear(type, edges), { freq: 6, nil: undefined }).map((value) => [name, value] as const),
  )
  return fc.tuple(...all).map((entries) => {
    const given: Record<string, Value> = {}
    for (const [name, value] of entries) if (value !== undefined) given[name] = value
    return { fields: given }
  })
}

/** Records that share some of their values, so that ties are not rare. */
function recordsNear(type: ValueType, edges: Edges): fc.Arbitrary<Value> {
  const names = Object.keys(type.fields ?? {})
  return fc.array(recordNear(type, edges), { minLength: 1, maxLength: 3 }).chain((pool) => {
    const picks = fc.array(fc.constantFrom(...pool), { minLength: names.length, maxLength: names.length })
    const mixed = picks.map((from): RecordValue => {
      const given: Record<string, Value> = {}
      for (const [index, name] of names.entries()) {
        const value = from[index]?.fields[name]
        if (value !== undefined) given[name] = value
      }
      return { fields: given }
    })
    return fc.array(mixed, { maxLength: 6 })
  })
}

/** Facts of a known applicant, each kept, taken away or put near an edge. */
export function factsNear(
  clause: Clause,
  bases: readonly ReadonlyMap<string, Value>[],
  edges: Edges,
  keep = 8,
): fc.Arbitrary<ReadonlyMap<string, Value>> {
  const names = clause.facts.map(({ name }) => name)
  const choices = clause.facts.map(({ type }) =>
    fc.oneof(
      { weight: keep, arbitrary: fc.constant('kept' as const) },
      { weight: 1, arbitrary: fc.constant('unknown' as const) },
      { weight: keep > 1 ? 3 : 12, arbitrary: valueNear(type, edges).map((value) => ({ value })) },
    ),
  )
  return fc.tuple(fc.constantFrom(...bases), fc.tuple(...choices)).map(([base, chosen]) => {
    const facts = new Map(base)
    for (const [index, name] of names.entries()) {
      const choice = chosen[index] ?? 'kept'
      if (choice === 'unknown') facts.delete(name)
      else if (choice !== 'kept') facts.set(name, choice.value)
    }
    return facts
  })
}

/** Other values for some of a plan's parameters from some day on; null ends one. */
export function changesNear(plan: Plan, edges: Edges): fc.Arbitrary<readonly ParameterChange[]> {
  const parameters = [...plan.parameters].filter(([, values]) =>
    values.some(({ value }) => value instanceof Rational),
  )
  if (parameters.length === 0) return fc.constant([])
  const one = fc.constantFrom(...parameters).chain(([parameter, values]) => {
    const stated = values.map(({ value }) => value).filter((value) => value instanceof Rational)
    const value = fc
      .tuple(
        fc.constantFrom(...stated),
        fc.constantFrom('1', '2', '0.5', '0', '1.01', '0.3333', '100000000000000000000'),
      )
      .map(([number, factor]): Value => number.times(Rational.parse(factor) as Rational))
    return fc.record({
      parameter: fc.constant(parameter),
      from: dayNear(edges.days),
      value: fc.oneof({ weight: 9, arbitrary: value }, fc.constant(null)),
    })
  })
  return fc.uniqueArray(one, { maxLength: 3, selector: ({ parameter, from }) => `${parameter} ${from.day}` })
}
