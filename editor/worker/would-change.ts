import { caseOptions, type ExplainedPart, planFromClause, type Words, whyNot } from '../../engine/index.ts'

/** What would have to be otherwise for a case to come to something else; each was decided. */
export interface WouldChange {
  /** `grant`: it is refused; `more`: it is paid; `ask`: it is undecided. */
  readonly kind: 'grant' | 'more' | 'ask'
  /** Each with what it then comes to. */
  readonly ways: readonly Words[]
  /** What to ask first, with what each answer leads to. */
  readonly question: { readonly title: Words; readonly answers: readonly Words[] } | null
  /** What could not be followed over all its values. */
  readonly unfollowed: readonly Words[]
}

/** Asks the regions of a clause, with the facts of a case. */
export function wouldChange({ rules, facts }: ExplainedPart): WouldChange {
  const found = whyNot(planFromClause(rules), facts, caseOptions)
  const isGranted = found.decision.eligible === true || found.decision.outputs.consistent === true
  return {
    kind: found.question ? 'ask' : isGranted ? 'more' : 'grant',
    ways: (isGranted ? found.more : found.eligible).map(({ words }) => words),
    question: found.question && {
      title: found.question.title,
      answers: found.question.answers.map(({ words }) => words),
    },
    unfollowed: found.unfollowed,
  }
}
