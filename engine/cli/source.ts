import { lineCounter } from '../base/span.ts'
import type { Language, Words } from '../base/words.ts'
import type { Coverage, CoverageReason, CoveredNumber, DocumentCoverage } from '../citations/coverage.ts'
import { coverageFrom } from '../citations/from-citations.ts'
import { citationsOf } from '../citations/from-workspace.ts'
import { valueText } from '../citations/text-number.ts'
import type { Command, Terminal } from './command.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint } from './print.ts'

/** Shows what became of every number of the source texts. */
export const source: Command = {
  name: 'source',
  summary: 'show which numbers of the source texts are in a rule, set aside, or unexplained',
  examples: ['clausebook source', 'clausebook source policies/employment-promotion --lang zh'],
  options: [],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal)
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const citations = citationsOf(loaded.workspace)
    const coverages = loaded.workspace.policies.map((policy) =>
      coverageFrom(citations, loaded.workspace, policy),
    )
    if (call.json) terminal.out(jsonText(coverageJson(coverages, call.language)))
    else for (const coverage of coverages) printCoverage(coverage, call.language, terminal)
    const all = coverages.flatMap(({ documents }) => documents)
    return all.some(({ counts }) => counts.unexplained > 0) ? 1 : 0
  },
}

const reasonWords: Readonly<Record<CoverageReason, Words>> = {
  date: { zh: '日期', en: 'date' },
  statistics: { zh: '统计数', en: 'statistics' },
  'not-computable': { zh: '无法计算', en: 'not computable' },
  label: { zh: '名称', en: 'label' },
  reference: { zh: '引用', en: 'reference' },
  unit: { zh: '量词', en: 'unit' },
  numbering: { zh: '编号', en: 'numbering' },
  'document-number': { zh: '文号', en: 'document number' },
  reprint: { zh: '转载', en: 'reprint' },
  unamended: { zh: '沿用原文', en: 'as before the amendment' },
}

function coverageJson(coverages: readonly Coverage[], language: Language) {
  return {
    documents: coverages.flatMap(({ policy, documents }) =>
      documents.map(({ document, numbers, counts }) => {
        const positionOf = lineCounter(document.text)
        return {
          id: document.id,
          policy,
          file: document.file,
          counts,
          numbers: numbers.map(({ number, status, parameters, reason, because }) => ({
            ...positionOf(number.span[0]),
            text: number.text,
            kind: number.kind,
            value: valueText(number),
            unit: number.unit,
            status,
            parameters,
            reason,
            ...(because && { because: because[language] }),
          })),
        }
      }),
    ),
    exceptions: coverages.flatMap(({ exceptions }) =>
      exceptions.map(({ parameter, reason }) => ({ parameter, reason: reason[language] })),
    ),
  }
}

const legend: Words = {
  zh: '✓ 入规则，○ 不入规则，✕ 没有说明',
  en: '✓ in a rule, ○ set aside, ✕ unexplained',
}

function printCoverage({ documents, exceptions }: Coverage, language: Language, terminal: Terminal): void {
  const { bold, grey } = paint(terminal.colour)
  for (const one of documents) {
    const { document } = one
    terminal.out(`${bold(document.title[language])}  ${grey(document.file)}\n`)
    // A reprint says nothing of its own, and a new version little.
    if (document.reprintOf === null && document.amends === null)
      terminal.out(`${grey(legend[language])}\n\n${markedText(one, terminal)}\n`)
    terminal.out(`${summary(one, language, terminal)}\n\n`)
  }
  if (exceptions.length === 0) return
  terminal.out(
    language === 'zh'
      ? '值不是引文里的数的参数：\n'
      : 'parameters whose value is no number of the words they quote:\n',
  )
  for (const { parameter, reason } of exceptions) terminal.out(`  ${parameter}: ${reason[language]}\n`)
  terminal.out('\n')
}

/** The text, each of its numbers with a mark before it; what numbers the text itself has none. */
function markedText({ document, numbers }: DocumentCoverage, { colour }: Terminal): string {
  const { green, red, grey } = paint(colour)
  const marks = {
    encoded: (text: string) => green(`✓${text}`),
    'set-aside': (text: string) => grey(`○${text}`),
    unexplained: (text: string) => red(`✕${text}`),
  }
  let marked = ''
  let at = 0
  for (const { number, status, reason } of numbers) {
    const own = reason === 'numbering' || reason === 'document-number'
    marked += document.text.slice(at, number.span[0]) + (own ? grey : marks[status])(number.text)
    at = number.span[1]
  }
  return (marked + document.text.slice(at)).trim().replaceAll(/\n{2,}/g, '\n')
}

function summary({ document, numbers, counts }: DocumentCoverage, language: Language, terminal: Terminal) {
  const { green, red, grey } = paint(terminal.colour)
  const positionOf = lineCounter(document.text)
  const unexplained = numbers.filter(({ status }) => status === 'unexplained')
  const lines = unexplained.map(({ number }) => {
    const { line, column } = positionOf(number.span[0])
    return `${red('✕')} ${document.file}:${line}:${column}  ${number.text}`
  })
  const reasons = countedReasons(numbers).map(
    ([reason, count]) => `${reasonWords[reason][language]} ${count}`,
  )
  const shown =
    reasons.length === 0
      ? ''
      : grey(language === 'zh' ? `（${reasons.join('、')}）` : ` (${reasons.join(', ')})`)
  const mark = unexplained.length > 0 ? red('✕') : green('✓')
  lines.push(
    language === 'zh'
      ? `${mark} ${numbers.length} 个数：入规则 ${counts.encoded}，不入规则 ${counts['set-aside']}${shown}，没有说明 ${counts.unexplained}`
      : `${mark} ${numbers.length} numbers: ${counts.encoded} in a rule, ${counts['set-aside']} set aside${shown}, ${counts.unexplained} unexplained`,
  )
  return lines.join('\n')
}

/** How many numbers are set aside for each reason, in the order of their first. */
function countedReasons(numbers: readonly CoveredNumber[]): readonly (readonly [CoverageReason, number])[] {
  const counts = new Map<CoverageReason, number>()
  for (const { reason } of numbers) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
}
