import { resolve } from 'node:path'
import { type Exactly, exactDecider } from '../api/exact.ts'
import { partsFromJson } from '../api/from-json.ts'
import { chosenClauses, dayOf } from '../api/parts.ts'
import type { Problem } from '../api/problem.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import { hasErrors, sortDiagnostics } from '../base/diagnostic.ts'
import { deciderOf } from '../decision/decide.ts'
import { vocabularyOf } from '../decision/facts.ts'
import { undatedWords } from '../decision/undated.ts'
import { documentFromJson } from '../document/from-json.ts'
import { readText } from '../files/read.ts'
import { withoutRepeats } from '../policy/problems.ts'
import { type Call, callFault, type ExitCode, listOption, type Terminal, textOption } from './command.ts'
import { printDecision } from './explain.ts'
import { diagnosticJson, jsonText, printDiagnostic } from './print.ts'

/** What takes the texts of the policies. */
const ofTexts = ['explain', 'chain', 'receipt', 'receiptFacts', 'reading', 'known'] as const

const largest = 1 << 28

/** Decides from what `compile` wrote: without YAML and checks it starts at once. */
export async function decideFromPlans(
  plansPath: string,
  factsPath: string,
  call: Call,
  terminal: Terminal,
): Promise<ExitCode> {
  const unfit = ofTexts.find((name) => call.options[name] !== undefined)
  if (unfit !== undefined || call.folders.length > 0)
    throw callFault(
      unfit === undefined ? '--plans takes no folders' : `--${dashed(unfit)} takes the texts of the policies`,
      'leave --plans out',
    )
  if (!factsPath.endsWith('.json')) throw callFault('--plans takes facts as JSON', 'write --facts FILE.json')
  const parts = partsFromJson(jsonOf(await textOf(plansPath, terminal), plansPath))
  const assume = textOption(call, 'assume') ?? 'declared'
  if (assume !== 'declared' && assume !== 'none')
    throw callFault(`--assume takes declared or none, not \`${assume}\``, 'write --assume none')
  const asked = listOption(call, 'clause')
  const chosen = chosenClauses(
    parts.clauses.map(({ looking }) => looking.id),
    asked.length > 0 ? asked : undefined,
  )
  const asOf = dayOf(textOption(call, 'asOf'))
  const [problem] = [...parts.problems, ...chosen.problems, ...asOf.problems]
  if (problem) throw faultOf(problem, call)
  const { document, diagnostics } = documentFromJson(factsPath, await textOf(factsPath, terminal))
  if (hasErrors(diagnostics)) return refuse(diagnostics, document.text, call, terminal)
  const clauses = parts.clauses
    .filter(({ looking }) => chosen.ids.includes(looking.id))
    .map((clause) => {
      const decider = deciderOf(clause.plan)
      return { ...clause, decider: () => decider }
    })
  const decide = exactDecider(clauses, vocabularyOf(parts.vocabulary, []), { asOf: asOf.day, assume })
  const { found, undated, parts: decided } = decide(document)
  if (found.length > 0) return refuse(found, document.text, call, terminal)
  if (undated.length > 0) return refuse(undated.map(undatedIn(plansPath)), '', call, terminal)
  if (call.json) terminal.out(jsonText({ decisions: decided.map(({ decision }) => decision) }))
  else
    for (const { clause, decision } of decided)
      terminal.out(
        printDecision(decision, undefined, call.language, terminal.colour, () => undefined, clause.pays),
      )
  return 0
}

const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function textOf(path: string, { cwd }: Terminal): Promise<string> {
  const read = await readText(resolve(cwd, path), largest)
  if (!read.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
  return read.text
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw callFault(`\`${path}\` is no JSON`, 'make it anew with `clausebook compile`')
  }
}

const faultOf = ({ message, fix }: Problem, { language }: Call) => callFault(message[language], fix[language])

const undatedIn =
  (file: string) =>
  ({ parameter, on }: Exactly['undated'][number]): Diagnostic => ({
    code: 'PARAMETER_UNDATED',
    severity: 'error',
    file,
    span: [0, 0],
    ...undatedWords(parameter, on),
  })

/** Refused input: what is wrong, and nothing decided. */
function refuse(
  problems: readonly Diagnostic[],
  text: string,
  { language, json }: Call,
  { out, err, colour }: Terminal,
): ExitCode {
  const sorted = sortDiagnostics(withoutRepeats(problems))
  const texts = new Map(sorted.map(({ file }) => [file, { text }]))
  if (json) out(jsonText({ errors: sorted.map((one) => diagnosticJson(one, texts, language)) }))
  for (const one of sorted) err(`${printDiagnostic(one, texts, language, colour)}\n\n`)
  return sorted.every(({ code }) => code === 'PARAMETER_UNDATED') ? 1 : 3
}
