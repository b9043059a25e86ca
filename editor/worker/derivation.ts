import type { CaseResult, ExplainedPart, StepTrace, Words } from '../../engine/index.ts'

/**
 * How a case was reckoned, in one line as case files write it: `30010.00 × 优惠比例 10% = 3001.00；最高不超过
 * 3500 = 3001.00`. Null where there is nothing to reckon.
 */
export function derivationWords(
  parts: readonly ExplainedPart[],
  { clause, total }: CaseResult,
): Words | null {
  if (clause === null) return total ? sumWords(parts, total) : null
  const [part] = parts
  if (!part) return null
  const { decision, steps, conditions } = part.explanation
  if (decision.eligible === false) {
    const unmet = conditions.filter(({ holds }) => holds === false)
    return said((language) => unmet.map(({ given, code }) => `${given[language]} (${code})`))
  }
  if (decision.eligible === null && decision.kind === 'benefit') {
    const needs = decision.needs.join(', ')
    return needs === '' ? null : { zh: `还要知道 ${needs}`, en: `still needed: ${needs}` }
  }
  return said((language) => steps.flatMap((step, index) => stepWords(step, steps[index - 1], language)))
}

function stepWords(step: StepTrace, before: StepTrace | undefined, language: keyof Words): readonly string[] {
  const shown = step.shown[language]
  // Rounding that changed nothing is not worth a word.
  if (step.mechanism === 'round' && before?.shown[language] === shown) return []
  return [before ? `${step.words[language]} = ${shown}` : `${step.words[language]} ${shown}`]
}

function said(list: (language: keyof Words) => readonly string[]): Words | null {
  const [zh, en] = [list('zh').join('；'), list('en').join('; ')].map(plainDigits)
  return zh && en ? { zh, en } : null
}

function sumWords(parts: readonly ExplainedPart[], total: NonNullable<CaseResult['total']>): Words | null {
  const amounts = parts.map(({ explanation }) => explanation.decision.amount ?? '0.00')
  const counted = amounts.filter((_, index) => total.parts[index]?.counts)
  if (counted.length > 1) {
    const sum = `${counted.join(' + ')} = ${total.amount}`
    return { zh: sum, en: sum }
  }
  if (counted.length === 0) return null
  return {
    zh: `${amounts.join('、')}，计入 ${total.amount}`,
    en: `${amounts.join(', ')}; ${total.amount} counts`,
  }
}

/** Case files write digits without groups. */
const plainDigits = (text: string): string => text.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
