import { parseDate } from '../base/calendar.ts'
import type { Language, Words } from '../base/words.ts'
import type { ChangeEffect, PolicyChange } from '../compare/change.ts'
import { changesBetweenDates } from '../compare/dates.ts'
import { changesBetween } from '../compare/from-workspaces.ts'
import { type Call, type Command, callFault, listOption, type Terminal } from './command.ts'
import { draftMarkdown } from './draft-text.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint } from './print.ts'
import { twoVersions } from './versions.ts'

/** Tells two versions of policies apart, in words. */
export const diff: Command = {
  name: 'diff',
  summary: 'say in words what changed between two versions: folders, git revisions, or two days',
  examples: [
    'clausebook diff HEAD~1',
    'clausebook diff v1.0.0 main policies/employment-promotion --lang zh',
    'clausebook diff old/policies new/policies --json',
    'clausebook diff policies/employment-promotion --as-of 2008-12-31 --as-of 2009-01-01',
  ],
  argument: { name: 'old', summary: 'the old version: a folder, or a commit, branch or tag' },
  foldersSummary: 'the new version (the files as they are unless said), then the policy folders',
  options: [
    { flags: '--as-of <date>', summary: 'given twice: the same policies on two days', many: true },
    { flags: '--markdown', summary: 'print Markdown, for a pull request' },
  ],
  run: async (call, terminal) => {
    const days = listOption(call, 'asOf')
    const two = days.length > 0 ? null : await twoVersions(call, terminal)
    if (days.length === 0 && two === null) return 1
    const changes = two ? changesBetween(two.before, two.after) : await onTwoDays(call, terminal, days)
    if (changes === null) return 1
    if (call.json) terminal.out(jsonText({ changes: changes.map((one) => changeJson(one, call.language)) }))
    else if (call.options.markdown === true)
      terminal.out(markdown(changes, call.language) + (two ? draftMarkdown(two, changes, call.language) : ''))
    else terminal.out(text(changes, call.language, terminal))
    return 0
  },
}

async function onTwoDays(
  call: Call,
  terminal: Terminal,
  days: readonly string[],
): Promise<readonly PolicyChange[] | null> {
  const [first, second] = days.map((day) => {
    const date = parseDate(day)
    if (!date) throw callFault(`\`${day}\` is not a date`, 'write it as 2010-01-01')
    return date
  })
  if (!first || !second || days.length > 2)
    throw callFault('two days are compared', 'give --as-of twice: the first day and the second')
  const loaded = await load({ ...call, folders: [call.argument ?? '', ...call.folders] }, terminal, {
    cases: false,
  })
  if (refuseFaulty(loaded, call, terminal) !== null) return null
  return changesBetweenDates(loaded.workspace, first, second)
}

const effects: Readonly<Record<ChangeEffect, Words>> = {
  amount: { zh: '金额', en: 'amount' },
  eligibility: { zh: '资格', en: 'eligibility' },
  decision: { zh: '判定', en: 'decision' },
  words: { zh: '文字', en: 'wording' },
  none: { zh: '无影响', en: 'no effect' },
}

const nothing: Words = { zh: '没有变化', en: 'Nothing changed' }

const changeJson = (change: PolicyChange, language: Language) => ({
  kind: change.kind,
  effect: change.effect,
  policy: change.policy,
  clause: change.clause,
  subject: change.subject,
  title: change.title[language],
  words: change.words[language],
  file: change.origin.file,
  side: change.side,
})

function text(changes: readonly PolicyChange[], language: Language, terminal: Terminal): string {
  const { bold, grey } = paint(terminal.colour)
  if (changes.length === 0) return `${nothing[language]}\n`
  return changes
    .map(
      ({ title, words, effect, subject, policy, clause }) =>
        `${effect === 'none' || effect === 'words' ? '=' : '△'} ${bold(title[language])}  ${effects[effect][language]}\n` +
        `  ${words[language]}  ${grey(subject.includes('.') ? subject : `${clause ?? policy} ${subject}`)}\n`,
    )
    .join('')
}

/** A table; what is changed stands in it without anything that Markdown would take for its own. */
function markdown(changes: readonly PolicyChange[], language: Language): string {
  if (changes.length === 0) return `${nothing[language]}\n`
  const head = language === 'zh' ? ['条款', '改动', '影响'] : ['Clause', 'Change', 'Touches']
  const cell = (one: string) => one.replaceAll(/[\\|*_`<>[\]]/g, (mark) => `\\${mark}`).replaceAll('\n', ' ')
  const rows = changes.map(({ title, words, effect }) => [
    title[language],
    words[language],
    effects[effect][language],
  ])
  return [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('')
}
