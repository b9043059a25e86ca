import type { Policy, SourceDocument } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import type {
  Coverage,
  CoverageReason,
  CoverageStatus,
  CoveredNumber,
  DocumentCoverage,
  QuotedPlace,
} from './coverage.ts'
import { type Citations, citationsOf, sourcesOf, statedNumbers } from './from-workspace.ts'
import { placesOf, type ReadText } from './places.ts'
import type { TextNumber } from './text-number.ts'

/**
 * What became of every number of a policy's source documents: a parameter states it (of any policy that is
 * loaded), it is set aside for a reason, or nothing explains it.
 *
 * Shape   Workspace × policy id → Coverage, or undefined for a policy that is not loaded
 */
export function coverageOf(workspace: Workspace, policyId: string): Coverage | undefined {
  const policy = workspace.policies.find(({ id }) => id === policyId)
  return policy && coverageFrom(citationsOf(workspace), workspace, policy)
}

/** The same of citations that are at hand. */
export function coverageFrom(citations: Citations, workspace: Workspace, policy: Policy): Coverage {
  const stating = parametersByNumber(citations)
  return {
    policy: policy.id,
    documents: policy.documents.flatMap(({ id }) => {
      const text = citations.texts.get(id)
      return text ? [documentCoverage(text, stating, citations, workspace)] : []
    }),
    exceptions: exceptionsOf(policy),
  }
}

const parametersOf = ({ provisions }: Policy) =>
  provisions.flatMap(({ parameters, clauses }) => [
    ...parameters,
    ...clauses.flatMap((clause) => clause.parameters),
  ])

const exceptionsOf = (policy: Policy): Coverage['exceptions'] =>
  parametersOf(policy).flatMap(({ name, notInQuote }) =>
    notInQuote ? [{ parameter: name, reason: notInQuote }] : [],
  )

function parametersByNumber(citations: Citations): ReadonlyMap<TextNumber, readonly string[]> {
  const stating = new Map<TextNumber, string[]>()
  for (const citation of citations.list)
    for (const [, number] of statedNumbers(citation)) {
      const names = stating.get(number) ?? []
      if (!names.includes(citation.parameter.name)) names.push(citation.parameter.name)
      stating.set(number, names)
    }
  return stating
}

function documentCoverage(
  { document, numbers }: ReadText,
  stating: ReadonlyMap<TextNumber, readonly string[]>,
  citations: Citations,
  workspace: Workspace,
): DocumentCoverage {
  const aside = document.setAside.flatMap((one) =>
    placesOf(one.passage, document.text).map((span) => ({ ...one, span })),
  )
  const covered = numbers.map((number): CoveredNumber => {
    const parameters = stating.get(number) ?? []
    if (parameters.length > 0) return { number, status: 'encoded', parameters, reason: null, because: null }
    const own = ownReason(number, document)
    const stated = aside.find(({ span }) => span[0] <= number.span[0] && number.span[1] <= span[1])
    const reason = own ?? stated?.reason ?? null
    const because = own === null ? (stated?.because ?? null) : null
    return { number, status: reason === null ? 'unexplained' : 'set-aside', parameters, reason, because }
  })
  return {
    document,
    numbers: covered,
    counts: countsOf(covered),
    clauses: clausePlaces(document, workspace),
    parameters: citations.list.flatMap(({ parameter, passages }) =>
      passages.flatMap(({ text, span }) =>
        text.document === document ? [{ id: parameter.name, span }] : [],
      ),
    ),
  }
}

function ownReason({ kind }: TextNumber, { reprintOf, amends }: SourceDocument): CoverageReason | null {
  if (kind === 'numbering' || kind === 'document-number') return kind
  if (amends !== null) return 'unamended'
  return reprintOf === null ? null : 'reprint'
}

function countsOf(numbers: readonly CoveredNumber[]): DocumentCoverage['counts'] {
  const of = (wanted: CoverageStatus) => numbers.filter(({ status }) => status === wanted).length
  return { encoded: of('encoded'), 'set-aside': of('set-aside'), unexplained: of('unexplained') }
}

const clausePlaces = (document: SourceDocument, { policies }: Workspace): readonly QuotedPlace[] =>
  policies
    .flatMap(({ provisions }) => provisions.flatMap(({ clauses }) => clauses))
    .flatMap((clause) =>
      sourcesOf(clause)
        .filter(({ document: id, quote }) => id === document.id && quote !== null)
        .flatMap(({ quote }) =>
          placesOf(quote ?? '', document.text).map((span) => ({ id: clause.id, span })),
        ),
    )
