import { formatDate } from '../base/calendar.ts'
import { Rational, type Rounding } from '../base/rational.ts'
import type { Result } from '../expression/evaluate.ts'
import { isUnknown, type Need, unknownOf } from '../expression/unknown.ts'
import { isListValue, isMonthSeries, isRecordValue, type Value } from '../expression/value.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import type { Decision, OutputValue } from './decision.ts'

/** What an execution finds out, before it is put into words; in the order of the plan. */
export interface Outcome {
  readonly conditions: readonly Result[]
  /** Already rounded; null without an amount. */
  readonly amount: Result
  readonly outputs: readonly { readonly when: Result; readonly value: Result }[]
  readonly refer: readonly Result[]
}

/** A decision, but for the assumptions it rests on, and the parameters that had no value on their day. */
export interface Assembled {
  readonly decision: Omit<Decision, 'assumed'>
  readonly undated: readonly Extract<Need, { parameter: string }>[]
}

/** The code of a clause that is not in force on the day. */
export const notInForce = 'in-force'

/** Puts an outcome together as a decision. `inForce` is whether the clause is in force on the day. */
export function assemble(plan: DecidingPlan, outcome: Outcome, inForce: Result): Assembled {
  const failed = plan.conditions
    .filter((_, i) => outcome.conditions[i] === false)
    .map(({ named }) => named.code)
  if (inForce === false) failed.unshift(notInForce)
  const undecided = [inForce, ...outcome.conditions].filter(isUnknown)
  const isCheck = plan.clause.kind === 'check'
  const eligible = isCheck ? null : failed.length > 0 ? false : undecided.length > 0 ? null : true
  const hasAmount = plan.amount !== null
  const needs: Need[] = []
  if (eligible === null) needs.push(...byUsefulness(undecided.map(({ unknown }) => unknown)))
  if (eligible !== false && isUnknown(outcome.amount)) needs.push(...outcome.amount.unknown)
  const outputs: Record<string, OutputValue> = {}
  for (const [index, { output }] of plan.outputs.entries()) {
    const result = outcome.outputs[index] as Outcome['outputs'][number]
    const belongs = output.onlyEligible ? eligible : true
    const given = belongs === true && result.when === true
    if (given && !isUnknown(result.value) && result.value !== null)
      outputs[output.name] = outputValue(result.value, output.type, output.rounding)
    else if (output.otherwise !== undefined && eligible === false)
      outputs[output.name] = outputValue(output.otherwise, output.type, null)
    // What a check says is all that is asked of it.
    if (isCheck || (eligible === true && output.onlyEligible))
      for (const part of [result.when, result.value]) if (isUnknown(part)) needs.push(...part.unknown)
  }
  const refer: string[] = []
  for (const [index, { refer: one }] of plan.refer.entries()) {
    const when = outcome.refer[index] as Result
    if ((one.always || eligible === true) && when === true) refer.push(one.code)
    if (eligible === true && isUnknown(when)) needs.push(...when.unknown)
  }
  const all = unknownOf([{ unknown: needs }]).unknown
  return {
    decision: {
      clause: plan.clause.id,
      kind: plan.clause.kind,
      eligible,
      amount:
        !hasAmount || eligible === null
          ? null
          : eligible
            ? amountText(outcome.amount, plan.rounding)
            : zeroText(plan.rounding),
      unit: hasAmount ? plan.clause.unit : null,
      failed,
      refer,
      outputs,
      needs: all.flatMap((need) => ('fact' in need ? [need.fact] : [])),
    },
    undated: all.flatMap((need) => ('parameter' in need ? [need] : [])),
  }
}

/** Needs that settle more conditions come first; otherwise in written order. */
function byUsefulness(groups: readonly (readonly Need[])[]): readonly Need[] {
  const key = (need: Need) => ('fact' in need ? `f ${need.fact}` : `p ${need.parameter}`)
  const uses = new Map<string, number>()
  for (const group of groups) for (const need of group) uses.set(key(need), (uses.get(key(need)) ?? 0) + 1)
  return [...groups.flat()].sort((a, b) => (uses.get(key(b)) ?? 0) - (uses.get(key(a)) ?? 0))
}

/** How many decimals a rounding to `to` shows. */
export function decimalsOf(rounding: Rounding | null): number {
  const text = rounding?.to.toString() ?? '1'
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.length - point - 1
}

const amountText = (amount: Result, rounding: Rounding | null): string | null =>
  amount instanceof Rational ? amount.toString(decimalsOf(rounding)) : null

const zeroText = (rounding: Rounding | null): string => Rational.zero.toString(decimalsOf(rounding))

/** Money and points as text with two decimals, whole numbers as numbers, other numbers as shortest exact text. */
export function outputValue(
  value: Value,
  type: Quantity | undefined,
  rounding: Rounding | null,
): OutputValue {
  const shown = rounding && value instanceof Rational ? value.round(rounding) : value
  if (shown === null || typeof shown === 'boolean' || typeof shown === 'string') return shown
  if (shown instanceof Rational) {
    if (type?.name === 'money' || type?.unit === 'points') return shown.toString(2)
    const safe =
      shown.isInteger &&
      shown.compare(Rational.of(2n ** 53n)) < 0 &&
      shown.compare(Rational.of(-(2n ** 53n))) > 0
    return safe ? Number(shown.numerator) : shown.toString()
  }
  if (isListValue(shown)) return shown.map((entry) => outputValue(entry, type?.of, null))
  if (isMonthSeries(shown))
    return shown.months.map(({ from, count, value: each }) => ({
      from: formatDate(from),
      months: count,
      value: outputValue(each, type?.of, null),
    }))
  if (isRecordValue(shown))
    return Object.fromEntries(
      Object.entries(shown.fields).map(([key, field]) => [
        key,
        outputValue(field, type?.fields?.[key], null),
      ]),
    )
  if ('day' in shown) return formatDate(shown)
  return shown.dated.map(({ from, value: each }) => ({
    from: from && formatDate(from),
    value: outputValue(each, type, null),
  }))
}
