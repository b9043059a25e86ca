import type { Diagnostic } from '../base/diagnostic.ts'
import { Rational } from '../base/rational.ts'
import { type AskedPart, type AskOptions, askParts } from '../decision/ask.ts'
import { settleClaim } from '../decision/claim.ts'
import type { Explanation } from '../decision/decision.ts'
import { explain } from '../decision/explain.ts'
import type { Document } from '../document/document.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { WhyNot } from '../regions/counterfactual.ts'
import { whyNot } from '../regions/why-not.ts'
import { boundsOf } from './bounds.ts'
import { nextTrialQuestion } from './next-question.ts'
import { totalsOf } from './totals.ts'
import type { Trial, TrialPart, TrialState } from './trial.ts'

export interface TrialOptions extends Pick<AskOptions, 'asOf' | 'readings' | 'assume'> {
  /** Ids of the clauses to try: those of a policy. */
  readonly clauses: readonly string[]
  /** The clauses that are asked about; all of them unless said. */
  readonly about?: ReadonlySet<string>
  /** Facts that nobody can say at present: they are not asked for next. */
  readonly skipped?: ReadonlySet<string>
}

/**
 * Tries clauses for one applicant: what is due, what is lost to another, what cannot be said yet and what to
 * ask for it. Clauses decide facts that are not given; a fact that is refused, and a clause whose parameter
 * has no value on its day, are told and left out.
 *
 * Shape   Workspace × facts → Trial
 */
export function trialOf(workspace: Workspace, facts: Document, options: TrialOptions): Trial {
  const { about, skipped = new Set(), ...rest } = options
  const asked: AskOptions = { ...rest, chain: true }
  const { document, parts: decided, refused } = askWithoutRefused(workspace, facts, asked)
  const found = decided.map(withUnknown)
  const states = found.map(stateOf)
  const { yieldsTo } = settleClaim(found.map((part, at) => withdrawn(part, states[at] as TrialState)))
  const known = found.map((part, at) => {
    const state = states[at] === 'due' && yieldsTo[at] !== null ? 'covered' : (states[at] as TrialState)
    const bounds = state === 'undecided' ? boundsOf(part.plan, part.facts, part.asked) : null
    return { ...part, state, bounds, yieldsTo: yieldsTo[at] ?? null, mayYieldTo: [] }
  })
  const parts = known.map((part, at): TrialPart => ({ ...part, mayYieldTo: rivalsOf(at, known) }))
  const given = new Set(
    parts.flatMap(({ facts: own, clause }) =>
      clause.facts.flatMap(({ name, from }) => (own.has(name) && from === null ? [name] : [])),
    ),
  )
  const inScope = about ? parts.filter(({ clause }) => about.has(clause.id)) : parts
  return {
    facts: document,
    parts,
    totals: totalsOf(parts),
    question: nextTrialQuestion(inScope, given, skipped),
    refused,
  }
}

/** How a part came about, step by step. */
export const explainTrial = async ({ plan, facts, asked }: AskedPart): Promise<Explanation> =>
  (await explain(plan, facts, asked)).explanation

/** Why a part refuses, and the smallest changes that would help. */
export const whyNotTrial = ({ plan, facts, asked }: AskedPart, atMost: number): WhyNot =>
  whyNot(plan, facts, { ...asked, atMost })

/** What only works something out asks for whatever it has not got, once nothing comes of it. */
function withUnknown(part: AskedPart): AskedPart {
  const { clause, decision, plan, facts, asked, needs } = part
  const isIdle = clause.kind === 'benefit' && plan.amount === null && clause.rules.outputs.length > 0
  if (!isIdle || decision.eligible !== true || needs.length > 0 || Object.keys(decision.outputs).length > 0)
    return part
  const isUnknown = ({ name, absent }: FactDeclaration) =>
    !facts.has(name) && (absent === undefined || asked.assume === 'none')
  return { ...part, needs: clause.facts.filter(isUnknown).map(({ name }) => name) }
}

function stateOf({ decision, undated, plan, needs }: AskedPart): TrialState {
  if (undated.length > 0) return 'undated'
  if (decision.kind === 'check') return decision.outputs.consistent === undefined ? 'undecided' : 'checked'
  if (decision.eligible === false) return 'not-due'
  const isOpen = plan.amount !== null && decision.amount === null && decision.needs.length > 0
  // A clause that gives results alone has none yet.
  const isIdle = plan.amount === null && needs.length > 0 && Object.keys(decision.outputs).length === 0
  return decision.eligible === null || isOpen || isIdle ? 'undecided' : 'due'
}

/** A clause that cannot be decided on this day wins nothing. */
const withdrawn = (part: AskedPart, state: TrialState): AskedPart =>
  state === 'due' ? part : { ...part, decision: { ...part.decision, eligible: null } }

/** The undecided parts of its group that would be paid instead of a part that is due. */
function rivalsOf(at: number, parts: readonly Omit<TrialPart, 'mayYieldTo'>[]): readonly number[] {
  const part = parts[at]
  const group = part?.clause.stacking
  if (!part || !group || part.state !== 'due') return []
  return [...parts.entries()].flatMap(([index, other]) => {
    if (other.clause.stacking?.name !== group.name || other.state !== 'undecided') return []
    if (group.pays === 'first') return index < at ? [index] : []
    return isNeverMore(other, part) ? [] : [index]
  })
}

const isNeverMore = (
  { bounds }: Pick<TrialPart, 'bounds'>,
  { decision }: Pick<TrialPart, 'decision'>,
): boolean => {
  const most = Rational.parse(bounds?.most ?? '')
  const paid = Rational.parse(decision.amount ?? '')
  return most !== undefined && paid !== undefined && most.compare(paid) <= 0
}

/** Asks again without the facts that are refused. */
function askWithoutRefused(workspace: Workspace, facts: Document, asked: AskOptions) {
  const refused: { fact: string; problem: Diagnostic }[] = []
  let document = facts
  for (;;) {
    const { parts, problems } = askParts(workspace, document, asked)
    const faulty = new Map<string, Diagnostic>()
    for (const problem of problems.found) {
      const fact = problem.file === document.file ? factAt(problem, document) : undefined
      if (fact !== undefined && !faulty.has(fact)) faulty.set(fact, problem)
    }
    if (faulty.size === 0) return { document, parts, refused }
    for (const [fact, problem] of faulty) refused.push({ fact, problem })
    document = without(document, faulty)
  }
}

function factAt({ span }: Diagnostic, { root }: Document): string | undefined {
  if (root?.kind !== 'map') return undefined
  return root.entries.find(
    ({ key, value }) => key.span[0] <= span[0] && span[1] <= (value?.span[1] ?? key.span[1]),
  )?.key.text
}

function without(document: Document, names: ReadonlyMap<string, unknown>): Document {
  const { root } = document
  if (root?.kind !== 'map') return document
  return { ...document, root: { ...root, entries: root.entries.filter(({ key }) => !names.has(key.text)) } }
}
