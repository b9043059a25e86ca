import { hasErrors } from '../base/diagnostic.ts'
import type { Language } from '../base/words.ts'
import { type OpenQuestion, openQuestions, type ReadingOutcome, worthOf } from '../decision/open-questions.ts'
import { groupDigits, unitOf } from '../policy/format.ts'
import { type Command, callFault, listOption, textOption } from './command.ts'
import { askOptions, readFacts, refuse } from './decide-texts.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint, type Texts } from './print.ts'

/** Lists open questions of law, and what each is worth to an applicant. */
export const readings: Command = {
  name: 'readings',
  summary: 'list open questions of law: the default, the alternatives, and what each is worth',
  examples: [
    'clausebook readings --lang zh',
    'clausebook readings --reading AMB-23 --facts applicant.json',
    'clausebook readings policies/employment-promotion --facts applicant.json --json',
  ],
  options: [
    { flags: '--facts <file>', summary: 'an applicant’s facts: what each reading is worth in yuan' },
    { flags: '--reading <id>', summary: 'only this question', many: true },
    { flags: '--clause <id>', summary: 'only questions of this clause', many: true },
    { flags: '--as-of <date>', summary: 'the day it is decided for, such as 2010-01-01' },
    { flags: '--chain', summary: 'decide first what other clauses say of facts that are not given' },
  ],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal)
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const wanted = listOption(call, 'reading')
    // Which questions are asked, not which reading is taken.
    const { reading: _, ...rest } = call.options
    const { clauses, ...options } = askOptions({ ...call, options: rest }, loaded.workspace)
    const questions = openQuestions(loaded.workspace).filter(
      ({ id, clauses: about }) =>
        (wanted.length === 0 || wanted.includes(id)) &&
        (!clauses || about.some((clause) => clauses.includes(clause))),
    )
    if (wanted.length > 0 && questions.length === 0)
      throw callFault(`no such question: ${wanted.join(', ')}`, 'list them all with clausebook readings')
    const path = textOption(call, 'facts')
    if (path === undefined) {
      terminal.out(
        call.json
          ? jsonText({ readings: questions.map((one) => questionJson(one, call.language, null)) })
          : questions.map((one) => questionText(one, null, call.language, terminal.colour)).join('\n'),
      )
      return 0
    }
    const read = await readFacts(path, terminal)
    const texts: Texts = new Map([...loaded.texts, [read.document.file, read.document]])
    if (hasErrors(read.diagnostics)) return refuse(read.diagnostics, texts, call, terminal)
    const worths: (readonly ReadingOutcome[])[] = []
    for (const question of questions) {
      const worth = worthOf(question, loaded.workspace, read.document, options)
      if (!worth.ok) return refuse(worth.problems, texts, call, terminal)
      worths.push(worth.outcomes)
    }
    terminal.out(
      call.json
        ? jsonText({
            readings: questions.map((one, index) => questionJson(one, call.language, worths[index] ?? null)),
          })
        : questions
            .map((one, index) => questionText(one, worths[index] ?? null, call.language, terminal.colour))
            .join('\n'),
    )
    return 0
  },
}

function questionJson(
  { id, clauses, question, because, alternatives }: OpenQuestion,
  language: Language,
  outcomes: readonly ReadingOutcome[] | null,
) {
  const outcome = (alternative: string | null) => {
    const found = outcomes?.find((one) => one.alternative === alternative)
    return found
      ? {
          total: found.total,
          unit: found.unit,
          ...(alternative !== null && { worth: found.worth }),
          decisions: found.decisions.map(({ clause, eligible, amount, unit, needs }) => ({
            clause,
            eligible,
            amount,
            unit,
            needs,
          })),
        }
      : {}
  }
  return {
    id,
    clauses,
    question: question[language],
    default: { because: because[language], ...outcome(null) },
    alternatives: alternatives.map(({ name, because: why, computed }) => ({
      name,
      because: why[language],
      computed,
      ...outcome(name),
    })),
  }
}

function questionText(
  { id, clauses, question, because, alternatives }: OpenQuestion,
  outcomes: readonly ReadingOutcome[] | null,
  language: Language,
  colour: boolean,
): string {
  const { bold, grey } = paint(colour)
  const zh = language === 'zh'
  const of = (alternative: string | null) => outcomes?.find((one) => one.alternative === alternative)
  const about = clauses.length > 0 ? clauses.join(', ') : zh ? '整个政策' : 'the whole policy'
  return [
    `${bold(id)}  ${question[language]}`,
    grey(`  ${about}`),
    `  ${zh ? '默认' : 'default'}${amountText(of(null), language)}: ${because[language]}`,
    ...alternatives.map(({ name, because: why, computed }) => {
      const described = computed ? amountText(of(name), language) : zh ? '（只作说明）' : ' (described only)'
      return `  ${name}${described}: ${why[language]}`
    }),
    '',
  ].join('\n')
}

/** ` 2,700.00 元（+900.00）`; nothing where no facts were given. */
function amountText(outcome: ReadingOutcome | undefined, language: Language): string {
  if (!outcome) return ''
  const zh = language === 'zh'
  if (outcome.total === null) return zh ? ' 未定' : ' not known yet'
  const unit = unitOf({ name: 'money', unit: outcome.unit })[language]
  const sum = `${groupDigits(outcome.total)} ${unit}`
  if (outcome.worth === null) return ` ${sum}`
  const sign = outcome.worth.startsWith('-') ? '' : '+'
  const change = `${sign}${groupDigits(outcome.worth)}`
  return zh ? ` ${sum}（${change}）` : ` ${sum} (${change})`
}
