import {
  type Explanation,
  groupDigits,
  Rational,
  type StepTrace,
  type TrialPart,
  type Words,
} from '../../engine/index.ts'

const joined = (parts: readonly Words[], zh = '；', en = '; '): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})

/** How an amount came about, in one line: 年租金 18,000.00，× 补贴比例 15% = 2,700.00. */
export function howWords({ steps, values }: Explanation): Words | null {
  const last = values.flatMap(({ title, steps: own }): readonly Words[] => {
    const shown = own.at(-1)?.shown
    return shown ? [{ zh: `${title.zh} ${shown.zh}`, en: `${title.en} ${shown.en}` }] : []
  })
  const parts = [...last, ...stepsWords(steps)]
  return parts.length === 0 ? null : joined(parts, '，', ', ')
}

/** A rounding that leaves the value as it is, and a limit that is not reached, are not worth a line. */
function stepsWords(steps: readonly StepTrace[]): readonly Words[] {
  return steps.flatMap((step, index): readonly Words[] => {
    const { words, shown, mechanism, binds } = step
    const isSame = index > 0 && shown.zh === steps[index - 1]?.shown.zh
    if (mechanism === 'round' && (isSame || index === 0)) return []
    if (mechanism === 'base') return [{ zh: `${words.zh} ${shown.zh}`, en: `${words.en} ${shown.en}` }]
    if (binds === false)
      return mechanism === 'cap'
        ? [{ zh: `${words.zh}（未到）`, en: `${words.en} (not reached)` }]
        : [{ zh: `${words.zh}（已够）`, en: `${words.en} (reached)` }]
    return [{ zh: `${words.zh} = ${shown.zh}`, en: `${words.en} = ${shown.en}` }]
  })
}

/** So many missing facts are named. */
const namedAtMost = 4

/** 缺 2 项：首次经营、已享受年数; and what it comes to if it is met. */
export function missingWords({ needs, clause, bounds, decision }: TrialPart): Words {
  const names = [...new Set(needs.map((need) => need.split('.')[0]))]
  const titles = names.flatMap((name) => clause.facts.find((fact) => fact.name === name)?.title ?? [])
  const named = joined(titles.slice(0, namedAtMost), '、', ', ')
  const isMore = titles.length > namedAtMost
  const missing: Words = {
    zh: `缺 ${titles.length} 项：${named.zh}${isMore ? ' 等' : ''}`,
    en: `${titles.length} missing: ${named.en}${isMore ? ', …' : ''}`,
  }
  if (!bounds || decision.eligible === true) return missing
  const { least, most } = bounds
  const isNothing = least === null || Rational.parse(least)?.equals(Rational.zero) === true
  if (isNothing && most === null) return missing
  const amounts: Words =
    least === most && least !== null
      ? { zh: `符合时为 ${groupDigits(least)}`, en: `if met, ${groupDigits(least)}` }
      : {
          zh: `符合时${[isNothing ? '' : `不少于 ${groupDigits(least)}`, most === null ? '' : `不超过 ${groupDigits(most)}`].filter(Boolean).join('，')}`,
          en: `if met, ${[isNothing ? '' : `at least ${groupDigits(least)}`, most === null ? '' : `at most ${groupDigits(most)}`].filter(Boolean).join(', ')}`,
        }
  return joined([amounts, missing], '；', '; ')
}

/** What was given, and what it would have to be: 已经营：3 个月（须已经营不少于 12 个月）. */
export function refusalWords({ conditions }: Explanation): Words | null {
  const unmet = conditions.filter(({ holds }) => holds === false)
  if (unmet.length === 0) return null
  return joined(
    unmet.map(({ words, given }) => ({
      zh: `${given.zh}（须${words.zh}）`,
      en: `${given.en} (required: ${words.en})`,
    })),
  )
}

/** To whom a clause yields, and why; or whom it would yield to if that were met. */
export function yieldWords(
  { clause, yieldsTo, mayYieldTo }: TrialPart,
  parts: readonly TrialPart[],
): Words | null {
  const winner = yieldsTo === null ? undefined : parts[yieldsTo]
  const because = clause.stacking?.because
  if (winner)
    return {
      zh: `取“${winner.clause.title.zh}”${amountIn(winner)}${because ? `：${because.zh}` : ''}`,
      en: `“${winner.clause.title.en}” is paid instead${amountIn(winner)}${because ? `: ${because.en}` : ''}`,
    }
  const rivals = mayYieldTo.flatMap((at) => parts[at]?.clause.title ?? [])
  if (rivals.length === 0) return null
  const names = joined(
    rivals.map(({ zh, en }) => ({ zh: `“${zh}”`, en: `“${en}”` })),
    '、',
    ', ',
  )
  return {
    zh: `${names.zh}未定；如果它胜出，就不付这一项`,
    en: `${names.en} is undecided; if it wins, this one is not paid`,
  }
}

const amountIn = ({ decision }: TrialPart): string =>
  decision.amount === null ? '' : ` ${groupDigits(decision.amount)}`
