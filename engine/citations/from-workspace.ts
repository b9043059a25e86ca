import type { DatedValue, Parameter, Source } from '../policy/declarations.ts'
import type { Clause, Provision } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { Citation, CitationOutcome } from './citation.ts'
import { fitting, isNumber, sayTheSame, states } from './fits.ts'
import { type Passage, passagesOf, type ReadText, readText } from './places.ts'
import type { TextNumber } from './text-number.ts'

/** The values of a workspace against its source documents. */
export interface Citations {
  readonly list: readonly Citation[]
  /** Later values that name no source. */
  readonly unsourced: readonly { readonly parameter: Parameter; readonly value: DatedValue }[]
  readonly texts: ReadonlyMap<string, ReadText>
}

const kept = new WeakMap<Workspace, Citations>()

/**
 * Every parameter value that quotes a text, with where the words stand and whether they state it.
 *
 * Shape   Workspace → Citations, in the order of the policies
 */
export function citationsOf(workspace: Workspace): Citations {
  const known = kept.get(workspace)
  if (known) return known
  const citations = readCitations(workspace)
  kept.set(workspace, citations)
  return citations
}

function readCitations(workspace: Workspace): Citations {
  // Of two texts of one name the first is meant, as everywhere.
  const texts = new Map(workspace.sources.toReversed().map((one) => [one.id, readText(one)] as const))
  const parameters = workspace.policies.flatMap(({ provisions }) => provisions.flatMap(withSources))
  return {
    list: parameters.flatMap(([parameter, sources]) => citationsOfParameter(parameter, sources, texts)),
    unsourced: parameters.flatMap(([parameter]) =>
      laterValues(parameter).flatMap((value) => (isUnsourced(value) ? [{ parameter, value }] : [])),
    ),
    texts,
  }
}

type Sourced = readonly [parameter: Parameter, sources: readonly Source[]]

/** What clauses share may be quoted from any of them. */
function withSources({ parameters, clauses }: Provision): readonly Sourced[] {
  const all = clauses.flatMap(sourcesOf)
  return [
    ...parameters.map((parameter) => [parameter, all] as const),
    ...clauses.flatMap((clause) =>
      clause.parameters.map((parameter) => [parameter, sourcesOf(clause)] as const),
    ),
  ]
}

/** What a clause quotes, its main source first. */
export const sourcesOf = ({ source, sources }: Clause): readonly Source[] => [
  ...(source ? [source] : []),
  ...sources,
]

const laterValues = ({ values }: Parameter): readonly DatedValue[] => values.slice(1)
const isUnsourced = ({ source, quote }: DatedValue): boolean => source === null && quote === null

function citationsOfParameter(
  parameter: Parameter,
  sources: readonly Source[],
  texts: ReadonlyMap<string, ReadText>,
): readonly Citation[] {
  return parameter.values.flatMap((value, index) => {
    const own = value.quote ?? value.source?.quote ?? null
    const quote = own ?? (index === 0 ? parameter.quote : null)
    if (quote === null) return []
    const within = value.source ? [value.source, ...sources] : sources
    const passages = passagesOf(quote, within, (id) => texts.get(id))
    const outcome = outcomeOf(parameter, value, passages[0], own === null ? parameter.number : null)
    return [{ parameter, value, quote, passages, outcome }]
  })
}

function outcomeOf(
  { type, notInQuote }: Parameter,
  { value }: DatedValue,
  passage: Passage | undefined,
  number: number | null,
): CitationOutcome {
  if (notInQuote) return { kind: 'exempt' }
  if (!isNumber(type) || value === null) return { kind: 'no-number' }
  const numbers = passage?.numbers ?? []
  const named = number === null ? numbers : numbers.slice(number - 1, number)
  const candidates = fitting(named, type)
  const [first] = candidates
  if (!first) return { kind: 'without-number', number: number === null ? null : (named[0] ?? null) }
  // 低于500元的按500元 says one number twice.
  if (!candidates.every((one) => sayTheSame(one, first))) return { kind: 'ambiguous', numbers: candidates }
  return states(first, value, type)
    ? { kind: 'stated', numbers: candidates }
    : { kind: 'differs', number: first }
}

/** The numbers that state a value, wherever its words stand: each place has the same ones in the same order. */
export function statedNumbers({ passages, outcome }: Citation): readonly (readonly [ReadText, TextNumber])[] {
  const [first] = passages
  if (outcome.kind !== 'stated' || !first) return []
  const places = outcome.numbers.map((number) => first.numbers.indexOf(number))
  return passages.flatMap(({ text, numbers }) =>
    places.flatMap((place) => {
      const number = numbers[place]
      return number ? [[text, number] as const] : []
    }),
  )
}
