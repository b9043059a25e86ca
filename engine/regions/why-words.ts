import { Rational } from '../base/rational.ts'
import { sameWords, tightened, type Words } from '../base/words.ts'
import type { Decision } from '../decision/decision.ts'
import { orderOf } from '../expression/compare.ts'
import { isListValue, type Value } from '../expression/value.ts'
import { formatValue, groupDigits, unitOf } from '../policy/format.ts'
import type { ValueType } from '../policy/types.ts'
import { otherValue } from './domain.ts'
import { dayOf } from './form.ts'
import type { Bound, Line, Region } from './regions.ts'

/** A value with its unit: 30,000.00 元/年. */
export function valueWords(value: Value, type: ValueType): Words {
  if (value === otherValue) return { zh: '其他值', en: 'another value' }
  const shown = formatValue(value, type, type.name === 'money' ? 2 : 0)
  const isBare = type.name === 'money' || (type.name === 'number' && type.unit !== undefined)
  if (!isBare || !(value instanceof Rational)) return shown
  const unit = unitOf(type)
  return { zh: `${shown.zh} ${unit.zh}`, en: `${shown.en} ${unit.en}` }
}

const join = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})

/** `12 个月或以上`, `2009-12-31 or earlier`: from a boundary on, as far as it helps. */
export function rangeWords(bound: Bound, until: Bound | null, upward: boolean, type: ValueType): Words {
  const { zh, en } = rangeText(bound, until, upward, type)
  return { zh: tightened(zh), en }
}

function rangeText(bound: Bound, until: Bound | null, upward: boolean, type: ValueType): Words {
  const at = valueWords(bound.value, type)
  const isDate = dayOf(bound.value) !== undefined
  const isOne = until !== null && orderOf(bound.value, until.value) === 0
  if (isOne || !(isDate || bound.value instanceof Rational)) return at
  if (until !== null && !isEndOf(until, type)) {
    const other = valueWords(until.value, type)
    const [low, high] = upward ? [at, other] : [other, at]
    return { zh: `${low.zh} 至 ${high.zh}`, en: `${low.en} to ${high.en}` }
  }
  if (!bound.included)
    return upward
      ? { zh: `超过 ${at.zh}`, en: `more than ${at.en}` }
      : { zh: `低于 ${at.zh}`, en: `less than ${at.en}` }
  if (isDate)
    return upward
      ? { zh: `${at.zh} 或以后`, en: `${at.en} or later` }
      : { zh: `${at.zh} 或以前`, en: `${at.en} or earlier` }
  return upward
    ? { zh: `${at.zh} 或以上`, en: `${at.en} or more` }
    : { zh: `${at.zh} 或以下`, en: `${at.en} or less` }
}

/** Whether a bound is only where the fact itself ends: the first and last day, a least and a greatest value. */
export function isEndOf({ value }: Bound, type: ValueType): boolean {
  const ends = [type.min, type.max]
  if (ends.some((end) => end !== undefined && orderOf(end, value) === 0)) return true
  const day = dayOf(value)
  return day !== undefined && (day <= -25567 || day >= 47846)
}

/** 已经营：12 个月或以上（现为 11 个月） */
export function changeWords(
  title: Words,
  now: Value,
  bound: Bound,
  until: Bound | null,
  type: ValueType,
): Words {
  if (isListValue(now) && isListValue(bound.value)) return listChangeWords(title, now, bound.value, type)
  const upward = (orderOf(bound.value, now) ?? 1) >= 0
  const to = rangeWords(bound, until, upward, type)
  const from = valueWords(now, type)
  return { zh: `${title.zh}：${to.zh}（现为 ${from.zh}）`, en: `${title.en}: ${to.en} (now ${from.en})` }
}

function listChangeWords(
  title: Words,
  now: readonly Value[],
  wanted: readonly Value[],
  type: ValueType,
): Words {
  const more = wanted.filter((entry) => !now.includes(entry))
  const less = now.filter((entry) => !wanted.includes(entry))
  const parts: Words[] = []
  const shown = (entries: readonly Value[]) => formatValue(entries, type)
  if (more.length > 0) parts.push({ zh: `加上 ${shown(more).zh}`, en: `also ${shown(more).en}` })
  if (less.length > 0) parts.push({ zh: `去掉 ${shown(less).zh}`, en: `without ${shown(less).en}` })
  const all = join(parts, '，', ', ')
  return { zh: `${title.zh}：${all.zh}`, en: `${title.en}: ${all.en}` }
}

/** The changes and what they lead to. */
export function counterfactualWords(
  changes: readonly Words[],
  decision: Decision,
  facts: (name: string) => Words,
): Words {
  const all = join(changes, '；并且 ', '; and ')
  const then = outcomeWords(decision, facts)
  return { zh: `${all.zh} → ${then.zh}`, en: `${all.en} → ${then.en}` }
}

export function outcomeWords(decision: Decision, facts: (name: string) => Words): Words {
  if (decision.kind === 'check')
    return decision.outputs.consistent === true
      ? { zh: '相符', en: 'consistent' }
      : { zh: '不相符', en: 'not consistent' }
  if (decision.eligible === false) return { zh: '不享受', en: 'not eligible' }
  const needed = join(decision.needs.map(facts), '、', ', ')
  const open: Words =
    decision.needs.length > 0
      ? { zh: `，还需要知道：${needed.zh}`, en: `; still needed: ${needed.en}` }
      : sameWords('')
  if (decision.eligible === null) return { zh: `不再被拒${open.zh}`, en: `no longer refused${open.en}` }
  const amount = decision.amount === null ? sameWords('') : amountWords(decision.amount, decision.unit)
  return {
    zh: `符合条件${amount.zh && `，${amount.zh}`}${open.zh}`,
    en: `eligible${amount.en && `, ${amount.en}`}${open.en}`,
  }
}

function amountWords(amount: string, unit: string | null): Words {
  const of = unitOf({ name: 'money', ...(unit !== null && { unit }) })
  return { zh: `${groupDigits(amount)} ${of.zh}`.trim(), en: `${groupDigits(amount)} ${of.en}`.trim() }
}

/** The values of a region: `是`, `12 个月或以上`. */
export function regionWords({ from, to }: Pick<Region, 'from' | 'to'>, type: ValueType): Words {
  if (from === null && to === null) return { zh: '任何值', en: 'any value' }
  if (from !== null && !isEndOf(from, type)) return rangeWords(from, to, true, type)
  if (to !== null && (from === null || !isEndOf(to, type))) return rangeWords(to, from, false, type)
  return from && to && orderOf(from.value, to.value) === 0
    ? valueWords(from.value, type)
    : { zh: '任何值', en: 'any value' }
}

/** What a region pays: an amount, or that it follows the fact. */
export function paidWords(paid: Line | null, unit: string | null, decimals: number): Words {
  if (!paid) return sameWords('')
  if (paid.slope.equals(Rational.zero)) return amountWords(paid.offset.toString(decimals), unit)
  return { zh: '金额随之变化', en: 'an amount that goes with it' }
}
