import type { CalendarDate } from '../base/calendar.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { CitationOutcome } from '../citations/citation.ts'
import { citationsOf, sourcesOf } from '../citations/from-workspace.ts'
import { type Passage, passagesOf } from '../citations/places.ts'
import type { ChangeKind, PolicyChange } from '../compare/change.ts'
import { sameValue } from '../compare/same.ts'
import type { DatedValue, Parameter } from '../policy/declarations.ts'
import type { Clause, SourceDocument } from '../policy/policy.ts'
import { operandsOf, parametersRead } from '../policy/reads.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { Undrafted } from './amendment.ts'
import { struckOut } from './quoted-words.ts'

/** A change as what it does to a text: a number that becomes another, or words that go. */
export interface Wanted {
  readonly change: PolicyChange
  readonly document: SourceDocument
  /** In the text of that document. */
  readonly spans: readonly Span[]
  readonly effective: CalendarDate | null
  /** null: the words are struck out. */
  readonly value: { readonly parameter: Parameter; readonly dated: DatedValue } | null
}

export interface Sides {
  readonly before: Workspace
  readonly after: Workspace
}

export const parametersOf = ({ policies }: Workspace): readonly Parameter[] =>
  policies.flatMap(({ provisions }) =>
    provisions.flatMap(({ parameters, clauses }) => [
      ...parameters,
      ...clauses.flatMap((clause) => clause.parameters),
    ]),
  )

export const undrafted = ({ subject, title, words }: PolicyChange, because: Words): Undrafted => ({
  subject,
  title,
  change: words,
  because,
})

/** Changes that no text has to say, or that are said of something else. */
const silent: readonly ChangeKind[] = [
  'no-effect',
  'words-changed',
  'citation-changed',
  'source-changed',
  'policy-changed',
  'reading-changed',
  'clause-moved',
  'fact-added',
  'fact-removed',
  'parameter-added',
]

const byHand: Words = {
  zh: '改的不是一个数，也不是整段删去，须由人起草',
  en: 'neither a number that became another nor words that go: it is drafted by hand',
}

/** A clause that decides otherwise only because it reads a parameter of another one, whose change is told there. */
export function isToldElsewhere(
  { kind, clause, subject }: PolicyChange,
  changes: readonly PolicyChange[],
  after: Workspace,
): boolean {
  const read = kind === 'formula-changed' && clause === subject ? after.clause(clause) : undefined
  if (!read) return false
  const names = new Set(parametersRead(operandsOf(read.rules)).map(({ name }) => name))
  return changes.some((other) => other.kind.startsWith('value-') && names.has(other.subject))
}

/** What one change does to a text, or why that cannot be said; null where it does nothing to it. */
export function wantedBy(change: PolicyChange, sides: Sides): Wanted | Undrafted | null {
  switch (change.kind) {
    case 'value-added':
    case 'value-amended':
    case 'value-redated':
      return ofValue(change, sides)
    case 'value-repealed':
      return undrafted(change, {
        zh: '值停止或删去，原文怎样改须由人起草',
        en: 'a value that ends: what the text then says is drafted by hand',
      })
    case 'condition-removed':
      return ofCondition(change, sides)
    case 'clause-repealed':
      return ofClause(change, sides)
    case 'parameter-removed':
      return ofParameter(change, sides)
    default:
      return silent.includes(change.kind) ? null : undrafted(change, byHand)
  }
}

function ofValue(change: PolicyChange, { before, after }: Sides): Wanted | Undrafted | null {
  const parameter = parametersOf(after).find(({ name }) => name === change.subject)
  if (!parameter)
    return undrafted(change, {
      zh: '由别的机关公布的数，不在政策原文里',
      en: 'a figure that somebody else publishes stands in no text of the policy',
    })
  const dated = parameter.values.find(({ origin }) => origin === change.origin)
  const old = parametersOf(before).find(({ name }) => name === change.subject)
  const was = old?.values.find(({ from }) => from?.day === dated?.from?.day)
  if (!dated || (was && sameValue(was.value, dated.value)))
    return undrafted(change, {
      zh: '值没有变，只改了日期，原文里没有要改的数',
      en: 'only days changed, not the value: no number of the text is another',
    })
  const citations = citationsOf(before).list.filter(
    (one) =>
      one.parameter.name === change.subject &&
      (one.value.from?.day ?? -Infinity) <= (dated.from?.day ?? -Infinity),
  )
  const basis = citations.findLast(({ outcome }) => outcome.kind === 'stated')
  if (basis?.outcome.kind !== 'stated') return undrafted(change, whyUnstated(citations.at(-1)?.outcome))
  const passage = only(basis.passages)
  if (!passage) return undrafted(change, manyPlaces)
  return {
    change,
    document: passage.text.document,
    spans: basis.outcome.numbers.map(({ span }) => span),
    effective: dated.from,
    value: { parameter, dated },
  }
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

const manyPlaces: Words = {
  zh: '所引的文字在原文里有几处，不知改哪一处',
  en: 'the words it quotes stand in several places of the text',
}

const reasons: Readonly<Record<CitationOutcome['kind'], Words>> = {
  stated: manyPlaces,
  differs: {
    zh: '改动以前的值就与引文不符，先核对',
    en: 'the value differed from its quote before the change: settle that first',
  },
  ambiguous: {
    zh: '引文里有几个数，不知是哪一个',
    en: 'its quote states several numbers, and it is not said which',
  },
  'without-number': { zh: '引文里没有这个数', en: 'its quote does not state the number' },
  exempt: { zh: '按声明，值不是引文里的数', en: 'it says itself that it is no number of its quote' },
  'no-number': { zh: '值不是一个数，须由人起草', en: 'the value is no number: it is drafted by hand' },
}

const whyUnstated = (outcome: CitationOutcome | undefined): Words =>
  outcome ? reasons[outcome.kind] : { zh: '值没有引文', en: 'the value quotes no text' }

function ofCondition(change: PolicyChange, { before }: Sides): Wanted | Undrafted {
  const clause = before.clause(change.clause ?? '')
  const quote = clause?.rules.eligibility.find(({ code }) => code === change.subject)?.quote
  return struck(change, clause, quote ?? null, before)
}

function ofClause(change: PolicyChange, { before }: Sides): Wanted | Undrafted {
  const clause = before.clause(change.clause ?? '')
  return struck(change, clause, clause?.source?.quote ?? null, before)
}

function ofParameter(change: PolicyChange, { before }: Sides): Wanted | Undrafted {
  const passage = citationsOf(before).list.findLast(({ parameter }) => parameter.name === change.subject)
  const place = passage && only(passage.passages)
  return place ? wordsGone(change, place) : undrafted(change, whyUnstated(undefined))
}

function struck(
  change: PolicyChange,
  clause: Clause | undefined,
  quote: string | null,
  before: Workspace,
): Wanted | Undrafted {
  if (!clause || quote === null)
    return undrafted(change, { zh: '没有引文，不知删去哪些文字', en: 'it quotes no words that could go' })
  const { texts } = citationsOf(before)
  const place = only(passagesOf(quote, sourcesOf(clause), (id) => texts.get(id)))
  return place ? wordsGone(change, place) : undrafted(change, manyPlaces)
}

function wordsGone(change: PolicyChange, { text, span }: Passage): Wanted | Undrafted {
  const gone = struckOut(text.document.text, span)
  if (!gone)
    return undrafted(change, {
      zh: '要删的不是完整的一段话，删去后怎样写须由人起草',
      en: 'the words are no whole phrase: what is left of the sentence is drafted by hand',
    })
  return { change, document: text.document, spans: [gone], effective: null, value: null }
}
