import type { CaseKind, PartDraft, WrittenFacts } from '../worker/case-drafts.ts'
import { go, place } from './location.ts'
import { createSignal } from './signal.ts'

/** A case that is being written, before it stands in its file. */
export interface CaseForm {
  /** Another form for each beginning. */
  readonly id: number
  readonly clause: string
  /** As YAML, by name; of all parts, where there are some. */
  readonly facts: WrittenFacts
  /** Of a case over several clauses. */
  readonly parts: readonly PartDraft[]
  /** Values that it supposes to be others, as YAML. */
  readonly supposes: string | null
  readonly title: string
  readonly kind: CaseKind
}

export const caseForm = createSignal<CaseForm | null>(null)

let forms = 0

/**
 * Begins a case of a clause, at the clause's page: what it looks at can be given already, as YAML by the
 * names of facts (`{ annual_rent: '30010', hardship: 'true' }`). Nothing is written before a person confirms.
 */
export function startCase({
  clause,
  facts = {},
  parts = [],
  supposes = null,
  title = '',
  kind = 'typical',
}: Partial<Pick<CaseForm, 'facts' | 'parts' | 'supposes' | 'title' | 'kind'>> &
  Pick<CaseForm, 'clause'>): void {
  caseForm.set({ id: ++forms, clause, facts, parts, supposes, title, kind })
  const now = place.get()
  if (now.page !== 'clause' || now.clause !== clause) go({ page: 'clause', clause, case: null })
}

/**
 * Begins a case over several clauses of which each is given facts: what all that look at a fact are given
 * alike belongs to the case, the rest to its part.
 */
export function startClaim(
  given: readonly { readonly clause: string; readonly facts: WrittenFacts }[],
): void {
  const names = [...new Set(given.flatMap(({ facts }) => Object.keys(facts)))]
  const textsOf = (name: string) =>
    new Set(given.flatMap(({ facts }) => (Object.hasOwn(facts, name) ? [facts[name]] : [])))
  const shared = names.filter((name) => textsOf(name).size === 1)
  const only = (facts: WrittenFacts, isWanted: (name: string) => boolean): WrittenFacts =>
    Object.fromEntries(Object.entries(facts).filter(([name]) => isWanted(name)))
  const [first] = given
  if (!first) return
  startCase({
    clause: first.clause,
    facts: only(Object.assign({}, ...given.map(({ facts }) => facts)), (name) => shared.includes(name)),
    parts: given.map(({ clause, facts }) => ({
      clause,
      facts: only(facts, (name) => !shared.includes(name)),
      apart: false,
    })),
  })
}
