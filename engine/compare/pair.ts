import type { Clause } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { PolicyChange } from './change.ts'

/** A clause in both versions, with the workspaces it is read in. */
export interface ClausePair {
  readonly old: Clause
  readonly now: Clause
  readonly before: Workspace
  readonly after: Workspace
}

type Part = Omit<PolicyChange, 'policy' | 'clause' | 'side' | 'origin'> &
  Partial<Pick<PolicyChange, 'side' | 'origin'>>

/** A change of a clause, which stands at its key where nothing else is said. */
export const changeOf = (clause: Clause, part: Part): PolicyChange => ({
  policy: clause.policy,
  clause: clause.id,
  side: 'new',
  origin: clause.origin,
  ...part,
})
