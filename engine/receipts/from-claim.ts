import { type CalendarDate, formatDate } from '../base/calendar.ts'
import { type Asked, type AskOptions, decideClaim } from '../decision/ask.ts'
import type { ClaimPart } from '../decision/claim.ts'
import { factsForClause, factsFromPlace, vocabularyOf } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import type { Value } from '../expression/value.ts'
import { rootPlace } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import type { Problems } from '../policy/problems.ts'
import type { ChosenReading } from '../policy/readings.ts'
import { clausesOf, fileKind, type Workspace } from '../policy/workspace.ts'
import { assumedValues } from './assumed.ts'
import { canonicalJson, canonicalValue, mapOf, type PlainMap } from './canonical.ts'
import { hashOf, hashOfText } from './hash.ts'
import { contentHash, type Receipt, type ReceiptText, receiptHash } from './receipt.ts'
import { type Asking, restsOf } from './rests.ts'
import { engineVersion } from './version.ts'

export interface ReceiptOptions
  extends Pick<AskOptions, 'clauses' | 'asOf' | 'readings' | 'chain' | 'assume'> {
  /** Puts the facts themselves into the receipts. */
  readonly includeFacts?: boolean
}

/** A decided clause that can give a receipt, made when it is first asked for. */
export interface ReceiptedPart extends ClaimPart {
  readonly receipt: () => Receipt
}

/**
 * Decides as `decideClaim` does; each decision can give a receipt.
 *
 * Shape   Workspace × facts → parts with receipts, in the order of the policies
 * Errors  those of `decideClaim` (returned)
 */
export function decideWithReceipts(
  workspace: Workspace,
  facts: Document,
  options: ReceiptOptions = {},
): Asked<ReceiptedPart> {
  const { includeFacts = false, ...asked } = options
  const claim = decideClaim(workspace, facts, asked)
  if (!claim.ok) return claim
  const asking = once(() => askingOf(workspace, facts, asked))
  return {
    ok: true,
    answers: claim.answers.map((part) => ({
      ...part,
      receipt: once(() => receiptOf(part, asking(), asked, includeFacts)),
    })),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function askingOf(
  workspace: Workspace,
  document: Document,
  { clauses, readings = [], chain = false, asOf }: ReceiptOptions,
): Asking {
  const all = clausesOf(workspace)
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap((policy) => policy.facts),
    all,
  )
  // Whoever decided these facts has reported what is wrong with them.
  const problems: Problems = { found: [], documents: workspace.documents }
  const written = factsFromPlace(rootPlace(document.file, document.root), vocabulary, problems)
  return {
    workspace,
    claim: new Set(clauses ?? all.map(({ id }) => id)),
    readings,
    chain,
    given: (clause) => {
      const given = new Map(factsForClause(written, clause, vocabulary, problems))
      // The day of the call stands in its place.
      if (asOf) given.delete('as_of')
      return given
    },
  }
}

function receiptOf(
  { clause, decision }: ClaimPart,
  asking: Asking,
  { asOf, assume = 'declared' }: ReceiptOptions,
  includeFacts: boolean,
): Receipt {
  const { workspace } = asking
  const { decided, parts, read, files } = restsOf(clause, asking)
  const given = givenTo(decided, asking)
  const texts = textsOf(files, workspace)
  const policy = workspace.policies.find(({ id }) => id === clause.policy)
  const unsealed = {
    receipt: 1,
    engine: engineVersion,
    policy: { id: clause.policy, version: policy?.version ?? '' },
    clause: clause.id,
    asOf: dayOf(asOf, decided, asking),
    ...(workspace.known && { known: formatDate(workspace.known) }),
    readings: takenOf(asking.readings, read),
    assume,
    chain: asking.chain,
    claim: parts.map(({ id }) => id).sort(),
    facts: { hash: hashOf(given), ...(includeFacts && { values: given }) },
    texts,
    content: contentHash(texts),
    assumed: assumedValues(decision.assumed, decided),
    decision,
  } as const
  return { ...unsealed, hash: receiptHash(unsealed) }
}

/**
 * The given facts that clauses read, by name. Two clauses may give one name two meanings; what a later one
 * reads differently stands beside it, as `certificate@skill-aid.by-level`.
 */
function givenTo(decided: readonly Clause[], { given }: Asking): PlainMap {
  const facts = new Map<string, Value>()
  for (const clause of decided)
    for (const [name, value] of given(clause)) {
      const known = facts.get(name)
      const isSame =
        known === undefined || canonicalJson(canonicalValue(known)) === canonicalJson(canonicalValue(value))
      facts.set(isSame ? name : `${name}@${clause.id}`, value)
    }
  return mapOf([...facts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function dayOf(
  asOf: CalendarDate | undefined,
  decided: readonly Clause[],
  { given }: Asking,
): Receipt['asOf'] {
  if (asOf) return { day: formatDate(asOf), from: 'call' }
  const [fact] = decided.flatMap((clause) => given(clause).get('as_of') ?? [])
  const day = fact === undefined ? null : canonicalValue(fact)
  return typeof day === 'string' ? { day, from: 'facts' } : null
}

/** `AMB-32` and `AMB-32=every-rural-veteran` are one reading where that is its first alternative. */
function takenOf(readings: readonly ChosenReading[], read: readonly Clause[]): readonly string[] {
  const taken = readings.flatMap(({ id, alternative }) => {
    const stated = read.flatMap((clause) => clause.readings.filter((reading) => reading.id === id))
    if (stated.length === 0) return []
    const firsts = new Set(stated.map(({ alternatives }) => alternatives[0]?.name ?? ''))
    const name = alternative ?? (firsts.size === 1 ? [...firsts][0] : null)
    return [name ? `${id}=${name}` : id]
  })
  // Their order stays: two that change one place, the later one holds.
  return [...new Set(taken)]
}

const hashes = new WeakMap<Document, string>()

/** The texts by name; unchanged ones are hashed once. */
const textsOf = (files: readonly string[], { documents, policies }: Workspace): readonly ReceiptText[] =>
  files
    .map((path) => {
      const document = documents.get(path) as Document
      const hash = hashes.get(document) ?? hashOfText(document.text)
      hashes.set(document, hash)
      const folder = folderOf(path)
      const policy = policies.find(({ origin }) => folderOf(origin.file) === folder)
      return { file: `${policy?.id ?? ''}/${path.slice(folder === '' ? 0 : folder.length + 1)}`, hash }
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1))

const folderOf = (path: string): string => fileKind(path)?.folder ?? ''
