import { parseDate } from '../base/calendar.ts'
import { contentHash } from '../compare/content.ts'
import { changesBetweenDates } from '../compare/dates.ts'
import { type Review, reviewOf } from '../compare/review.ts'
import { witnessCases } from '../compare/witness-case.ts'
import { type Call, type Command, callFault, listOption, type Terminal, textOption } from './command.ts'
import { diffHtml } from './diff-html.ts'
import { diffJson } from './diff-json.ts'
import { diffMarkdown } from './diff-markdown.ts'
import { diffText, type Versions } from './diff-text.ts'
import { draftMarkdown } from './draft-text.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText } from './print.ts'
import { twoVersions } from './versions.ts'
import { writeOut } from './write-out.ts'

/** Two versions with what they are called. */
interface Compared {
  readonly versions: Versions
  readonly review: Review
  readonly names: { readonly before: string; readonly after: string }
}

/** Tells two versions of policies apart: what changed, for whom, by how much, and what is proven to stay. */
export const diff: Command = {
  name: 'diff',
  summary: 'say what changed between two versions (folders, git revisions, or two days), and for whom',
  examples: [
    'clausebook diff HEAD~1',
    'clausebook diff v1.0.0 main policies/employment-promotion --lang zh',
    'clausebook diff old/policies new/policies --json',
    'clausebook diff main --html review.html --lang zh --cases witnesses.yaml',
    'clausebook diff policies/employment-promotion --as-of 2008-12-31 --as-of 2009-01-01',
  ],
  argument: { name: 'old', summary: 'the old version: a folder, or a commit, branch or tag' },
  foldersSummary: 'the new version (the files as they are unless said), then the policy folders',
  options: [
    { flags: '--as-of <date>', summary: 'given twice: the same policies on two days', many: true },
    { flags: '--markdown', summary: 'print Markdown, for a pull request' },
    { flags: '--html <file>', summary: 'write a page to print and sign' },
    { flags: '--cases <file>', summary: 'write each witness as a regression case' },
  ],
  run: async (call, terminal) => {
    const days = listOption(call, 'asOf')
    const compared =
      days.length > 0 ? await onTwoDays(call, terminal, days) : await betweenTwo(call, terminal)
    if (compared === null) return 1
    const { review, versions, names } = compared
    const { language } = call
    const [html, cases] = [textOption(call, 'html'), textOption(call, 'cases')]
    if (html !== undefined)
      await writeOut(
        html,
        await diffHtml(review, versions, { language, names, today: terminal.today }),
        terminal,
      )
    if (cases !== undefined) await writeOut(cases, casesText(compared), terminal)
    if (call.json) terminal.out(jsonText(diffJson(review, versions, language)))
    else if (call.options.markdown === true)
      terminal.out(
        diffMarkdown(review, versions, language) + draftMarkdown(versions, review.changes, language),
      )
    else terminal.out(diffText(review, versions, language, terminal.colour))
    return 0
  },
}

/** A file of cases, one for each witness. */
function casesText({ review, versions: { after } }: Compared): string {
  const taken = new Set(review.cases.map(({ id }) => id))
  const lines = review.effects.flatMap((effect) => {
    const clause = after.clause(effect.clause)
    return clause ? witnessCases(effect, clause, taken) : []
  })
  return lines.length === 0 ? 'cases: []\n' : `cases:\n${lines.join('\n')}\n`
}

async function onTwoDays(call: Call, terminal: Terminal, days: readonly string[]): Promise<Compared | null> {
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
  const { workspace } = loaded
  const hash = contentHash(workspace)
  return {
    versions: { before: workspace, after: workspace },
    names: { before: days[0] ?? '', after: days[1] ?? '' },
    review: {
      changes: changesBetweenDates(workspace, first, second),
      effects: [],
      cases: [],
      same: 0,
      hashes: { before: hash, after: hash },
    },
  }
}

async function betweenTwo(call: Call, terminal: Terminal): Promise<Compared | null> {
  const versions = await twoVersions(call, terminal, true)
  if (!versions) return null
  return { versions, review: reviewOf(versions.before, versions.after), names: versions.names }
}
