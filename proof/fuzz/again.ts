import { loadWorkspace } from '../../engine/index.ts'
import { planFromClause } from '../../engine/plan/from-clause.ts'
import { type Difference, isSame } from './block.ts'
import { referenceOf } from './reference.ts'
import { targets } from './targets.ts'

/** Loads a claim's policy anew and asks again; null where both say the same, or the policy is faulty. */
export async function differenceOf(claim: Difference): Promise<Difference | null> {
  const { files, clause, reading } = claim.subject
  const workspace = loadWorkspace(files)
  if (workspace.diagnostics.some(({ severity }) => severity === 'error')) return null
  const chosen =
    reading === null ? [] : [{ id: reading.split('=')[0] ?? '', alternative: reading.split('=')[1] ?? '' }]
  try {
    const again = workspace.clauseUnder(clause.id, chosen)
    const target = targets.find(({ name }) => name === claim.target)
    if (!again || !target) return null
    const { parameters } = planFromClause(again)
    const changes = claim.changes.filter(({ parameter }) => parameters.has(parameter))
    const plan = planFromClause(again, changes)
    const pair = { plan, facts: claim.facts, how: claim.how }
    const ask = target.prepare(plan)
    const reference = referenceOf(pair)
    // Columns are tried as all of them, and as those that are given.
    for (const _ of [1, 2]) {
      const answer = await ask(pair, reference)
      if (answer && !isSame(answer))
        return { ...claim, changes, subject: { ...claim.subject, clause: again }, ...answer }
    }
  } catch {
    // What throws now is another fault.
  }
  return null
}
