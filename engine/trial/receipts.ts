import type { Workspace } from '../policy/workspace.ts'
import { decideWithReceipts } from '../receipts/from-claim.ts'
import { hashOf } from '../receipts/hash.ts'
import type { Receipt } from '../receipts/receipt.ts'
import type { TrialOptions } from './from-facts.ts'
import type { Trial } from './trial.ts'

/** The receipts of a trial, and the number that a sheet is known by. */
export interface TrialReceipts {
  /** `7f3a·c21e`: the first 32 bits of the hash over the receipts' hashes. */
  readonly number: string
  readonly receipts: readonly Receipt[]
}

/**
 * A receipt for each clause that could be decided on the day, with the facts in it: `clausebook verify`
 * decides them again.
 *
 * Shape   trial × what it was asked with → TrialReceipts; null where nothing was decided
 */
export function trialReceipts(
  workspace: Workspace,
  { facts, parts }: Trial,
  { asOf, readings, assume }: Pick<TrialOptions, 'asOf' | 'readings' | 'assume'>,
): TrialReceipts | null {
  const clauses = parts.flatMap(({ state, clause }) => (state === 'undated' ? [] : [clause.id]))
  const claim = decideWithReceipts(workspace, facts, {
    clauses,
    chain: true,
    includeFacts: true,
    ...(asOf && { asOf }),
    ...(readings && { readings }),
    ...(assume && { assume }),
  })
  if (!claim.ok || claim.answers.length === 0) return null
  const receipts = claim.answers.map(({ receipt }) => receipt())
  const digits = hashOf(receipts.map(({ hash }) => hash))
  return { number: `${digits.slice(0, 4)}·${digits.slice(4, 8)}`, receipts }
}
