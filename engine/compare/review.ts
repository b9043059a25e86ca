import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { type CaseComparison, casesBetween } from './cases.ts'
import type { PolicyChange } from './change.ts'
import { contentHash } from './content.ts'
import { type ClauseEffect, effectsBetween } from './effects.ts'
import { changesBetween } from './from-workspaces.ts'

/** All that a reviewer of two versions is told. */
export interface Review {
  readonly changes: readonly PolicyChange[]
  readonly effects: readonly ClauseEffect[]
  readonly cases: readonly CaseComparison[]
  /** Clauses of both versions that decide by the same rules: nobody is decided otherwise by them. */
  readonly same: number
  /** SHA-256 over the content of each version. */
  readonly hashes: { readonly before: string; readonly after: string }
}

/**
 * Two versions of policies, told in full: what changed in words, whom it concerns, what it comes to, what is
 * proven to stay, and what becomes of the cases.
 *
 * Shape   old workspace × new workspace, with their cases → Review; synchronous, no files
 */
export function reviewOf(before: Workspace, after: Workspace): Review {
  const effects = effectsBetween(before, after)
  const touched = new Set(effects.filter(({ under }) => under === null).map(({ clause }) => clause))
  return {
    changes: changesBetween(before, after),
    effects,
    cases: casesBetween(before, after),
    same: clausesOf(after).filter(({ id }) => before.clause(id) && !touched.has(id)).length,
    hashes: { before: contentHash(before), after: contentHash(after) },
  }
}
