import { type Diagnostic, sortDiagnostics } from '../base/diagnostic.ts'
import { type Decided, deciderOf } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { vocabularyOf } from '../decision/facts.ts'
import { undatedWords } from '../decision/undated.ts'
import { withoutRepeats } from '../policy/problems.ts'
import type { Answer, DecidingPolicy, Needs, PlainDecisions, PlainFacts, Refused } from './answer.ts'
import { exactDecider } from './exact.ts'
import { fastDecide, prepareClauses } from './fast/decider.ts'
import { noNumbers, numbersOf } from './fast/numbers.ts'
import { decideManyBy } from './many.ts'
import { chosenClauses, dayOf, type PolicyOptions, type PolicyParts } from './parts.ts'
import { documentFromFacts, type ReadFacts } from './plain-facts.ts'
import { type Problem, problemOf } from './problem.ts'

/** One refused fact refuses the applicant. */
export const refused = (problems: readonly Problem[]): Refused => ({ ok: false, problems })

/**
 * A policy that decides. Each clause is prepared once, when it is first decided. Generated code decides what it
 * can; the exact way alone gives the same, and stands beside it as what it is measured by.
 *
 * Shape   parts × options → DecidingPolicy
 * Errors  CLAUSE_UNKNOWN, DATE_IMPOSSIBLE in the options; FACT_UNKNOWN, FACT_TYPE, FACT_VALUE, TEXT_CHARACTER,
 *         TEXT_TOO_DEEP in the facts; PARAMETER_UNDATED in the policy (all returned, none thrown)
 */
export function decidingPolicy(
  parts: PolicyParts,
  options: PolicyOptions = {},
  way: 'fast' | 'exact' = 'fast',
): DecidingPolicy {
  const chosen = chosenClauses(
    parts.clauses.map(({ looking }) => looking.id),
    options.clauses,
  )
  const asOf = dayOf(options.asOf)
  const problems = [...parts.problems, ...chosen.problems, ...asOf.problems]
  const vocabulary = vocabularyOf(parts.vocabulary, [])
  const clauses = parts.clauses
    .filter(({ looking }) => chosen.ids.includes(looking.id))
    .map((clause) => ({ ...clause, decider: onceReady(() => deciderOf(clause.plan)) }))
  const assume = options.assume ?? 'declared'

  const prepared = onceReady(() =>
    prepareClauses(clauses, { asOf: asOf.day, assume, known: new Set(vocabulary.keys()) }),
  )
  const fast = onceReady(() => fastDecide(prepared(), assume))
  let isAskedAgain = false
  const decide = (facts: unknown): Answer<PlainDecisions> => {
    if (problems.length > 0) return refused(problems)
    // Whoever decides one applicant does not wait for code to be made.
    const decisions = way === 'fast' && isAskedAgain ? fast()(facts) : undefined
    isAskedAgain = true
    return decisions ? { ok: true, decisions } : decideExactly(facts)
  }
  const exactly = exactDecider(clauses, vocabulary, { asOf: asOf.day, assume })
  const decideExactly = (facts: unknown): Answer<PlainDecisions> => {
    const read = documentFromFacts(facts)
    if (read.faults.length > 0) return refused(problemsOfFacts(read.faults, read))
    const { found, undated, parts: decided } = exactly(read.document)
    if (found.length > 0) return refused(problemsOfFacts(found, read))
    if (undated.length > 0) return refused(problemsOfUndated(undated))
    return {
      ok: true,
      decisions: Object.fromEntries(decided.map(({ clause, decision }) => [clause.id, decision])),
    }
  }
  return {
    policies: parts.policies,
    readings: parts.readings,
    clauses: clauses.map(({ looking }) => looking.id),
    problems,
    decide,
    decideMany: decideManyBy<PlainFacts, PlainDecisions>(decide),
    needs: (facts) => needsOf(decide(facts)),
    numbers: onceReady(() => (problems.length > 0 ? noNumbers : numbersOf(prepared()))),
  }
}

function onceReady<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Faults of facts by the name of the fact. */
export const problemsOfFacts = (
  diagnostics: readonly Diagnostic[],
  { factAt }: ReadFacts,
): readonly Problem[] =>
  sortDiagnostics(withoutRepeats(diagnostics)).map(({ code, span, message, fix, replacement }) =>
    problemOf(code, factAt(span), message, fix, replacement),
  )

const problemsOfUndated = (undated: Decided['undated']): readonly Problem[] =>
  undated.map(({ parameter, on }) => {
    const { message, fix } = undatedWords(parameter, on)
    return problemOf('PARAMETER_UNDATED', null, message, fix)
  })

/** Of all clauses that are open; among facts that as many ask for, in the order they are asked. */
function needsOf(answer: Answer<PlainDecisions>): Needs {
  if (!answer.ok) return answer
  const uses = new Map<string, number>()
  for (const { needs } of Object.values<Decision>(answer.decisions))
    for (const need of needs) uses.set(need, (uses.get(need) ?? 0) + 1)
  const sorted = [...uses].sort(([, a], [, b]) => b - a)
  return { ok: true, needs: sorted.map(([name]) => name) }
}
