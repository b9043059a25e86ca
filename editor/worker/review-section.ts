import {
  type Clause,
  caseOptions,
  explainPlan,
  planFromClause,
  type Value,
  type Workspace,
} from '../../engine/index.ts'
import type { OpenSection } from '../state/clause-view.ts'
import type { Numbering } from './marks.ts'
import { openSection } from './page-case.ts'

interface Side {
  readonly clause: Clause
  readonly workspace: Workspace
}

/** No text stands beside it. */
const unnumbered: Numbering = { marks: [], of: () => [] }

/** One applicant by two versions of a clause, step by step: the old calculation beside the new one. */
export async function witnessSection(
  facts: ReadonlyMap<string, Value>,
  old: Side,
  now: Side,
): Promise<OpenSection> {
  const explained = async ({ clause }: Side) => {
    const { explanation } = await explainPlan(planFromClause(clause), facts, caseOptions)
    return { clause: clause.id, rules: clause, facts, explanation }
  }
  const part = { now: await explained(now), saved: await explained(old) }
  return openSection(part, unnumbered, () => [], now.workspace)
}
