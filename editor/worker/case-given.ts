import type { CaseResult, FactDeclaration, Value } from '../../engine/index.ts'
import type { Given } from '../state/trial-view.ts'
import { findClause } from './page.ts'
import type { Reading } from './texts.ts'
import { explainer } from './trace.ts'
import { formFields } from './trial-form.ts'
import { givenFrom } from './trial-given.ts'

/** The applicant of a case, for a trial of all clauses of its policy. */
export interface CaseGiven {
  readonly policy: string
  readonly given: Readonly<Record<string, Given>>
  /** ISO; null: the case states no day. */
  readonly day: string | null
  /** The reading that it is decided by. */
  readonly readings: readonly string[]
}

/** What a case is given, by the fields of a trial. What its parts are given differently is left open. */
export async function caseGiven(
  { id, clauses, reading }: CaseResult,
  { workspace, suite }: Reading,
): Promise<CaseGiven | null> {
  const policy = clauses[0] === undefined ? undefined : findClause(workspace, clauses[0])?.policy
  if (!policy) return null
  const fields = formFields(policy.provisions.flatMap((provision) => provision.clauses))
  const parts = await explainer(suite)(id, reading ?? null)
  const given = new Map<string, Given>()
  const unlike = new Set<string>()
  let day: string | null = null
  for (const { clause, facts } of parts)
    for (const [name, value] of facts) {
      if (name === 'as_of') {
        day = dayText(value)
        continue
      }
      const same = fields.filter(({ fact }) => fact.name === name)
      const field = same.find((one) => one.clauses.includes(clause)) ?? same[0]
      const entered = field && entry(value, field.fact)
      if (!field || entered === undefined) continue
      const before = given.get(field.id)
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(entered)) unlike.add(field.id)
      given.set(field.id, entered)
    }
  for (const name of unlike) given.delete(name)
  return {
    policy: policy.id,
    given: Object.fromEntries(given),
    day,
    readings: reading === undefined ? [] : [reading],
  }
}

const entry = (value: Value, { type }: FactDeclaration): Given | undefined => givenFrom(value, type)

const dayText = (value: Value): string | null => {
  const text = givenFrom(value, { name: 'date' })
  return typeof text === 'string' ? text : null
}
