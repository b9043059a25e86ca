import { parseDate } from '../base/calendar.ts'
import { hasErrors } from '../base/diagnostic.ts'
import type { Language, Words } from '../base/words.ts'
import type { ChangeEffect, PolicyChange } from '../compare/change.ts'
import { changesBetweenDates } from '../compare/dates.ts'
import { changesBetween } from '../compare/from-workspaces.ts'
import { findPolicyFolders } from '../files/find.ts'
import { readRevision } from '../files/revision.ts'
import { type DocumentCache, fileKind, loadWorkspace, type Workspace } from '../policy/workspace.ts'
import { type Call, type Command, callFault, listOption, type Terminal } from './command.ts'
import { type Loaded, load, refuseFaulty } from './load.ts'
import { jsonText, paint } from './print.ts'

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
    const changes = days.length > 0 ? await onTwoDays(call, terminal, days) : await betweenTwo(call, terminal)
    if (changes === null) return 1
    if (call.json) terminal.out(jsonText({ changes: changes.map((one) => changeJson(one, call.language)) }))
    else if (call.options.markdown === true) terminal.out(markdown(changes, call.language))
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

async function betweenTwo(call: Call, terminal: Terminal): Promise<readonly PolicyChange[] | null> {
  const old = call.argument ?? ''
  const [next, ...rest] = call.folders
  const oldIsFolder = await isFolder(old, terminal)
  const nextIsFolder = next !== undefined && (await isFolder(next, terminal))
  if (oldIsFolder && next === undefined)
    throw callFault('there is only one version', 'name the new version too, or give --as-of twice')
  // Of a revision the folders follow; of two folders each is its own.
  // What is the same in both is read and built once.
  const cache: DocumentCache = new Map()
  const folders = oldIsFolder ? [] : nextIsFolder ? call.folders : rest
  const before = oldIsFolder
    ? await ofFolders([old], call, terminal, cache)
    : await ofRevision(old, folders, call, terminal, cache)
  if (!before) return null
  const after =
    next === undefined || nextIsFolder
      ? await ofFolders(oldIsFolder && next !== undefined ? [next] : folders, call, terminal, cache)
      : await ofRevision(next, folders, call, terminal, cache)
  return after && changesBetween(before, after)
}

/** Whether policies stand there: a branch may have the name of a folder, and the folder is meant then. */
const isFolder = async (name: string, terminal: Terminal): Promise<boolean> =>
  name !== '' && (await findPolicyFolders([name], terminal.cwd)).folders.length > 0

async function ofFolders(
  folders: readonly string[],
  call: Call,
  terminal: Terminal,
  cache: DocumentCache,
): Promise<Workspace | null> {
  const loaded = await load({ ...call, folders }, terminal, { cases: false, cache })
  return refuseFaulty(loaded, call, terminal) === null ? loaded.workspace : null
}

async function ofRevision(
  revision: string,
  folders: readonly string[],
  call: Call,
  terminal: Terminal,
  cache: DocumentCache,
): Promise<Workspace | null> {
  const read = await readRevision(revision, folders, terminal.cwd)
  if (!read.ok) {
    const name = `\`${revision}\``
    if (read.why === 'no-git')
      throw callFault(`${name} is no folder of policies, and this is no git repository`, 'name two folders')
    if (read.why === 'no-revision')
      throw callFault(
        `${name} is no folder of policies, and no commit, branch or tag`,
        'list them with git log or git branch',
      )
    throw callFault(`there is no policy in ${name}`, 'name the folders that held policies then')
  }
  const files = read.files.filter(({ path }) => fileKind(path)?.kind !== 'cases')
  const workspace = loadWorkspace(files, { cache })
  const texts = new Map(read.files.map((file) => [file.path, file]))
  const loaded: Loaded = { workspace, diagnostics: workspace.diagnostics, texts }
  if (!hasErrors(workspace.diagnostics)) return workspace
  refuseFaulty(loaded, call, terminal)
  return null
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
