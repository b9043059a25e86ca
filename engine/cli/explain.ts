import type { Language, Words } from '../base/words.ts'
import type { Decision, Explanation, StepTrace } from '../decision/decision.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { Clause, Pays } from '../policy/policy.ts'
import { outputText } from './outputs.ts'
import { paint } from './print.ts'
import { verdict } from './verdict.ts'

const words = {
  failed: { zh: '不满足', en: 'not met' },
  needs: { zh: '还需要知道', en: 'needed to know' },
  refer: { zh: '待人工认定', en: 'for a person to decide' },
  assumed: { zh: '未提供，按约定', en: 'not given, assumed' },
  source: { zh: '依据', en: 'source' },
  conditions: { zh: '条件', en: 'conditions' },
  amount: { zh: '计算', en: 'amount' },
  outputs: { zh: '其他结果', en: 'other results' },
} as const satisfies Record<string, Words>

const titleOf = (clause: Clause | undefined, id: string, language: Language): string =>
  clause ? `${clause.title[language]} (${id})` : id

/** A fact's declaration by its name. */
export type Titles = (name: string) => FactDeclaration | undefined

/** One line for the verdict, and one for each thing that has to be said with it. */
export function printDecision(
  decision: Decision,
  clause: Clause | undefined,
  language: Language,
  colour: boolean,
  facts: Titles = (name) => clause?.facts.find((fact) => fact.name === name),
  pays: Pays = clause?.pays ?? 'cash',
): string {
  const { bold, grey } = paint(colour)
  const lines = [
    `${verdict(decision, { pays }, language, colour)}  ${bold(titleOf(clause, decision.clause, language))}`,
  ]
  if (decision.failed.length > 0) lines.push(`  ${words.failed[language]}: ${decision.failed.join(', ')}`)
  if (decision.needs.length > 0)
    lines.push(
      `  ${words.needs[language]}: ${decision.needs.map((name) => factTitle(facts, name, language)).join(', ')}`,
    )
  if (decision.refer.length > 0)
    lines.push(
      `  ${words.refer[language]}: ${decision.refer.map((code) => referTitle(clause, code, language)).join(', ')}`,
    )
  for (const [name, value] of Object.entries(decision.outputs)) {
    const output = clause?.rules.outputs.find((one) => one.name === name)
    lines.push(`  ${output?.title?.[language] ?? name}: ${outputText(value, output?.type, language)}`)
  }
  if (decision.assumed.length > 0)
    lines.push(
      grey(
        `  ${words.assumed[language]}: ${decision.assumed.map((name) => factTitle(facts, name, language)).join(', ')}`,
      ),
    )
  return `${lines.join('\n')}\n`
}

/** A fact, or a field of a record: 行政事业性收费 › 登记类 (fees.registration). */
export const factTitle = (facts: Titles, name: string, language: Language): string => {
  const [first = '', ...path] = name.split('.')
  const fact = facts(first)
  if (!fact) return name
  const titles = [fact.title[language]]
  let type = fact.type.of ?? fact.type
  for (const key of path) {
    const field = type.fields?.[key]
    if (!field) break
    titles.push(field.title[language])
    type = field.type
  }
  return `${titles.join(' › ')} (${name})`
}

const referTitle = (clause: Clause | undefined, code: string, language: Language): string =>
  clause?.rules.refer.find((refer) => refer.code === code)?.title?.[language] ?? code

/** The reasoning as a clerk could read it out, with the text it rests on. */
export function printExplanation(
  explanation: Explanation,
  clause: Clause,
  language: Language,
  colour: boolean,
  facts?: Titles,
): string {
  const { bold, grey, green, red, yellow } = paint(colour)
  const lines = [printDecision(explanation.decision, clause, language, colour, facts).trimEnd()]
  const { source } = explanation
  if (source?.quote)
    lines.push(
      `  ${words.source[language]}: ${source.document}${source.section === null ? '' : ` ${source.section}`}`,
      grey(`    「${source.quote}」`),
    )
  if (explanation.conditions.length > 0) lines.push(`  ${bold(words.conditions[language])}`)
  for (const condition of explanation.conditions) {
    const mark = condition.holds === null ? yellow('?') : condition.holds ? green('✓') : red('✕')
    lines.push(`    ${mark} ${condition.words[language]}  ${grey(condition.code)}`)
    lines.push(
      grey(`      ${condition.given[language]}${condition.quote === null ? '' : `  「${condition.quote}」`}`),
    )
  }
  if (explanation.steps.length > 0) lines.push(`  ${bold(words.amount[language])}`)
  lines.push(...stepLines(explanation.steps, '    ', language, grey))
  for (const value of explanation.decision.eligible === false ? [] : explanation.values) {
    lines.push(`  ${bold(value.title[language])}`)
    lines.push(...stepLines(value.steps, '    ', language, grey))
  }
  return `${lines.join('\n')}\n\n`
}

function stepLines(
  steps: readonly StepTrace[],
  indent: string,
  language: Language,
  grey: (text: string) => string,
): readonly string[] {
  return steps.flatMap((step) => [
    `${indent}${step.words[language]} = ${step.shown[language]}`,
    ...(step.note ? [grey(`${indent}  ${step.note[language]}`)] : []),
    ...(step.parts ?? []).flatMap((part) => [
      grey(`${indent}  ${part.title[language]}`),
      ...stepLines(part.steps, `${indent}    `, language, grey),
    ]),
  ])
}
