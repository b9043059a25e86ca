import type { CaseKind } from '../worker/case-drafts.ts'
import { go, place } from './location.ts'
import { createSignal } from './signal.ts'

/** A case that is being written, before it stands in its file. */
export interface CaseForm {
  /** Another form for each beginning. */
  readonly id: number
  readonly clause: string
  /** As YAML, by name. */
  readonly facts: Readonly<Record<string, string>>
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
  title = '',
  kind = 'typical',
}: Partial<Pick<CaseForm, 'facts' | 'title' | 'kind'>> & Pick<CaseForm, 'clause'>): void {
  caseForm.set({ id: ++forms, clause, facts, title, kind })
  const now = place.get()
  if (now.page !== 'clause' || now.clause !== clause) go({ page: 'clause', clause, case: null })
}
