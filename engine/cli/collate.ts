import { resolve } from 'node:path'
import { lineCounter } from '../base/span.ts'
import type { Language, Words } from '../base/words.ts'
import { collate as collateTexts } from '../citations/collate.ts'
import type {
  CollatedPassage,
  CollatedStatus,
  Collation,
  DifferenceKind,
  TextDifference,
} from '../citations/collation.ts'
import { readText, sizeLimit } from '../files/read.ts'
import type { SourceDocument } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { type Call, type Command, callFault, type Terminal, textOption } from './command.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint } from './print.ts'

/** Holds copies of promulgated texts against their originals. */
export const collate: Command = {
  name: 'collate',
  summary: 'hold a reprint against its original: where they differ, and what of that a rule rests on',
  examples: [
    'clausebook collate',
    'clausebook collate --copy employment-promotion-reprint policies/employment-promotion --lang zh',
    'clausebook collate --copy employment-promotion-reprint --text downloaded.txt --json',
  ],
  options: [
    { flags: '--copy <document>', summary: 'only this reprint; every document with reprint_of unless said' },
    { flags: '--text <file>', summary: 'a text to take for the copy, instead of the one in source/' },
  ],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal, { cases: false })
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const pairs = await pairsOf(loaded.workspace, call, terminal)
    const collations = pairs.map(([original, copy]) => {
      const collation = collateTexts(loaded.workspace, original, copy)
      if (!collation)
        throw callFault(
          `\`${copy.file}\` is another text than \`${original.file}\``,
          'name the copy of that text',
        )
      return collation
    })
    terminal.out(
      call.json
        ? jsonText({ collations: collations.map((one) => collationJson(one, call.language)) })
        : collations.map((one) => collationText(one, call.language, terminal)).join('\n'),
    )
    const isContrary = collations.some(
      ({ differences, numbers, quotes }) =>
        [...numbers, ...quotes].some(({ status }) => status === 'contradicted') ||
        differences.some(({ kind }) => kind === 'changed' || kind === 'removed'),
    )
    return isContrary ? 1 : 0
  },
}

async function pairsOf(
  { sources }: Workspace,
  call: Call,
  terminal: Terminal,
): Promise<readonly (readonly [SourceDocument, SourceDocument])[]> {
  const asked = textOption(call, 'copy')
  const path = textOption(call, 'text')
  const copies = sources.filter(
    ({ id, reprintOf }) => reprintOf !== null && (asked === undefined || id === asked),
  )
  if (copies.length === 0)
    throw callFault(
      asked === undefined ? 'no document is a reprint' : `no document \`${asked}\` is a reprint`,
      'say `reprint_of:` of it in policy.yaml',
    )
  if (path !== undefined && copies.length > 1)
    throw callFault('there are several reprints', 'name the one that the text is with --copy')
  const text = path === undefined ? null : await readText(resolve(terminal.cwd, path), sizeLimit.source)
  if (text && !text.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
  return copies.flatMap((copy) => {
    const original = sources.find(({ id }) => id === copy.reprintOf)
    return original ? [[original, text ? { ...copy, file: path ?? '', text: text.text } : copy] as const] : []
  })
}

const kindWords: Readonly<Record<DifferenceKind, Words>> = {
  redacted: { zh: '隐去', en: 'redacted' },
  added: { zh: '多出', en: 'added' },
  removed: { zh: '缺少', en: 'left out' },
  changed: { zh: '不同', en: 'changed' },
}

const statusMarks: Readonly<Record<CollatedStatus, string>> = {
  verbatim: '✓',
  redacted: '○',
  contradicted: '✕',
}

function collationText(one: Collation, language: Language, { colour }: Terminal): string {
  const { bold, grey, red, green } = paint(colour)
  const { original, copy, differences, numbers, quotes } = one
  const zh = language === 'zh'
  const at = lineCounter(copy.text)
  const lines = [`${bold(copy.title[language])}  ${grey(`${copy.file} ↔ ${original.file}`)}`]
  for (const difference of differences) {
    const { line, column } = at(difference.spans.copy[0])
    const mark = difference.kind === 'redacted' ? grey('○') : difference.kind === 'added' ? '△' : red('✕')
    const cited = difference.cited?.[language] ?? ''
    lines.push(
      `${mark} ${copy.file}:${line}:${column}  ${kindWords[difference.kind][language]}  ${shown(difference)}  ${grey(cited)}`.trimEnd(),
    )
  }
  lines.push(
    zh
      ? `${differences.length} 处不同`
      : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`,
  )
  for (const passage of [...numbers, ...quotes].filter(({ status }) => status === 'contradicted'))
    lines.push(
      `${red('✕')} ${passage.name}: ${passage.text} ${grey(passage.differences.map(shown).join(', '))}`,
    )
  const counted = (list: readonly CollatedPassage[], status: CollatedStatus) =>
    list.filter((passage) => passage.status === status).length
  const mark = [...numbers, ...quotes].some(({ status }) => status === 'contradicted') ? red('✕') : green('✓')
  const count = (list: readonly CollatedPassage[]) =>
    zh
      ? `${list.length} 处，逐字相同 ${counted(list, 'verbatim')}，有隐去 ${counted(list, 'redacted')}，不符 ${counted(list, 'contradicted')}`
      : `${list.length}: ${counted(list, 'verbatim')} verbatim, ${counted(list, 'redacted')} redacted, ${counted(list, 'contradicted')} contradicted`
  lines.push(zh ? `${mark} 参数的数 ${count(numbers)}` : `${mark} numbers of parameters ${count(numbers)}`)
  lines.push(
    zh ? `${mark} 规则所引的文字 ${count(quotes)}` : `${mark} words that rules quote ${count(quotes)}`,
  )
  const unread = [...numbers, ...quotes].filter(({ status }) => status === 'redacted')
  if (unread.length > 0) {
    lines.push(zh ? '单凭这份文本读不全的：' : 'cannot be read from this text alone:')
    for (const name of new Set(unread.map((passage) => passage.name)))
      lines.push(`  ${statusMarks.redacted} ${name}`)
  }
  return `${lines.join('\n')}\n`
}

const longest = 40

/** `4050 → 4*0`; of what was added or left out the characters, without their line breaks. */
function shown({ kind, from, to, token }: TextDifference): string {
  const plain = (text: string) => {
    const line = text.replaceAll(/\s*\n\s*/g, '⏎')
    return line.length > longest ? `${line.slice(0, longest / 2)}…${line.slice(-longest / 2)}` : line
  }
  if (kind === 'added') return `“${plain(to)}”`
  if (kind === 'removed') return `“${plain(from)}”`
  return `${plain(token.from)} → ${plain(token.to)}`
}

const passageJson = ({ name, text, status, differences }: CollatedPassage) => ({
  name,
  text,
  status,
  differences: differences.map(({ token }) => token),
})

const collationJson = ({ original, copy, differences, numbers, quotes }: Collation, language: Language) => ({
  original: original.id,
  copy: copy.id,
  file: copy.file,
  differences: differences.map(({ kind, spans, from, to, token, cited }) => ({
    kind,
    ...lineCounter(copy.text)(spans.copy[0]),
    original: spans.original[0],
    copy: spans.copy[0],
    from,
    to,
    token,
    cited: cited?.[language] ?? null,
  })),
  numbers: numbers.map(passageJson),
  quotes: quotes.filter(({ status }) => status !== 'verbatim').map(passageJson),
})
