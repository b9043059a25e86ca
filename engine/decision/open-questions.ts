import type { Diagnostic } from '../base/diagnostic.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import type { Reading } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { type AskOptions, decideClaim } from './ask.ts'
import { type ClaimPart, lookedBackAt, settleClaim } from './claim.ts'
import type { Decision } from './decision.ts'

/** An open question of law, and the clauses whose answer hangs on it. */
export interface OpenQuestion {
  readonly id: string
  /** Empty for one of a whole policy. */
  readonly clauses: readonly string[]
  readonly question: Words
  /** Why the default is taken. */
  readonly because: Words
  readonly alternatives: Reading['alternatives']
}

/** What an applicant gets under one reading, of all clauses that the question is about. */
export interface ReadingOutcome {
  /** null: the default. */
  readonly alternative: string | null
  readonly decisions: readonly Decision[]
  /** What is paid together, or the points or ceiling of a single clause; null while not everything is known. */
  readonly total: string | null
  readonly unit: string
  /** Against the default, with a minus where it is less; null where either is not known. */
  readonly worth: string | null
}

/** Every open question, in the order of the policies, each once. */
export function openQuestions(workspace: Workspace): readonly OpenQuestion[] {
  const questions = new Map<string, OpenQuestion>()
  const add = (reading: Reading, clause: string | null) => {
    const known = questions.get(reading.id)
    const { id, question, because, alternatives } = reading
    questions.set(id, {
      ...(known ?? { id, question, because }),
      alternatives: joined(known?.alternatives ?? [], alternatives),
      clauses: [...(known?.clauses ?? []), ...(clause === null ? [] : [clause])],
    })
  }
  for (const policy of workspace.policies) for (const reading of policy.readings) add(reading, null)
  for (const clause of clausesOf(workspace)) for (const reading of clause.readings) add(reading, clause.id)
  return [...questions.values()]
}

/** The alternatives of several clauses: one is computed where any clause computes it. */
const joined = (known: Reading['alternatives'], more: Reading['alternatives']): Reading['alternatives'] => [
  ...known.map((one) => more.find((other) => other.name === one.name && other.computed) ?? one),
  ...more.filter(({ name }) => !known.some((one) => one.name === name)),
]

/**
 * What one applicant gets under the default and under each alternative that can be computed.
 *
 * Shape   question × facts → outcomes, the default first
 * Errors  those of `decideClaim`
 */
export function worthOf(
  question: OpenQuestion,
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
):
  | { readonly ok: true; readonly outcomes: readonly ReadingOutcome[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] } {
  const clauses = [
    ...new Set([
      ...question.clauses.flatMap((id) => earlierThan(id, question, workspace)),
      ...question.clauses,
    ]),
  ]
  const outcomes: ReadingOutcome[] = []
  const computed = question.alternatives.filter((one) => one.computed).map(({ name }) => name)
  for (const alternative of clauses.length > 0 ? [null, ...computed] : []) {
    const readings = alternative === null ? [] : [{ id: question.id, alternative }]
    const claim = decideClaim(workspace, facts, { ...options, clauses, readings })
    if (!claim.ok) return claim
    const total = totalOf(claim.answers)
    const first = outcomes[0]?.total
    outcomes.push({
      alternative,
      decisions: claim.answers.map(({ decision }) => decision),
      total,
      unit: claim.answers.length === 1 ? (claim.answers[0]?.decision.unit ?? 'CNY') : 'CNY',
      worth: first === undefined || first === null || total === null ? null : differenceOf(total, first),
    })
  }
  return { ok: true, outcomes }
}

/** What the parts pay together; null while one of them is undecided. */
function totalOf(parts: readonly ClaimPart[]): string | null {
  const isOpen = parts.some(({ clause, decision }) => clause.kind === 'benefit' && decision.eligible === null)
  const [only] = parts
  if (isOpen) return null
  return parts.length === 1 && only ? only.decision.amount : settleClaim(parts).total
}

const differenceOf = (to: string, from: string): string =>
  (Rational.parse(to) as Rational).minus(Rational.parse(from) as Rational).toString(2)

/** The clauses that a reading makes a clause look back at. */
function earlierThan(id: string, question: OpenQuestion, workspace: Workspace): readonly string[] {
  return question.alternatives.flatMap(({ name }) => {
    const clause = workspace.clauseUnder(id, [{ id: question.id, alternative: name }])
    return clause ? lookedBackAt(clause) : []
  })
}
