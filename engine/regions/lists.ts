import { Rational } from '../base/rational.ts'
import { evaluateList } from '../expression/evaluate-lists.ts'
import type { Expression } from '../expression/expression.ts'
import { foldOf } from '../expression/fold.ts'
import { kleene, known } from '../expression/known.ts'
import { isUnknown, unknownFact, unknownOf } from '../expression/unknown.ts'
import { isListValue, isRecordValue, type Value } from '../expression/value.ts'
import { type Form, fixed } from './form.ts'
import { added, comparesWith, extreme, type Numeric, overNumbers, times } from './numbers.ts'
import type { FormFrame, Scope } from './scope.ts'
import { unfollowed } from './signals.ts'

type Follow = (one: Expression, scope: Scope, frame: FormFrame) => Form
type FollowSteps = (steps: readonly Expression[], scope: Scope, frame: FormFrame) => Form

/** Lists, records and months in which something follows the fact. */
export function followList(
  expression: Expression,
  scope: Scope,
  frame: FormFrame,
  follow: Follow,
  followSteps: FollowSteps,
): Form {
  const inner = (one: Expression): Form => follow(one, scope, frame)
  switch (expression.kind) {
    case 'fold':
      return folded(expression.by, inner(expression.of), scope)
    case 'per-item': {
      const list = inner(expression.list)
      const entries = entriesOf(list)
      if (!entries) return list.kind === 'fixed' && isUnknown(list.result) ? list : fixed(null)
      return whole(entries.map((item) => followSteps(expression.body, scope, { ...frame, item })))
    }
    case 'some':
    case 'every':
    case 'filter': {
      const list = inner(expression.list)
      const entries = entriesOf(list)
      if (!entries) return list.kind === 'fixed' && isUnknown(list.result) ? list : fixed(null)
      const each = entries.map((item) => resultOf(follow(expression.where, scope, { ...frame, item })))
      if (expression.kind !== 'filter') return fixed(kleene(each, expression.kind === 'some'))
      const unknowns = each.filter(isUnknown)
      if (unknowns.length > 0) return fixed(unknownOf(unknowns))
      return { kind: 'list', of: entries.filter((_, index) => each[index] === true) }
    }
    case 'holding': {
      const each = expression.of.map(({ when }) => resultOf(inner(when)))
      return fixed(
        known(each, () => expression.of.filter((_, at) => each[at] === true).map(({ name }) => name)),
      )
    }
    case 'field': {
      const of = inner(expression.of)
      if (of.kind === 'record')
        return of.fields[expression.field] ?? fixed(unknownFact(`${expression.name}.${expression.field}`))
      return fixed(of.kind === 'fixed' ? evaluateList(expression, () => of.result) : null)
    }
    case 'fields': {
      const of = inner(expression.of)
      if (of.kind !== 'record') return of.kind === 'fixed' && isUnknown(of.result) ? of : fixed(null)
      const each = expression.names.map((name) =>
        resultOf(of.fields[name] ?? fixed(unknownFact(`${expression.name}.${name}`))),
      )
      return fixed(
        known(each, () => expression.names.filter((_, at) => (each[at] === true) === expression.are)),
      )
    }
    case 'allocate':
      return allocated(expression, inner, scope)
    case 'rank':
    case 'tied':
    case 'tied-after':
    case 'take':
      return fixed(
        evaluateList(expression, (one, item) => {
          const form = follow(one, scope, item === undefined ? frame : { ...frame, item: fixed(item) })
          if (form.kind === 'fixed') return form.result
          throw unfollowed('名单的排序', 'the order of a list')
        }),
      )
    default:
      throw unfollowed('随它变化的值', 'a value that changes with it')
  }
}

const resultOf = (form: Form): Value | ReturnType<typeof unknownFact> =>
  form.kind === 'fixed' ? form.result : null

function entriesOf(list: Form): readonly Form[] | undefined {
  if (list.kind === 'list') return list.of
  if (list.kind !== 'fixed' || isUnknown(list.result) || !isListValue(list.result)) return undefined
  return list.result.map((entry) => fixed(entry))
}

/** A list of which every entry is known. */
function whole(of: readonly Form[]): Form {
  const unknowns = of.map(resultOf).filter(isUnknown)
  return unknowns.length > 0 ? fixed(unknownOf(unknowns)) : { kind: 'list', of }
}

const one = fixed(Rational.one)

function folded(by: Extract<Expression, { kind: 'fold' }>['by'], over: Form, { stretch }: Scope): Form {
  if (over.kind === 'fixed') return fixed(known([over.result], ([value]) => foldOf(by, value as Value)))
  const entries =
    over.kind === 'months'
      ? over.runs
      : over.kind === 'list'
        ? over.of.map((value) => ({ count: one, value }))
        : over.kind === 'record'
          ? Object.values(over.fields).map((value) => ({ count: one, value }))
          : null
  if (!entries) return fixed(null)
  if (entries.length === 0) return fixed(foldOf(by, []))
  const sum = (forms: readonly Form[]) =>
    overNumbers(forms, (all) => all.reduce((a, b) => added(a, b) as Numeric, fixed(Rational.zero) as Numeric))
  switch (by) {
    case 'count':
      return sum(entries.map(({ count }) => count))
    case 'total':
      return sum(
        entries.map(({ count, value }) =>
          overNumbers([count, value], ([a, b]) => times(a as Numeric, b as Numeric)),
        ),
      )
    case 'highest':
    case 'lowest':
      return overNumbers(
        entries.map(({ value }) => value),
        (all) => extreme(by === 'highest' ? 'greatest' : 'least', all, stretch),
      )
    case 'constant': {
      const values = entries.map(({ value }) => value)
      const [first] = values
      if (first && values.every((value) => value.kind === 'fixed'))
        return fixed(
          foldOf(
            'constant',
            values.map(({ result }: Form & { result?: unknown }) => result as Value),
          ),
        )
      return overNumbers(values, (all) =>
        all.every((value) => comparesWith('equal', value, all[0] as Numeric, stretch))
          ? (all[0] as Numeric)
          : fixed(null),
      )
    }
  }
}

/** An amount used up by the fields in order. */
function allocated(
  { amount, to, order, name }: Extract<Expression, { kind: 'allocate' }>,
  inner: (one: Expression) => Form,
  { stretch }: Scope,
): Form {
  const [given, record, names] = [inner(amount), inner(to), inner(order)]
  const unknowns = [given, record, names].map(resultOf).filter(isUnknown)
  if (unknowns.length > 0) return fixed(unknownOf(unknowns))
  const fields =
    record.kind === 'record'
      ? record.fields
      : record.kind === 'fixed' && isRecordValue(record.result as Value)
        ? Object.fromEntries(
            Object.entries(
              (record.result as { readonly fields: Readonly<Record<string, Value>> }).fields,
            ).map(([key, value]) => [key, fixed(value)]),
          )
        : null
  const written = entriesOf(names)
  if (!fields || !written) return fixed(null)
  const keys = written.map((form) => String(resultOf(form)))
  const wanted = keys.map((key) => fields[key] ?? fixed(unknownFact(`${name}.${key}`)))
  return overNumbers([given, ...wanted], ([whole, ...wants]) => {
    const zero = fixed(Rational.zero) as Numeric
    const got: Record<string, Form> = Object.fromEntries(Object.keys(fields).map((key) => [key, zero]))
    let left = whole as Numeric
    for (const [index, key] of keys.entries()) {
      const least = extreme('least', [left, wants[index] as Numeric], stretch) as Numeric
      const share = extreme('greatest', [zero, least], stretch) as Numeric
      got[key] = share
      left = added(left, times(share, fixed(Rational.of(-1)) as Numeric) as Numeric) as Numeric
    }
    return { kind: 'record', fields: got }
  })
}
