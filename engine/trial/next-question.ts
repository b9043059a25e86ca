import { questionAbout } from '../regions/next-question.ts'
import type { TrialPart, TrialQuestion } from './trial.ts'

/** What a clause weighs that nothing given is about, beside one that something is. */
const untouched = 1 / 4096

/**
 * Of all facts that undecided clauses need, the one whose answer brings most clauses nearest to a decision.
 * A clause counts twice as much with each fact less that it needs; one that nothing given is about hardly counts,
 * so that at first the fact is asked that most clauses need.
 *
 * Shape   undecided parts × names of the given facts → TrialQuestion; null where nothing is needed
 */
export function nextTrialQuestion(
  parts: readonly TrialPart[],
  given: ReadonlySet<string>,
  skipped: ReadonlySet<string> = new Set(),
): TrialQuestion | null {
  const undecided = parts.filter(({ state, needs }) => state === 'undecided' && needs.length > 0)
  const scores = new Map<string, { score: number; best: TrialPart; weight: number; clauses: number }>()
  for (const part of undecided) {
    const weight = weightOf(part, given)
    // The first of a clause's needs settles most of it.
    for (const [index, fact] of part.needs.entries()) {
      if (skipped.has(fact.split('.')[0] ?? fact)) continue
      const known = scores.get(fact)
      const score = (known?.score ?? 0) + weight / (1 + index)
      const isBest = !known || weight > known.weight
      scores.set(fact, {
        score,
        clauses: (known?.clauses ?? 0) + 1,
        ...(isBest ? { best: part, weight } : { best: known.best, weight: known.weight }),
      })
    }
  }
  const [first] = [...scores].sort(([, a], [, b]) => b.score - a.score)
  if (!first) return null
  const [fact, { best, clauses }] = first
  const { question } = questionAbout(best.plan, best.facts, fact, best.asked)
  return { ...question, clause: best.clause.id, clauses }
}

function weightOf({ clause, needs }: TrialPart, given: ReadonlySet<string>): number {
  const isTouched = clause.facts.some(({ name }) => given.has(name))
  const open = needs.reduce((sum, need) => sum + questionsIn(need, clause), 0)
  return isTouched ? 1 / 2 ** open : untouched / open
}

/** A record is as many questions as it has fields, and a list is more than one. */
function questionsIn(need: string, { facts }: TrialPart['clause']): number {
  const type = facts.find(({ name }) => name === need)?.type
  return type?.fields ? Object.keys(type.fields).length : type?.name === 'list' ? 3 : 1
}
