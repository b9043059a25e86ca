import { type PlainCounterfactual, plainWhyNot } from '../api/why-plain.ts'
import { hasErrors } from '../base/diagnostic.ts'
import type { Language, Words } from '../base/words.ts'
import { decideClaim } from '../decision/ask.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { Clause } from '../policy/policy.ts'
import type { Counterfactual, WhyNot } from '../regions/counterfactual.ts'
import { whyNot } from '../regions/why-not.ts'
import { type Command, callFault, listOption, textOption } from './command.ts'
import { askOptions, readFacts, refuse } from './decide-texts.ts'
import { knownOption } from './known-option.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint, type Texts } from './print.ts'
import { verdict } from './verdict.ts'

/** Says why a clause refuses or pays no more, and what would change that. */
export const why: Command = {
  name: 'why',
  summary: 'say why a clause refuses or pays no more, and the smallest changes that would help',
  examples: [
    'clausebook why --clause venue-rent.government-market --facts applicant.json',
    'clausebook why --clause venue-rent.government-market --facts applicant.json --lang zh',
    'clausebook why --clause venue-rent.government-market --facts applicant.json --at-most 1 --json',
  ],
  options: [
    { flags: '--facts <file>', summary: 'the applicant’s facts, JSON or YAML (required)' },
    { flags: '--clause <id>', summary: 'the clause that is asked about (required)', many: true },
    { flags: '--as-of <date>', summary: 'the day it is decided for, such as 2010-01-01' },
    knownOption,
    {
      flags: '--reading <id>',
      summary: 'take the first alternative of an open question, or AMB-nn=name',
      many: true,
    },
    { flags: '--at-most <number>', summary: 'how many facts may change at once: 1, 2 (default) or 3' },
  ],
  run: async (call, terminal) => {
    const factsPath = textOption(call, 'facts')
    if (factsPath === undefined) throw callFault('--facts is missing', 'add --facts FILE')
    const asked = listOption(call, 'clause')
    if (asked.length === 0) throw callFault('--clause is missing', 'add --clause ID')
    const atMost = textOption(call, 'atMost') ?? '2'
    if (!/^[123]$/.test(atMost))
      throw callFault(`--at-most takes 1, 2 or 3, not \`${atMost}\``, 'write --at-most 2')
    const loaded = await load(call, terminal, { cases: false })
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const options = askOptions(call, loaded.workspace)
    const read = await readFacts(factsPath, terminal)
    const texts: Texts = new Map([...loaded.texts, [read.document.file, read.document]])
    if (hasErrors(read.diagnostics)) return refuse(read.diagnostics, texts, call, terminal)
    const claim = decideClaim(loaded.workspace, read.document, options)
    if (!claim.ok) return refuse(claim.problems, texts, call, terminal)
    const answers = claim.answers.map(({ clause, facts }) => ({
      clause,
      answer: whyNot(planFromClause(clause), facts, { atMost: Number(atMost) }),
    }))
    terminal.out(
      call.json
        ? jsonText({ why: answers.map(({ clause, answer }) => whyJson(clause, answer, call.language)) })
        : answers
            .map(({ clause, answer }) => whyText(clause, answer, call.language, terminal.colour))
            .join('\n'),
    )
    return 0
  },
}

const words = {
  failed: { zh: '不满足', en: 'not met' },
  eligible: { zh: '怎样改变就不再被拒', en: 'what would lift the refusal' },
  none: { zh: '改变不超过 {n} 个事实都不行', en: 'no change of up to {n} facts would' },
  more: { zh: '怎样改变金额更高', en: 'what would pay more' },
  question: { zh: '接着问', en: 'ask next' },
  unfollowed: { zh: '没有穷尽', en: 'not looked through' },
} as const

function whyText(clause: Clause, answer: WhyNot, language: Language, colour: boolean): string {
  const { bold, grey, red } = paint(colour)
  const { decision, failed, eligible, more, question, unfollowed, atMost } = answer
  const isRefused = decision.eligible === false || decision.outputs.consistent === false
  const list = (title: string, all: readonly { readonly words: Counterfactual['words'] }[]) =>
    all.length === 0 ? [] : [`  ${bold(title)}`, ...all.map((one) => `    ${one.words[language]}`)]
  return [
    `${verdict(decision, clause, language, colour)}  ${bold(`${clause.title[language]} (${clause.id})`)}`,
    ...(failed.length > 0 ? [`  ${bold(words.failed[language])}`] : []),
    ...failed.map((one) => `    ${red('✕')} ${one.words[language]}  ${grey(one.code)}`),
    ...list(words.eligible[language], eligible),
    ...(isRefused && eligible.length === 0
      ? [`  ${bold(words.eligible[language])}`, `    ${words.none[language].replace('{n}', String(atMost))}`]
      : []),
    ...list(words.more[language], more),
    ...(question
      ? [
          `  ${bold(words.question[language])}: ${question.title[language]} (${question.fact})`,
          ...question.answers.map((one) => `    ${one.words[language]}`),
        ]
      : []),
    ...(unfollowed.length > 0
      ? [
          grey(
            `  ${words.unfollowed[language]}: ${unfollowed.map((one) => one[language]).join(language === 'zh' ? '、' : ', ')}`,
          ),
        ]
      : []),
    '',
  ].join('\n')
}

function whyJson(clause: Clause, answer: WhyNot, language: Language) {
  const { lifts, more, question, atMost, failed, unfollowed, complete, ...said } = plainWhyNot(clause, answer)
  const inWords = <T extends { readonly words: Words }>(one: T) => ({ ...one, words: one.words[language] })
  const counterfactual = (one: PlainCounterfactual) => inWords({ ...one, changes: one.changes.map(inWords) })
  return {
    ...said,
    failed: failed.map(inWords),
    lifts: lifts.map(counterfactual),
    more: more.map(counterfactual),
    question: question && {
      ...question,
      title: question.title[language],
      answers: question.answers.map(inWords),
    },
    at_most: atMost,
    complete,
    unfollowed: unfollowed.map((one) => one[language]),
  }
}
