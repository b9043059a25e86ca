import { Rational } from '../base/rational.ts'
import type { Question } from '../decision/question.ts'
import { type Environment, evaluate, type Frame } from '../expression/evaluate.ts'
import { type Expression, walk } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import { isRecordValue, type Value } from '../expression/value.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import { type Fixed, type Form, fixed, line } from './form.ts'
import { isPoint } from './interval.ts'
import { isSplit, isUnfollowed } from './signals.ts'
import type { Stretch } from './truth.ts'

/** A fact, or a field of a record, that varies. */
export interface Varying {
  readonly name: string
  readonly path: readonly string[]
  readonly isDate: boolean
}

/** Where in steps an expression stands, as the interpreter's frame. */
export interface FormFrame {
  readonly previous: Form
  readonly item: Form
  readonly month: Frame['month']
}

export const emptyFormFrame: FormFrame = { previous: fixed(null), item: fixed(null), month: null }

/** Everything an expression looks at while one fact runs through a stretch of its values. */
export interface Scope {
  readonly stretch: Stretch
  readonly question: Question
  readonly plan: DecidingPlan
  readonly varying: Varying
  /** Facts that are left open: whether they were given is not known. */
  readonly open: ReadonlySet<string>
  /** A fact as a whole. */
  readonly fact: (name: string) => Form
  readonly value: (name: string) => Form
  /** What the interpreter says, where the varying fact is not looked at. */
  readonly steady: (expression: Expression, frame: FormFrame) => Fixed | undefined
}

const varies = Symbol('varies')

/** The varying fact as a number that runs along the stretch. */
export const ownForm = ({ interval }: Stretch, { isDate }: Varying): Form =>
  isPoint(interval)
    ? fixed(isDate ? { day: Number((interval.from as Rational).numerator) } : interval.from)
    : line(Rational.one, Rational.zero, isDate)

/** A record with one field, however deep, that varies. */
function recordForm(base: Value, path: readonly string[], own: Form): Form {
  const [key, ...rest] = path
  if (key === undefined) return own
  const fields = isRecordValue(base) ? base.fields : {}
  return {
    kind: 'record',
    fields: {
      ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fixed(value)])),
      [key]: recordForm(fields[key] ?? null, rest, own),
    },
  }
}

/** A form in which nothing varies, as the value it is. */
export function settled(form: Form): Form {
  if (form.kind === 'list') {
    const of = form.of.map(settled)
    const values = of.map((one) => (one.kind === 'fixed' && !isUnknown(one.result) ? one.result : undefined))
    return values.includes(undefined) ? { ...form, of } : fixed(values as readonly Value[])
  }
  if (form.kind !== 'record') return form
  const fields = Object.fromEntries(Object.entries(form.fields).map(([name, one]) => [name, settled(one)]))
  const isWhole = Object.values(fields).every((one) => one.kind === 'fixed' && !isUnknown(one.result))
  if (!isWhole) return { kind: 'record', fields }
  return fixed({
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, one]) => [name, (one as Fixed).result as Value]),
    ),
  })
}

/** `follow` reckons a value's steps. */
export function scopeOf(
  base: Pick<Scope, 'stretch' | 'question' | 'plan' | 'varying' | 'open'>,
  own: Form,
  follow: (steps: readonly Expression[], scope: Scope) => Form,
): Scope {
  const { question, plan, varying, open } = base
  const whole = settled(
    varying.path.length === 0 ? own : recordForm(recordAt(question.read(varying.name)), varying.path, own),
  )
  const kept = new Map<string, Form>()
  const environment: Environment = {
    fact: (name) => resultOf(scope.fact(name)),
    parameter: (name) => plan.parameters.get(name) ?? [],
    value: (name) => {
      try {
        return resultOf(scope.value(name))
      } catch (thrown) {
        // Whether a cut, or what cannot be followed, matters here is found out part by part.
        throw isSplit(thrown) || isUnfollowed(thrown) ? varies : thrown
      }
    },
    given: (name) => {
      if (open.has(name)) throw varies
      return name === varying.name || question.given(name)
    },
    earlier: question.earlier,
    undatedReads: question.undatedReads,
  }
  const scope: Scope = {
    ...base,
    fact: (name) => (name === varying.name ? whole : fixed(question.read(name))),
    value: (name) => {
      const known = kept.get(name)
      if (known) return known
      const named = plan.values.find((value) => value.named.name === name)
      const form = follow(
        (named?.steps ?? []).map(({ expression }) => expression),
        scope,
      )
      kept.set(name, form)
      return form
    },
    steady: (expression, frame) => {
      const { previous, item, month } = frame
      const isOpen = (form: Form, kind: Expression['kind']) =>
        form.kind !== 'fixed' && [...walk(expression)].some((one) => one.kind === kind)
      if (isOpen(previous, 'previous') || isOpen(item, 'item')) return undefined
      const plain: Frame = {
        previous: previous.kind === 'fixed' ? previous.result : null,
        item: item.kind === 'fixed' && !isUnknown(item.result) ? item.result : null,
        month,
      }
      try {
        return fixed(evaluate(expression, environment, plain))
      } catch (thrown) {
        if (thrown !== varies) throw thrown
        return undefined
      }
    },
  }
  return scope
}

const recordAt = (read: ReturnType<Question['read']>): Value => (isUnknown(read) ? null : read)

function resultOf(form: Form) {
  if (form.kind !== 'fixed') throw varies
  return form.result
}
