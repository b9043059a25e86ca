import { coverageOf, type Policy, type Words, type Workspace } from '../../engine/index.ts'
import type { PassageView, SourcePage } from '../state/source-view.ts'

/** Which text is to be read; what is null follows from the clause beside it, else it is the first there is. */
export interface SourceAsked {
  readonly policy: string | null
  readonly document: string | null
}

/** A promulgated text with what became of it; null where there is no such policy, or no text of it. */
export function sourcePage(
  workspace: Workspace,
  asked: SourceAsked,
  clause: string | null,
): SourcePage | null {
  const wanted = asked.document ?? quotedBy(clause, asked.policy, workspace)
  const policy = workspace.policies.find(({ id, documents }) =>
    asked.policy === null
      ? wanted === null || documents.some((one) => one.id === wanted)
      : id === asked.policy,
  )
  const coverage = policy && coverageOf(workspace, policy.id)
  const documents = coverage?.documents ?? []
  const found =
    wanted === null
      ? // The text itself before what repeats it.
        (documents.find(({ document }) => document.reprintOf === null) ?? documents[0])
      : documents.find(({ document }) => document.id === wanted)
  if (!policy || !coverage || !found) return null
  const place = ({ id, span: [start, end] }: (typeof found.clauses)[number]): PassageView => ({
    id,
    start,
    end,
  })
  return {
    policy: { id: policy.id, title: policy.title },
    texts: workspace.policies.flatMap(({ id, title, documents }) =>
      documents.map((document) => ({ policy: { id, title }, id: document.id, title: document.title })),
    ),
    document: found.document.id,
    title: found.document.title,
    isReprint: found.document.reprintOf !== null,
    counts: found.counts,
    text: found.document.text,
    numbers: found.numbers.map(({ number, status, parameters, reason, because }) => ({
      start: number.span[0],
      end: number.span[1],
      status,
      parameters,
      reason,
      because,
    })),
    passages: found.clauses.map(place),
    parameters: found.parameters.map(place),
    ...calledIn(
      workspace.policies,
      new Set(found.clauses.map(({ id }) => id)),
      new Set(found.numbers.flatMap(({ parameters }) => parameters)),
    ),
  }
}

/** The text that a clause is taken from, if it is the policy's. */
function quotedBy(clause: string | null, policyId: string | null, workspace: Workspace): string | null {
  const id = (clause === null ? undefined : workspace.clause(clause))?.source?.document
  const owner = workspace.policies.find(({ documents }) => documents.some((document) => document.id === id))
  return id !== undefined && owner && (policyId === null || owner.id === policyId) ? id : null
}

/** Titles of the clauses and parameters that a text is marked with; what clauses share belongs to the first of them. */
function calledIn(
  policies: readonly Policy[],
  clauseIds: ReadonlySet<string>,
  names: ReadonlySet<string>,
): Pick<SourcePage, 'clauses' | 'owners'> {
  const clauses: Record<string, Words> = {}
  const owners: Record<string, { title: Words; clause: string }> = {}
  for (const provision of policies.flatMap(({ provisions }) => provisions)) {
    const [first] = provision.clauses
    for (const { name, title } of provision.parameters)
      if (first && names.has(name)) owners[name] = { title, clause: first.id }
    for (const { id, title, parameters } of provision.clauses) {
      if (clauseIds.has(id)) clauses[id] = title
      for (const parameter of parameters)
        if (names.has(parameter.name)) owners[parameter.name] = { title: parameter.title, clause: id }
    }
  }
  return { clauses, owners }
}
