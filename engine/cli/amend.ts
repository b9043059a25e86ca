import { join, resolve } from 'node:path'
import type { Amendment, DocumentAmendment } from '../amend/amendment.ts'
import { draftAmendment } from '../amend/draft.ts'
import { amendedFiles } from '../amend/files.ts'
import { amendmentHtml, amendmentMarkdown, amendmentText } from '../amend/print.ts'
import { formatDate } from '../base/calendar.ts'
import type { Language } from '../base/words.ts'
import { makeFolder } from '../files/new-folder.ts'
import { shownPath } from '../files/workspace.ts'
import type { Workspace } from '../policy/workspace.ts'
import {
  type Call,
  type Command,
  callFault,
  dayOption,
  type ExitCode,
  type Terminal,
  textOption,
} from './command.ts'
import { jsonText, paint } from './print.ts'
import { twoVersions } from './versions.ts'

/** Drafts the amendment of the promulgated text that a change of the rules asks for. */
export const amend: Command = {
  name: 'amend',
  summary: 'draft the amendment of the text that a change asks for, and the text as amended',
  examples: [
    'clausebook amend HEAD',
    'clausebook amend HEAD --out drafts/2010 --lang zh',
    'clausebook amend v1.0.0 v1.1.0 policies/employment-promotion --markdown',
  ],
  argument: { name: 'old', summary: 'the old version: a folder, or a commit, branch or tag' },
  foldersSummary: 'the new version (the files as they are unless said), then the policy folders',
  options: [
    {
      flags: '--effective <date>',
      summary: 'the day of what names none itself, such as a condition dropped',
    },
    {
      flags: '--out <folder>',
      summary: 'make a folder with the draft, the new texts, and the policy files that point at them',
    },
    { flags: '--markdown', summary: 'print Markdown, for a pull request' },
    { flags: '--html', summary: 'print a fragment of HTML' },
  ],
  run: async (call, terminal): Promise<ExitCode> => {
    const effective = dayOption(call, 'effective')
    const two = await twoVersions(call, terminal)
    if (!two) return 1
    const amendment = draftAmendment(two.before, two.after, effective ? { effective } : {})
    const out = textOption(call, 'out')
    const written = out === undefined ? null : await writeDraft(out, amendment, two.after, call, terminal)
    tell(amendment, call, terminal, written)
    return amendment.undrafted.length > 0 ? 1 : 0
  },
}

const nothing = { zh: '改动不需要修改原文', en: 'The change asks for no amendment' } as const

function tell(
  amendment: Amendment,
  { json, language, options }: Call,
  terminal: Terminal,
  written: readonly string[] | null,
): void {
  if (json) terminal.out(jsonText(amendmentJson(amendment, language, written)))
  else if (options.markdown === true) terminal.out(amendmentMarkdown(amendment, language))
  else if (options.html === true) terminal.out(amendmentHtml(amendment, language))
  else {
    terminal.out(plainText(amendment, language, terminal.colour))
    for (const path of written ?? []) terminal.out(`+ ${path}\n`)
  }
}

function plainText(amendment: Amendment, language: Language, colour: boolean): string {
  const { red, green } = paint(colour)
  if (amendment.documents.length === 0 && amendment.undrafted.length === 0) return `${nothing[language]}\n`
  return amendmentText(amendment, language, {
    deleted: (text) => red(`[-${text}-]`),
    inserted: (text) => green(`{+${text}+}`),
  })
}

/** The folder with all files of the draft, made whole or not at all; their paths as shown. */
async function writeDraft(
  out: string,
  amendment: Amendment,
  after: Workspace,
  { language }: Call,
  terminal: Terminal,
): Promise<readonly string[]> {
  if (amendment.documents.length === 0)
    throw callFault('there is nothing to write', 'change a value that quotes the text')
  const made = amendedFiles(amendment, after)
  if (!made.ok) throw callFault(made.problem.message.en, made.problem.fix.en)
  const folder = resolve(terminal.cwd, out)
  const files = [
    { path: 'amendment.md', text: amendmentMarkdown(amendment, language) },
    { path: 'amendment.html', text: amendmentHtml(amendment, language) },
    ...made.files.map(({ path, text }) => ({ path: belowPolicies(path, after), text })),
  ]
  const isMade = await makeFolder(folder, files).catch((fault: NodeJS.ErrnoException) => {
    throw callFault(`\`${out}\` cannot be made (${fault.code ?? fault.message})`, 'check the path')
  })
  if (!isMade) throw callFault(`\`${out}\` is there already`, 'name a new folder')
  return files.map(({ path }) => shownPath(join(folder, ...path.split('/')), terminal.cwd))
}

/** `rent-aid/source/…`: the path from the policy's folder on, whatever folder that stands in. */
function belowPolicies(path: string, { policies }: Workspace): string {
  const policy = policies.find(({ origin }) => path.startsWith(origin.file.replace(/policy\.yaml$/, '')))
  const folder = policy?.origin.file.replace(/policy\.yaml$/, '') ?? ''
  return `${policy?.id ?? ''}/${path.slice(folder.length)}`
}

const amendmentJson = (
  { documents, undrafted }: Amendment,
  language: Language,
  written: readonly string[] | null,
) => ({
  amendments: documents.map((one) => documentJson(one, language)),
  undrafted: undrafted.map(({ subject, title, change, because }) => ({
    subject,
    title: title[language],
    change: change[language],
    because: because[language],
  })),
  ...(written && { written }),
})

const documentJson = (
  { document, effective, title, articles, closing, paragraphs, newId, stated }: DocumentAmendment,
  language: Language,
) => ({
  document: document.id,
  effective: effective && formatDate(effective),
  title: title.zh,
  articles: articles.map(({ cited, from, to, words, because, subjects }) => ({
    cited: cited.zh,
    from,
    to,
    text: words.zh,
    gloss: words.en,
    because: because.map((one) => one[language]),
    subjects,
  })),
  closing: closing.zh,
  paragraphs: paragraphs.map(({ cited, pieces }) => ({ cited: cited.zh, pieces })),
  new_document: newId,
  values: stated.map(({ parameter, section, quote }) => ({ parameter, section, quote })),
})
