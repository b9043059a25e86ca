import type { Words } from '../base/words.ts'
import type { Origin } from '../policy/declarations.ts'

/** What kind of change it is; `no-effect` is one of order, comments or spelling only. */
export const changeKinds = [
  'clause-added',
  'clause-repealed',
  'clause-moved',
  'value-added',
  'value-amended',
  'value-repealed',
  'value-redated',
  'parameter-added',
  'parameter-removed',
  'parameter-changed',
  'condition-added',
  'condition-removed',
  'condition-loosened',
  'condition-tightened',
  'condition-changed',
  'formula-changed',
  'rounding-changed',
  'output-changed',
  'refer-changed',
  'effective-changed',
  'stacking-changed',
  'payment-changed',
  'reading-changed',
  'citation-changed',
  'words-changed',
  'fact-added',
  'fact-removed',
  'fact-changed',
  'policy-changed',
  'source-changed',
  'no-effect',
] as const

export type ChangeKind = (typeof changeKinds)[number]

/** What of a decision may come out otherwise. `words`: nothing that is decided, only what is said of it. */
export type ChangeEffect = 'amount' | 'eligibility' | 'decision' | 'words' | 'none'

/** What of a decision a change touches. */
export const effectNames: Readonly<Record<ChangeEffect, Words>> = {
  amount: { zh: '金额', en: 'amount' },
  eligibility: { zh: '资格', en: 'eligibility' },
  decision: { zh: '判定', en: 'decision' },
  words: { zh: '文字', en: 'wording' },
  none: { zh: '无影响', en: 'no effect' },
}

/** One change between two versions of a policy, in words. */
export interface PolicyChange {
  readonly kind: ChangeKind
  readonly effect: ChangeEffect
  readonly policy: string
  /** The clause it is in; null where it is of a whole provision or policy. */
  readonly clause: string | null
  /** Full name of a parameter, a condition's code, a fact, or what else it is of. */
  readonly subject: string
  /** `政府投资商贸市场内首次经营 · 年最高限额` */
  readonly title: Words
  /** `由 3,000 元/年改为 3,500 元/年` */
  readonly words: Words
  /** Where it is written: in the new text, or in the old one for what is gone. */
  readonly origin: Origin
  readonly side: 'new' | 'old'
}

/** `政府投资商贸市场 · 年最高限额`. */
export const titleOf = (of: Words, what: Words): Words => ({
  zh: `${of.zh} · ${what.zh}`,
  en: `${of.en} · ${what.en}`,
})
