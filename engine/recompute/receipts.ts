import { parseDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Document, Entry, Node, ScalarNode } from '../document/document.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { Plain } from '../receipts/canonical.ts'
import { decideWithReceipts } from '../receipts/from-claim.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { type Difference, differenceOf, paysMoney } from './difference.ts'

/** A receipt decided again, or why it is not. */
export type RecomputedReceipt =
  | { readonly ok: true; readonly receipt: Receipt; readonly difference: Difference }
  | { readonly ok: false; readonly receipt: Receipt; readonly because: Words }

/**
 * Decides again what a receipt says was decided, with what had been published then and with all that is known
 * now; what it decided is what was paid.
 *
 * Shape   Receipt × workspace then × workspace now × facts that it does not hold → Difference
 */
export function recomputeReceipt(
  receipt: Receipt,
  then: Workspace,
  now: Workspace,
  given: Document | null,
): RecomputedReceipt {
  const refused = (because: Words) => ({ ok: false, receipt, because }) as const
  const facts = receipt.facts.values ? documentOf(receipt) : given
  if (!facts)
    return refused({
      zh: '凭据里没有事实：用 --receipt-facts 写出的凭据，或另给 --facts',
      en: 'it holds no facts: write it with --receipt-facts, or give --facts',
    })
  if (Object.keys(receipt.facts.values ?? {}).some((name) => name.includes('@')))
    return refused({
      zh: '一个名称有两种含义的事实，凭据里还原不出',
      en: 'a fact that clauses mean in two ways cannot be told from it: give --facts',
    })
  const clause = now.clause(receipt.clause)
  if (!clause || !then.clause(receipt.clause))
    return refused({
      zh: `没有条款 ${receipt.clause} 了`,
      en: `there is no clause ${receipt.clause} any more`,
    })
  if (!paysMoney(clause)) return refused({ zh: '这一条款不付款', en: 'the clause pays no money' })
  const paid = receipt.decision.amount === null ? undefined : Rational.parse(receipt.decision.amount)
  if (receipt.decision.eligible === null || !paid)
    return refused({ zh: '当时未定，没有付款', en: 'it was undecided: nothing was paid' })
  const [was, is] = [then, now].map((workspace) => decidedBy(receipt, workspace, facts))
  if (!was || !is || 'because' in was || 'because' in is)
    return refused(was && 'because' in was ? was.because : is && 'because' in is ? is.because : gone)
  const difference = differenceOf(was.decision, is.decision, paid)
  return 'because' in difference ? refused(difference.because) : { ok: true, receipt, difference }
}

const gone: Words = { zh: '没有这一条款的判定', en: 'the clause is not decided any more' }

function decidedBy(receipt: Receipt, workspace: Workspace, facts: Document) {
  const all = new Set(clausesOf(workspace).map(({ id }) => id))
  const day = receipt.asOf?.from === 'call' ? parseDate(receipt.asOf.day) : undefined
  const asked = decideWithReceipts(workspace, facts, {
    clauses: [receipt.clause, ...receipt.claim.filter((id) => all.has(id))],
    readings: receipt.readings.map(parseReading),
    assume: receipt.assume,
    chain: receipt.chain,
    ...(day && { asOf: day }),
  })
  if (!asked.ok) return { because: asked.problems[0]?.message ?? gone }
  const answer = asked.answers.find(({ clause }) => clause.id === receipt.clause)
  return answer && { decision: answer.decision }
}

/** The facts of a receipt as a document. What it writes as text is a number, a day or a name by its fact. */
function documentOf({ facts: { values = {} }, hash }: Receipt): Document {
  return { file: `receipt ${hash.slice(0, 12)}`, text: '', root: nodeOf(values) }
}

function nodeOf(data: Plain): Node {
  const span = [0, 0] as const
  if (data === null || typeof data !== 'object')
    return scalar(String(data), data === 'null' ? 'double' : 'plain')
  if (Array.isArray(data))
    return { kind: 'list', flow: true, items: (data as readonly Plain[]).map(entryOf), span }
  const entries = Object.entries(data as { readonly [key: string]: Plain }).map(
    ([key, value]): Entry => ({ key: scalar(key), value: nodeOf(value) }),
  )
  return { kind: 'map', flow: true, entries, span }
}

/** `{ from, value: { pension, medical } }` of a receipt is `{ from, pension, medical }` of the facts. */
function entryOf(data: Plain): Node {
  const isDated =
    typeof data === 'object' && data !== null && !Array.isArray(data) && 'from' in data && 'value' in data
  const { from, value } = isDated ? (data as { from: Plain; value: Plain }) : { from: null, value: null }
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return nodeOf(isRecord ? { from, ...value } : data)
}

const scalar = (text: string, style: ScalarNode['style'] = 'plain'): ScalarNode => ({
  kind: 'scalar',
  text,
  source: text,
  style,
  span: [0, 0],
})
