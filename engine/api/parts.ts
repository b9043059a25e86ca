import { type CalendarDate, parseDate } from '../base/calendar.ts'
import { nearestName } from '../base/nearest.ts'
import type { Looking } from '../decision/claim.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import { type Problem, problemOf } from './problem.ts'

/** One clause, ready to be decided. */
export interface ClauseParts {
  readonly plan: DecidingPlan
  readonly looking: Looking
}

/** What a policy that decides is made of, wherever it comes from: a workspace, or a file of plans. */
export interface PolicyParts {
  readonly policies: readonly { readonly id: string; readonly version: string }[]
  readonly readings: readonly string[]
  /** Every meaning of every fact that the loaded policies know, also those of clauses that are not decided. */
  readonly vocabulary: readonly FactDeclaration[]
  /** In the order of the policies. */
  readonly clauses: readonly ClauseParts[]
  readonly problems: readonly Problem[]
}

/** What a policy is asked with, settled once. */
export interface PolicyOptions {
  /** Ids of the clauses to decide; all of them unless said. */
  readonly clauses?: readonly string[]
  /** The day it is decided for, `2010-01-01`, instead of a fact `as_of`. */
  readonly asOf?: string
  /** `none` leaves facts unknown that facts.yaml would assume. */
  readonly assume?: 'declared' | 'none'
}

/** The clauses that are asked for, and what is wrong with asking. */
export function chosenClauses(
  known: readonly string[],
  asked: readonly string[] | undefined,
): { readonly ids: readonly string[]; readonly problems: readonly Problem[] } {
  if (!asked) return { ids: known, problems: [] }
  const problems = asked
    .filter((id) => !known.includes(id))
    .map((id) => {
      const near = nearestName(id, known)
      return problemOf(
        'CLAUSE_UNKNOWN',
        null,
        { zh: `没有条款 \`${id}\``, en: `there is no clause \`${id}\`` },
        near === undefined
          ? { zh: '写出这些政策里的条款', en: 'name a clause of these policies' }
          : { zh: `是不是 \`${near}\`？`, en: `did you mean \`${near}\`?` },
        near,
      )
    })
  return { ids: known.filter((id) => asked.includes(id)), problems }
}

/** The day asked for; undefined where none is. */
export function dayOf(text: string | undefined): {
  readonly day: CalendarDate | undefined
  readonly problems: readonly Problem[]
} {
  const day = text === undefined ? undefined : parseDate(text)
  if (text === undefined || day) return { day, problems: [] }
  const problem = problemOf(
    'DATE_IMPOSSIBLE',
    null,
    { zh: `\`${text}\` 不是日期`, en: `\`${text}\` is not a date` },
    { zh: '写成 2010-01-01', en: 'write it as 2010-01-01' },
  )
  return { day, problems: [problem] }
}
