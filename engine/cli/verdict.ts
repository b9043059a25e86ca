import type { Language, Words } from '../base/words.ts'
import type { ClaimPart, Settlement } from '../decision/claim.ts'
import type { Decision } from '../decision/decision.ts'
import { groupDigits, unitOf } from '../policy/format.ts'
import type { Clause, Pays } from '../policy/policy.ts'
import { paint } from './print.ts'

const words = {
  eligible: { zh: '符合条件', en: 'eligible' },
  notEligible: { zh: '不享受', en: 'not eligible' },
  undecided: { zh: '未定', en: 'undecided' },
  consistent: { zh: '相符', en: 'consistent' },
  inconsistent: { zh: '不相符', en: 'not consistent' },
} as const satisfies Record<string, Words>

/** What an amount is: only cash is paid out. */
const amountWords: Readonly<Record<Pays, Words>> = {
  cash: { zh: '应付', en: 'due' },
  waiver: { zh: '免收', en: 'waived' },
  reduction: { zh: '减收', en: 'reduced by' },
  ceiling: { zh: '上限', en: 'at most' },
  points: { zh: '得分', en: 'points' },
  none: { zh: '结果', en: 'result' },
}

/** `✓ 应付 3,000.00 元`, in one line. */
export function verdict(
  decision: Decision,
  clause: Pick<Clause, 'pays'> | undefined,
  language: Language,
  colour: boolean,
): string {
  const { green, yellow, grey, red } = paint(colour)
  if (decision.kind === 'check') {
    const { consistent } = decision.outputs
    if (consistent === true) return green(`✓ ${words.consistent[language]}`)
    return consistent === false
      ? red(`✕ ${words.inconsistent[language]}`)
      : yellow(`? ${words.undecided[language]}`)
  }
  if (decision.eligible === null) return yellow(`? ${words.undecided[language]}`)
  if (decision.eligible === false) return grey(`– ${words.notEligible[language]}`)
  if (decision.amount === null) return green(`✓ ${words.eligible[language]}`)
  const is = amountWords[clause?.pays ?? 'cash'][language]
  const amount = groupDigits(decision.amount)
  if (clause?.pays === 'points') return green(`✓ ${is} ${amount}`)
  const unit = unitOf({ name: 'money', ...(decision.unit !== null && { unit: decision.unit }) })
  return green(`✓ ${is} ${amount} ${unit[language]}`)
}

/** What the clauses of a claim pay together, and which yield to another. */
export function printClaim(
  parts: readonly ClaimPart[],
  { total, yieldsTo }: Settlement,
  language: Language,
): string {
  const zh = language === 'zh'
  const lines = parts.flatMap(({ clause }, index) => {
    const to = yieldsTo[index]
    const winner = to === null || to === undefined ? undefined : parts[to]?.clause
    if (!winner || !clause.stacking) return []
    const because = clause.stacking.because[language]
    return [
      zh
        ? `  ${clause.id} 让位于 ${winner.id}：${because}`
        : `  ${clause.id} yields to ${winner.id}: ${because}`,
    ]
  })
  const sum = total === null ? (zh ? '未定' : 'not known yet') : groupDigits(total)
  return `${zh ? `合计 ${sum} 元` : `total ${sum} CNY`}\n${lines.map((line) => `${line}\n`).join('')}`
}
