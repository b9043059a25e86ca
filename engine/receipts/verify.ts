import { parseDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { changesBetween, type ReceiptChange } from './compare.ts'
import { decideWithReceipts } from './from-claim.ts'
import type { Receipt } from './receipt.ts'
import { engineVersion } from './version.ts'

export type Verified =
  | {
      readonly ok: true
      /** Empty: it is reproduced. */
      readonly changes: readonly ReceiptChange[]
      /** What deciding again gives; null where the clause is no more. */
      readonly now: Receipt | null
    }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

/**
 * Decides again as a receipt says it was decided, and compares all that it holds.
 *
 * Shape   Receipt × Workspace × facts → what changed
 * Errors  those of `decideClaim` (returned)
 */
export function verifyReceipt(receipt: Receipt, workspace: Workspace, facts: Document): Verified {
  const all = clausesOf(workspace)
  const isThere = (id: string) => all.some((clause) => clause.id === id)
  if (!isThere(receipt.clause)) return { ok: true, changes: withoutClause(receipt), now: null }
  // A reading that the policy states no more changes nothing; comparing says that it is gone.
  const day = receipt.asOf?.from === 'call' ? parseDate(receipt.asOf.day) : undefined
  const asked = decideWithReceipts(workspace, facts, {
    clauses: [receipt.clause, ...receipt.claim.filter(isThere)],
    readings: receipt.readings.map(parseReading),
    assume: receipt.assume,
    chain: receipt.chain,
    includeFacts: receipt.facts.values !== undefined,
    ...(day && { asOf: day }),
  })
  if (!asked.ok) return asked
  const now = asked.answers.find(({ clause }) => clause.id === receipt.clause)?.receipt() ?? null
  return { ok: true, changes: now ? changesBetween(receipt, now) : withoutClause(receipt), now }
}

const withoutClause = ({ clause, engine }: Receipt): readonly ReceiptChange[] => [
  ...(engine === engineVersion
    ? []
    : [{ part: 'engine', name: null, from: engine, to: engineVersion } as const]),
  { part: 'clause', name: clause, from: clause, to: null },
]
