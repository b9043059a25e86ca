import type { CaseResult, Clause, Difference, OutputValue, Words, Workspace } from '../../engine/index.ts'
import { calledBy } from './called.ts'
import { shownOutput } from './outputs.ts'

/** What is not as expected, with outputs, codes and parts called by their titles. */
export const differenceWords = (result: CaseResult, workspace: Workspace): readonly Words[] =>
  result.differences.map((difference) => wordsOf(difference, result, workspace))

function wordsOf(difference: Difference, result: CaseResult, workspace: Workspace): Words {
  const { path, expected, actual, words } = difference
  const part = /^parts\.(\d+)\./.exec(path)
  const id = part ? result.clauses[Number(part[1])] : (result.clause ?? undefined)
  const clause = id === undefined ? undefined : workspace.clause(id)
  const inner = part ? path.slice(part[0].length) : path
  const said = (clause && titled(inner, expected, actual, clause, workspace)) ?? words
  return part && clause
    ? { zh: `${clause.title.zh}：${said.zh}`, en: `${clause.title.en}: ${said.en}` }
    : said
}

function titled(
  path: string,
  expected: OutputValue,
  actual: OutputValue,
  clause: Clause,
  workspace: Workspace,
): Words | undefined {
  const name = calledBy(clause, workspace)
  if (path === 'failed' || path === 'refer') {
    const titles = new Map(clause.rules.refer.map(({ code, title }) => [code, title]))
    const list = (codes: OutputValue) =>
      shownOutput(codes, { name: 'list', of: { name: 'text' } }, (code) => titles.get(code) ?? name(code))
        .text
    const what =
      path === 'failed'
        ? { zh: '不满足的条件', en: 'conditions not met' }
        : { zh: '待人工认定', en: 'for a person to decide' }
    return sentence(what, list(expected), list(actual))
  }
  const output = clause.rules.outputs.find((one) => `outputs.${one.name}` === path)
  if (!output) return undefined
  const shown = (value: OutputValue) => shownOutput(value, output.type, name).text
  const title = output.title ?? { zh: output.name, en: output.name }
  return sentence(title, shown(expected), shown(actual))
}

const sentence = (what: Words, was: Words, is: Words): Words => ({
  zh: `${what.zh}应为 ${was.zh}，现为 ${is.zh}`,
  en: `${what.en}: expected ${was.en}, now ${is.en}`,
})
