import {
  type Clause,
  groupDigits,
  type Rational,
  regionWords,
  type Stretches,
  unitOf,
  type Words,
} from '../../engine/index.ts'
import type { EffectView, StretchView } from '../state/review-view.ts'

type View = NonNullable<EffectView['stretches']>

/** How many stretches can be told beside each other. */
const mostShown = 6

/** The stretches of one fact with what each brings, neighbours that bring nothing as one. */
export function stretchesView({ fact, title, all }: Stretches, clause: Clause | undefined): View | null {
  const type = clause?.facts.find(({ name }) => name === fact)?.type
  if (!type) return null
  const shown: StretchView[] = []
  for (const [index, { from, to, differs, change, ends }] of all.entries()) {
    const state = !differs ? 'same' : change && change.slope.numerator !== 0n ? 'grows' : 'moved'
    if (state === 'same' && shown.at(-1)?.state === 'same') continue
    shown.push({
      words: regionWords({ from, to }, type),
      begins: index === 0 || !from ? null : regionWords({ from, to: from }, type),
      state,
      change: state === 'same' ? null : changeWords(ends, clause),
    })
  }
  return shown.length > 1 && shown.length <= mostShown ? { title, all: shown } : null
}

/** `+500.00`, or `0.01 – 500.00` from one end to the other. */
function changeWords([from, to]: Stretches['all'][number]['ends'], clause: Clause | undefined): Words | null {
  const known = [from, to].flatMap((end) => end ?? [])
  if (known.length === 0) return null
  const texts = [...new Set(known.map(signed))]
  const unit = unitOf({ name: 'money', ...(clause?.unit != null && { unit: clause.unit }) })
  const words = (language: 'zh' | 'en') => `${texts.join(' – ')} ${unit[language]}`.trim()
  return { zh: words('zh'), en: words('en') }
}

const signed = (amount: Rational): string =>
  `${amount.isNegative ? '' : '+'}${groupDigits(amount.toString(2))}`
