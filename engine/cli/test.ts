import { resolve } from 'node:path'
import { type Diagnostic, hasErrors } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import { lineCounter } from '../base/span.ts'
import type { CaseResult, Difference } from '../cases/case.ts'
import { runCasesTwice, type Suite, suiteOf } from '../cases/run.ts'
import type { Document } from '../document/document.ts'
import { documentFromText } from '../document/from-text.ts'
import { readText } from '../files/workspace.ts'
import { parseReading } from '../policy/readings.ts'
import { validateDocument } from '../policy/validate.ts'
import type { Workspace } from '../policy/workspace.ts'
import { clausesOf } from '../policy/workspace.ts'
import { type Call, type Command, callFault, type ExitCode, listOption, type Terminal } from './command.ts'
import { load, printAll, refuseFaulty } from './load.ts'
import { diagnosticJson, jsonText, paint, type Texts } from './print.ts'

/** Decides every case by both executions and compares with what it expects. */
export const test: Command = {
  name: 'test',
  summary: 'decide every case by both executions and compare with what it expects',
  examples: [
    'clausebook test',
    'clausebook test --cases my-cases.yaml --json',
    'clausebook test --reading AMB-45',
  ],
  options: [
    { flags: '--cases <file>', summary: 'cases from this file instead of the policies’ own', many: true },
    {
      flags: '--reading <id>',
      summary: 'also run what cases expect under this reading; all unless said',
      many: true,
    },
  ],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal)
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const given = await casesFrom(listOption(call, 'cases'), terminal)
    const texts: Texts = new Map([...loaded.texts, ...given.documents.map((one) => [one.file, one] as const)])
    const suite = suiteOf(loaded.workspace, given.any ? given.documents : undefined)
    const faults = [...given.diagnostics, ...suite.diagnostics]
    if (hasErrors(faults)) return reportFaults(faults, texts, call, terminal)
    const wanted = listOption(call, 'reading')
    refuseUnknownReadings(wanted, suite, loaded.workspace)
    const results = withReadings(await runCasesTwice(suite), wanted)
    if (call.json) terminal.out(jsonText(summaryJson(results, call.language)))
    else printResults(results, texts, call, terminal)
    return results.every((result) => result.passed) ? 0 : 1
  },
}

async function casesFrom(paths: readonly string[], terminal: Terminal) {
  const documents: Document[] = []
  const diagnostics: Diagnostic[] = []
  for (const path of paths) {
    const absolute = resolve(terminal.cwd, path)
    const shown = path.replaceAll('\\', '/')
    const read = await readText(absolute)
    if (!read.ok) {
      diagnostics.push(unreadable(shown, read.code))
      continue
    }
    const { document, diagnostics: found } = documentFromText(shown, read.text, { unhurried: true })
    diagnostics.push(...found, ...(hasErrors(found) ? [] : validateDocument('cases', document)))
    documents.push(document)
  }
  return { documents, diagnostics, any: paths.length > 0 }
}

const unreadable = (file: string, code: Diagnostic['code']): Diagnostic => ({
  code,
  severity: 'error',
  file,
  span: [0, 0],
  message: { zh: `读不出 \`${file}\``, en: `\`${file}\` cannot be read` },
  fix: { zh: '检查路径', en: 'check the path' },
})

function reportFaults(faults: readonly Diagnostic[], texts: Texts, call: Call, terminal: Terminal): ExitCode {
  if (call.json)
    terminal.out(jsonText({ errors: faults.map((one) => diagnosticJson(one, texts, call.language)) }))
  else printAll(faults, texts, call.language, terminal.err, terminal.colour)
  return 1
}

/** A misspelt reading would leave nothing to run, and nothing to fail. */
function refuseUnknownReadings(wanted: readonly string[], suite: Suite, workspace: Workspace): void {
  const known = new Set([
    ...clausesOf(workspace).flatMap((clause) => clause.readings.map(({ id }) => id)),
    ...suite.cases.flatMap((one) => one.alternatives.map(({ reading }) => parseReading(reading).id)),
  ])
  for (const { id } of wanted.map(parseReading))
    if (!known.has(id)) {
      const near = nearestName(id, known)
      throw callFault(
        `there is no reading \`${id}\``,
        near ? `did you mean \`${near}\`?` : 'name a reading of these clauses or cases',
      )
    }
}

/** Results under readings that nobody asked for are left out; without the option all are run. */
function withReadings(results: readonly CaseResult[], wanted: readonly string[]): readonly CaseResult[] {
  if (wanted.length === 0) return results
  const ids = new Set(wanted.map((reading) => parseReading(reading).id))
  return results.filter(({ reading }) => reading === undefined || ids.has(parseReading(reading).id))
}

function summaryJson(results: readonly CaseResult[], language: Call['language']) {
  const count = (list: readonly CaseResult[]) => ({
    passed: list.filter(({ passed }) => passed).length,
    failed: list.filter(({ passed }) => !passed).length,
    skipped: 0,
  })
  const under = results.filter(({ reading }) => reading !== undefined)
  return {
    summary: {
      ...count(results.filter(({ reading }) => reading === undefined)),
      ...(under.length > 0 && { readings: count(under) }),
      executions: ['explain', 'decide'],
    },
    cases: results.map(({ id, clause, clauses, passed, reading, differences, warnings }) => ({
      id,
      clause: clause ?? clauses.join(' '),
      passed,
      ...(reading !== undefined && { reading }),
      differences: differences.map(({ path, expected, actual }) => ({ path, expected, actual })),
      ...(warnings.length > 0 && { warnings: warnings.map((one) => one[language]) }),
    })),
  }
}

function printResults(results: readonly CaseResult[], texts: Texts, call: Call, terminal: Terminal): void {
  const { red, green, bold, grey } = paint(terminal.colour)
  const { language } = call
  for (const result of results.filter(({ passed }) => !passed)) {
    const text = texts.get(result.origin.file)?.text ?? ''
    const { line, column } = lineCounter(text)(result.origin.span[0])
    terminal.out(`${red('✕')} ${bold(result.id)}${result.reading ? ` (${result.reading})` : ''}\n`)
    terminal.out(grey(`  ${result.origin.file}:${line}:${column}\n`))
    for (const difference of result.differences) terminal.out(`  ${differenceText(difference, language)}\n`)
  }
  for (const { id, reading, warnings } of results)
    for (const warning of warnings)
      terminal.out(`${grey('!')} ${bold(id)}${reading ? ` (${reading})` : ''} ${warning[language]}\n`)
  const counted = summaryJson(results, language).summary
  const readings = counted.readings
  const zh = `通过 ${counted.passed}，未通过 ${counted.failed}${readings ? `；按其他解释口径：通过 ${readings.passed}，未通过 ${readings.failed}` : ''}（两种执行各判一次）`
  const en = `${counted.passed} passed, ${counted.failed} failed${readings ? `; under readings: ${readings.passed} passed, ${readings.failed} failed` : ''} (each decided by both executions)`
  const good = results.every(({ passed }) => passed)
  terminal.out(`${good ? green('✓') : red('✕')} ${language === 'zh' ? zh : en}\n`)
}

/** The sentence names what differs; in a case with parts it does not say in which. */
function differenceText({ path, words }: Difference, language: Call['language']): string {
  const part = /^parts\.\d+/.exec(path)?.[0]
  return part === undefined ? words[language] : `${part}: ${words[language]}`
}
