import { Rational } from '../base/rational.ts'
import { tightened, type Words } from '../base/words.ts'
import type { Decision } from '../decision/decision.ts'
import { groupDigits, unitOf } from '../policy/format.ts'
import type { Clause } from '../policy/policy.ts'
import { outcomeWords, valueWords } from '../regions/why-words.ts'
import { conditionTitle, joinWords } from './effect-words.ts'
import type { ClauseEffect } from './effects.ts'
import type { Extreme } from './extremes.ts'
import type { Witness } from './witness.ts'

/** A fact of a witness as it is shown. */
export interface WitnessFact {
  readonly name: string
  readonly title: Words
  readonly value: Words
  /** Of a fact that holds or does not; else null. */
  readonly statement: boolean | null
  /** Another value than in the case that the witness was made from. */
  readonly moved: boolean
}

/** A witness in words. */
export interface WitnessWords {
  readonly facts: readonly WitnessFact[]
  /** What both versions decide for the witness; null without one. */
  readonly before: Words | null
  readonly after: Words | null
  /** `+0.01 元`; null where there is none. */
  readonly change: Words | null
}

/** An effect in words, for a page, a terminal or a pull request. */
export interface EffectWords extends WitnessWords {
  /** The witnesses of the other parts that changed. */
  readonly also: readonly WitnessWords[]
  /** `最多多得 500.00 元；没有人少得`. Null where nothing is paid. */
  readonly most: Words | null
  readonly unchanged: readonly Words[]
  /** Why not everything is proven; null where it is. */
  readonly open: Words | null
}

export function effectWords(
  effect: ClauseEffect,
  old: Clause | undefined,
  now: Clause | undefined,
): EffectWords {
  const { witness, witnesses, unchanged } = effect
  const clause = (now ?? old) as Clause
  const worded = (one: Witness | null): WitnessWords => ({
    facts: one ? factsOf(one, clause, old) : [],
    before: one && decisionWords(one.before, old),
    after: one && decisionWords(one.after, now),
    change: one?.change && !one.change.equals(Rational.zero) ? signed(one.change, clause) : null,
  })
  return {
    ...worded(witness),
    also: witnesses.filter((one) => one !== witness).map(worded),
    most: mostWords(effect, clause),
    unchanged,
    open: openWords(effect),
  }
}

function factsOf({ facts, moved }: Witness, clause: Clause, old: Clause | undefined): readonly WitnessFact[] {
  const declared = [...clause.facts, ...(old?.facts ?? [])]
  const place = (name: string) => declared.findIndex((fact) => fact.name === name)
  return [...facts]
    .filter(([name]) => place(name) >= 0)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => {
      const fact = declared[place(name)]
      return {
        name,
        title: fact?.title ?? { zh: name, en: name },
        value: fact ? tight(valueWords(value, fact.type)) : { zh: String(value), en: String(value) },
        statement: typeof value === 'boolean' ? value : null,
        moved: moved.includes(name),
      }
    })
}

const tight = ({ zh, en }: Words): Words => ({ zh: tightened(zh).trim(), en: en.trim() })

/** What a version decides, and why where it refuses. */
function decisionWords(decision: Decision | null, clause: Clause | undefined): Words {
  if (!decision || !clause) return { zh: '没有这一条', en: 'no such clause' }
  const title = (name: string): Words =>
    clause.facts.find((fact) => fact.name === name)?.title ?? { zh: name, en: name }
  const outcome = outcomeWords(decision, title)
  const failed = decision.failed.map((code): Words => {
    const named = clause.rules.eligibility.find((one) => one.code === code)
    return named ? conditionTitle(named) : { zh: '不在施行期间', en: 'not in force' }
  })
  const refer = decision.refer.map(
    (code): Words => clause.rules.refer.find((one) => one.code === code)?.title ?? { zh: code, en: code },
  )
  const parts = [outcome]
  if (failed.length > 0) {
    const all = joinWords(failed, '；', '; ')
    parts.push({ zh: `不满足：${all.zh}`, en: `not met: ${all.en}` })
  }
  if (refer.length > 0) {
    const all = joinWords(refer, '；', '; ')
    parts.push({ zh: `待人工认定：${all.zh}`, en: `for a person to decide: ${all.en}` })
  }
  return joinWords(parts, '，', ', ')
}

const moneyOf = ({ unit }: Clause): Words => unitOf({ name: 'money', ...(unit !== null && { unit }) })

function signed(amount: Rational, clause: Clause): Words {
  const unit = moneyOf(clause)
  const sign = amount.isNegative ? '' : '+'
  const shown = `${sign}${groupDigits(amount.toString(2))}`
  return { zh: `${shown} ${unit.zh}`.trim(), en: `${shown} ${unit.en}`.trim() }
}

function mostWords({ gain, loss }: ClauseEffect, clause: Clause): Words | null {
  if (clause.rules.amount === null) return null
  const unit = moneyOf(clause)
  const of = (extreme: Extreme | null, more: Words, nobody: Words): Words => {
    if (!extreme) return nobody
    const { amount, grows, proven } = extreme
    if (amount === null && grows) {
      const by = grows.by.isDecimal
        ? grows.by.toString()
        : grows.by.round({ to: Rational.of(1, 10_000), mode: 'half-up' }).toString()
      return {
        zh: `${more.zh}没有上限：${grows.title.zh}每增加 1，多 ${by}`,
        en: `${more.en} without end: ${by} for each 1 of ${grows.title.en}`,
      }
    }
    const shown = groupDigits(amount?.toString(2) ?? '')
    return proven
      ? {
          zh: `最多${more.zh} ${shown} ${unit.zh}`.trim(),
          en: `${more.en} at most ${shown} ${unit.en}`.trim(),
        }
      : {
          zh: `试过的最多${more.zh} ${shown} ${unit.zh}`.trim(),
          en: `${more.en} at most ${shown} ${unit.en} of what was tried`.trim(),
        }
  }
  return joinWords(
    [
      of(gain, { zh: '多得', en: 'gains' }, { zh: '没有人多得', en: 'nobody gains' }),
      of(loss, { zh: '少得', en: 'loses' }, { zh: '没有人少得', en: 'nobody loses' }),
    ],
    '；',
    '; ',
  )
}

function openWords({ complete, unfollowed, tried }: ClauseEffect): Words | null {
  if (complete) return null
  const why = joinWords(unfollowed.slice(0, 3), '；', '; ')
  const more = unfollowed.length > 3 ? { zh: ' 等', en: ' and more' } : { zh: '', en: '' }
  return {
    zh: `没有全部证明，试过 ${tried} 点；未能逐段跟踪：${why.zh}${more.zh}`,
    en: `not all is proven; ${tried} points were tried; not followed: ${why.en}${more.en}`,
  }
}
