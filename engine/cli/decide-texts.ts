import { resolve } from 'node:path'
import { hasErrors } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import { type Asked, type AskOptions, decideClaim, explainFacts } from '../decision/ask.ts'
import { type ClaimPart, type Settlement, settleClaim } from '../decision/claim.ts'
import type { Decision, Explanation } from '../decision/decision.ts'
import { documentFromJson } from '../document/from-json.ts'
import { documentFromText } from '../document/from-text.ts'
import { readText } from '../files/workspace.ts'
import { parseReading } from '../policy/readings.ts'
import type { Workspace } from '../policy/workspace.ts'
import { clausesOf } from '../policy/workspace.ts'
import { decideWithReceipts } from '../receipts/from-claim.ts'
import {
  type Call,
  callFault,
  dayOption,
  type ExitCode,
  listOption,
  type Terminal,
  textOption,
} from './command.ts'
import { printDecision, printExplanation } from './explain.ts'
import { load, printAll, refuseFaulty } from './load.ts'
import { diagnosticJson, jsonText, type Texts } from './print.ts'
import { receiptPathOf, writeReceipts } from './receipt-file.ts'
import { printClaim } from './verdict.ts'

/** Decides from the texts of policies. */
export async function decideFromTexts(factsPath: string, call: Call, terminal: Terminal): Promise<ExitCode> {
  const loaded = await load(call, terminal, { cases: false })
  const refused = refuseFaulty(loaded, call, terminal)
  if (refused !== null) return refused
  const options = askOptions(call, loaded.workspace)
  const read = await readFacts(factsPath, terminal)
  const texts: Texts = new Map([...loaded.texts, [read.document.file, read.document]])
  if (hasErrors(read.diagnostics)) return refuse(read.diagnostics, texts, call, terminal)
  const receiptPath = await receiptPathOf(call, terminal)
  const exit =
    call.options.explain === true
      ? explained(
          await explainFacts(loaded.workspace, read.document, options),
          loaded.workspace,
          texts,
          call,
          terminal,
        )
      : decided(
          decideClaim(loaded.workspace, read.document, options),
          options.clauses !== undefined,
          loaded.workspace,
          texts,
          call,
          terminal,
        )
  if (receiptPath !== null && exit === 0) {
    const includeFacts = call.options.receiptFacts === true
    const receipted = decideWithReceipts(loaded.workspace, read.document, { ...options, includeFacts })
    if (receipted.ok) await writeReceipts(receiptPath, receipted.answers, terminal)
  }
  return exit
}

export function askOptions(call: Call, workspace: Workspace): AskOptions {
  const clauses = listOption(call, 'clause')
  const known = clausesOf(workspace).map((clause) => clause.id)
  for (const id of clauses)
    if (!known.includes(id)) {
      const near = nearestName(id, known)
      throw callFault(
        `there is no clause \`${id}\``,
        near ? `did you mean \`${near}\`?` : 'name a clause of these policies',
      )
    }
  const asOf = dayOption(call, 'asOf')
  const assume = textOption(call, 'assume') ?? 'declared'
  if (assume !== 'declared' && assume !== 'none')
    throw callFault(`--assume takes declared or none, not \`${assume}\``, 'write --assume none')
  const readings = listOption(call, 'reading').map(parseReading)
  const stated = clausesOf(workspace).flatMap((clause) => clause.readings)
  for (const { id, alternative } of readings) {
    const mine = stated.filter((reading) => reading.id === id)
    if (mine.length === 0) {
      const near = nearestName(id, new Set(stated.map((reading) => reading.id)))
      throw callFault(
        `there is no reading \`${id}\``,
        near ? `did you mean \`${near}\`?` : 'name a reading of these clauses',
      )
    }
    // A misspelt alternative would be decided as if nobody had asked for one.
    const names = mine.flatMap((reading) => reading.alternatives.map(({ name }) => name))
    if (alternative !== null && !names.includes(alternative)) {
      const near = nearestName(alternative, names)
      throw callFault(
        `\`${id}\` has no alternative \`${alternative}\``,
        near ? `did you mean \`${near}\`?` : `use one of ${names.map((name) => `\`${name}\``).join(', ')}`,
      )
    }
  }
  return {
    ...(clauses.length > 0 && { clauses }),
    ...(asOf && { asOf }),
    assume,
    readings,
    chain: call.options.chain === true,
  }
}

export async function readFacts(path: string, terminal: Terminal) {
  const absolute = resolve(terminal.cwd, path)
  const read = await readText(absolute)
  if (!read.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
  return path.endsWith('.yaml') || path.endsWith('.yml')
    ? documentFromText(path, read.text)
    : documentFromJson(path, read.text)
}

/** Refused input: what is wrong, and nothing decided. */
export function refuse(
  problems: Parameters<typeof printAll>[0],
  texts: Texts,
  call: Call,
  terminal: Terminal,
): ExitCode {
  const { language } = call
  if (call.json)
    terminal.out(jsonText({ errors: problems.map((one) => diagnosticJson(one, texts, language)) }))
  printAll(problems, texts, language, terminal.err, terminal.colour)
  return problems.every(({ code }) => code === 'PARAMETER_UNDATED') ? 1 : 3
}

function decided(
  asked: Asked<ClaimPart>,
  isClaim: boolean,
  workspace: Workspace,
  texts: Texts,
  call: Call,
  terminal: Terminal,
): ExitCode {
  if (!asked.ok) return refuse(asked.problems, texts, call, terminal)
  const decisions = asked.answers.map(({ decision }) => decision)
  const settled = isClaim && decisions.length > 1 ? settleClaim(asked.answers) : null
  if (call.json)
    terminal.out(jsonText({ decisions, ...(settled && { claim: claimJson(decisions, settled) }) }))
  else {
    for (const decision of decisions)
      terminal.out(
        printDecision(
          decision,
          workspace.clause(decision.clause),
          call.language,
          terminal.colour,
          factOf(decision.clause, workspace),
        ),
      )
    if (settled) terminal.out(printClaim(asked.answers, settled, call.language))
  }
  return 0
}

/** A fact as the clause means it, or as the policies do: a chained decision asks for facts of other clauses. */
export const factOf = (id: string, workspace: Workspace) => (name: string) =>
  workspace.clause(id)?.facts.find((fact) => fact.name === name) ??
  workspace.policies.flatMap(({ facts }) => facts).find((fact) => fact.name === name)

/** What the clauses of a claim pay together, and which yield to another. */
const claimJson = (decisions: readonly Decision[], { total, yieldsTo }: Settlement) => ({
  total,
  unit: 'CNY',
  yields: decisions.flatMap(({ clause }, index) => {
    const to = yieldsTo[index]
    return to === null || to === undefined ? [] : [{ clause, to: decisions[to]?.clause }]
  }),
})

function explained(
  asked: Awaited<ReturnType<typeof explainFacts>>,
  workspace: Workspace,
  texts: Texts,
  call: Call,
  terminal: Terminal,
): ExitCode {
  if (!asked.ok) return refuse(asked.problems, texts, call, terminal)
  if (call.json)
    terminal.out(
      jsonText({
        decisions: asked.answers.map(({ explanation }) => ({
          ...explanation.decision,
          explanation: explanationJson(explanation, call.language),
        })),
      }),
    )
  else
    for (const { clause, explanation } of asked.answers)
      terminal.out(
        printExplanation(explanation, clause, call.language, terminal.colour, factOf(clause.id, workspace)),
      )
  return 0
}

function explanationJson(explanation: Explanation, language: Call['language']) {
  return {
    source: explanation.source,
    conditions: explanation.conditions.map(({ code, words, holds, given, quote }) => ({
      code,
      words: words[language],
      holds,
      given: given[language],
      quote,
    })),
    steps: explanation.steps.map(({ mechanism, words, shown, note }) => ({
      mechanism,
      words: words[language],
      value: shown[language],
      ...(note && { note: note[language] }),
    })),
    parameters: explanation.parameters.map(({ name, title, value, from, quote }) => ({
      name,
      title: title[language],
      value: value[language],
      from,
      quote,
    })),
  }
}
