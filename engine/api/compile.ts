import { nearestName } from '../base/nearest.ts'
import { lookingOf } from '../decision/claim.ts'
import { planFromClause } from '../plan/from-clause.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { DecidingPolicy, Explained, PlainDecisions, PlainFacts } from './answer.ts'
import { decidingPolicy } from './deciding.ts'
import type { PolicyOptions, PolicyParts } from './parts.ts'
import type { PortablePolicy } from './portable.ts'
import { type Problem, problemOf, problemsOfText } from './problem.ts'
import { portableFrom } from './to-json.ts'
import type { WhyNotOptions, WhyNots } from './why-not.ts'

export interface CompileOptions extends PolicyOptions {
  /** `AMB-22` takes the first alternative of an open question, `AMB-22=name` another. */
  readonly readings?: readonly string[]
}

/** A policy from its texts: it decides, says why, and can be kept as JSON. */
export interface CompiledPolicy<F extends object = PlainFacts, D extends object = PlainDecisions>
  extends DecidingPolicy<F, D> {
  /** By the explaining execution, which is loaded when it is first asked. */
  readonly explain: (facts: F) => Promise<Explained<D>>
  /** What would help where a clause refuses or pays no more, and what to ask next; loaded when it is first asked. */
  readonly whyNot: (facts: F, options?: WhyNotOptions<keyof D & string>) => Promise<WhyNots<keyof D & string>>
  /** What decides without texts: `policyFromJson` reads it. null: the policy is at fault. */
  readonly toJson: () => PortablePolicy | null
  readonly workspace: Workspace
  readonly options: CompileOptions
}

/**
 * Compiles the clauses of a workspace.
 *
 * Shape   Workspace × options → CompiledPolicy
 * Errors  those of the workspace; CLAUSE_UNKNOWN, NAME_UNKNOWN, DATE_IMPOSSIBLE for the options (in `problems`,
 *         and instead of every decision)
 */
export function compile<F extends object = PlainFacts, D extends object = PlainDecisions>(
  workspace: Workspace,
  options: CompileOptions = {},
): CompiledPolicy<F, D> {
  const parts = partsOf(workspace, options)
  const deciding = decidingPolicy(parts, options)
  const compiled: CompiledPolicy = {
    ...deciding,
    explain: async (facts) => (await import('./explain.ts')).explain(compiled, facts),
    whyNot: async (facts, asked) => (await import('./why-not.ts')).whyNot(compiled, facts, asked),
    toJson: () =>
      deciding.problems.length > 0
        ? null
        : portableFrom({
            ...parts,
            clauses: parts.clauses.filter(({ looking }) => deciding.clauses.includes(looking.id)),
          }),
    workspace,
    options,
  }
  // The names of facts and clauses are those of the policy the types were made from.
  return compiled as unknown as CompiledPolicy<F, D>
}

function partsOf(workspace: Workspace, { readings = [] }: CompileOptions): PolicyParts {
  const chosen = readings.map(parseReading)
  const all = clausesOf(workspace)
  return {
    policies: workspace.policies.map(({ id, version }) => ({ id, version })),
    readings,
    vocabulary: [
      ...workspace.policies.flatMap((policy) => policy.facts),
      ...all.flatMap((clause) => clause.facts),
    ],
    clauses: all.map((one) => {
      const clause = workspace.clauseUnder(one.id, chosen) ?? one
      return { plan: planFromClause(clause), looking: lookingOf(clause) }
    }),
    problems: [
      ...problemsOfText(workspace.diagnostics),
      ...readings.flatMap((text) => misread(text, workspace)),
    ],
  }
}

/** A misspelt reading would be decided as if nobody had asked for one. */
function misread(text: string, workspace: Workspace): readonly Problem[] {
  const { id, alternative } = parseReading(text)
  const stated = [
    ...workspace.policies.flatMap((policy) => policy.readings),
    ...clausesOf(workspace).flatMap((clause) => clause.readings),
  ]
  const mine = stated.filter((reading) => reading.id === id)
  const names = mine.flatMap(({ alternatives }) => alternatives.map(({ name }) => name))
  if (mine.length > 0 && (alternative === null || names.includes(alternative))) return []
  const near =
    mine.length === 0
      ? nearestName(id, new Set(stated.map((reading) => reading.id)))
      : nearestName(alternative ?? '', names)
  return [
    problemOf(
      'NAME_UNKNOWN',
      null,
      { zh: `没有解释 \`${text}\``, en: `there is no reading \`${text}\`` },
      near === undefined
        ? { zh: '写出这些条款里的解释', en: 'name a reading of these clauses' }
        : { zh: `是不是 \`${near}\`？`, en: `did you mean \`${near}\`?` },
    ),
  ]
}
