import { type CalendarDate, formatDate, partsOf } from '../base/calendar.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { itemAt } from '../citations/outline.ts'
import type { PolicyChange } from '../compare/change.ts'
import { changesBetween } from '../compare/from-workspaces.ts'
import type { Level, SourceDocument } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { type AlteredText, altered, numberAt, placeNow, unaltered } from './altered-text.ts'
import type { Amendment, DocumentAmendment, StatedAnew, Undrafted } from './amendment.ts'
import { articlesOf, markedParagraphs, type ReasonedEdit } from './articles.ts'
import { isToldElsewhere, type Sides, undrafted, type Wanted, wantedBy } from './from-changes.ts'
import { firstVersion, latestVersion, levelsFor, samePlace } from './lineage.ts'
import { type References, referencesTo } from './references.ts'
import { statingWords } from './stating-words.ts'
import { contradicted, restingOn } from './still-quoted.ts'
import { writtenNumber } from './write-number.ts'

export interface DraftOptions {
  /** The day of what names none itself, such as a condition dropped. */
  readonly effective?: CalendarDate
  /** What changed, where it is known already. */
  readonly changes?: readonly PolicyChange[]
}

/**
 * Drafts the amendments that a change of policies asks of the texts they rest on. What cannot be located to
 * the letter, or would contradict a rule that stays, is left undrafted and named.
 *
 * Shape   old workspace × new workspace → Amendment, by text and day
 */
export function draftAmendment(before: Workspace, after: Workspace, options: DraftOptions = {}): Amendment {
  const sides: Sides = { before, after }
  const left: Undrafted[] = []
  const wanted: Placed[] = []
  const changes = options.changes ?? changesBetween(before, after)
  for (const change of changes) {
    const one = isToldElsewhere(change, changes, after) ? null : wantedBy(change, sides)
    if (one === null) continue
    const placed = 'because' in one ? one : placedIn(one, sides, options)
    if ('because' in placed) left.push(placed)
    else wanted.push(placed)
  }
  const documents: DocumentAmendment[] = []
  for (const lineage of grouped(wanted, ({ base }) => base.id)) {
    let text = unaltered(lineage[0]?.base.text ?? '')
    const days = grouped(lineage, ({ effective }) => String(effective?.day ?? -1))
    for (const group of days.sort((a, b) => dayOf(a) - dayOf(b))) {
      const drafted = draftGroup(group, text, sides)
      left.push(...drafted.left)
      text = drafted.text
      if (drafted.amendment) documents.push(drafted.amendment)
    }
  }
  return { documents, undrafted: left }
}

/** A wish in the latest version of its text. */
interface Placed extends Wanted {
  readonly base: SourceDocument
  /** Where it stands in each version that rules quote it from. */
  readonly quoted: readonly { readonly document: SourceDocument; readonly spans: readonly Span[] }[]
}

const dayOf = (group: readonly Placed[]): number => group[0]?.effective?.day ?? -Infinity

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return [...groups.values()]
}

function placedIn(wanted: Wanted, sides: Sides, { effective }: DraftOptions): Placed | Undrafted {
  const { before } = sides
  const base = latestVersion(wanted.document, before.sources)
  const levels = levelsFor(sides, base)
  const spans = wanted.spans.map((span) => samePlace(wanted.document, base, levels, span))
  if (spans.some((span) => span === null))
    return undrafted(wanted.change, {
      zh: `《${base.title.zh}》里找不到原来的文字`,
      en: `the words stand no more in “${base.title.en}”`,
    })
  const found = spans as readonly Span[]
  const refers = wanted.value ? referencesOf(before, base, levels, found) : { same: [], unclear: [] }
  if (refers.unclear.length > 0) return undrafted(wanted.change, alsoSaid(refers.unclear))
  return {
    ...wanted,
    base,
    spans: [...found, ...refers.same],
    quoted: [
      { document: wanted.document, spans: wanted.spans },
      ...(base === wanted.document ? [] : [{ document: base, spans: found }]),
    ],
    effective: wanted.effective ?? effective ?? null,
  }
}

function referencesOf(
  before: Workspace,
  base: SourceDocument,
  levels: readonly Level[],
  spans: readonly Span[],
): References {
  const [first = [0, 0]] = spans
  const item = itemAt(base.text, levels, first[0])?.span ?? [0, base.text.length]
  const original = firstVersion(base, before.sources)
  return referencesTo(before, { ...base, setAside: original.setAside }, item, first)
}

const alsoSaid = (passages: readonly string[]): Words => ({
  zh: `同一条目的“${passages.join('”“')}”也涉及这个数，须由人一并起草`,
  en: `“${passages.join('”, “')}” of the same item may hang on the number too: it is drafted by hand`,
})

interface Drafted {
  readonly text: AlteredText
  readonly amendment: DocumentAmendment | null
  readonly left: readonly Undrafted[]
}

/** All amendments of one text from one day, over what earlier days made of it. */
function draftGroup(group: readonly Placed[], text: AlteredText, sides: Sides): Drafted {
  const [{ base, effective }] = group as [Placed]
  const levels = levelsFor(sides, base)
  const left: Undrafted[] = []
  const done: { readonly wanted: Placed; readonly edits: readonly ReasonedEdit[] }[] = []
  for (const wanted of group) {
    const edits = editsOf(wanted, text, sides)
    if ('because' in edits) left.push(edits)
    else {
      const clash = done
        .flatMap((one) => one.edits)
        .find((edit) => edits.some((other) => clashes(edit, other)))
      if (clash) left.push(undrafted(wanted.change, clashing(clash.subject)))
      else done.push({ wanted, edits })
    }
  }
  const together = (now: Span) => (edit: ReasonedEdit) => edit.span[0] === now[0] && edit.span[1] === now[1]
  const distinct = done
    .flatMap(({ edits }) => edits)
    .filter((edit, index, all) => all.findIndex(together(edit.span)) === index)
  const here = distinct.map((edit) => ({ ...edit, span: placeNow(text, edit.span) as Span }))
  const { articles, unplaced } = articlesOf(text.text, levels, base.title, here)
  for (const { subject } of unplaced) {
    const of = done.find(({ edits }) => edits.some((edit) => edit.subject === subject))
    if (of) left.push(undrafted(of.wanted.change, indistinct))
  }
  const kept = distinct.filter((_, index) => !unplaced.includes(here[index] as ReasonedEdit))
  if (kept.length === 0) return { text, amendment: null, left }
  const next = altered(text, kept)
  const first = firstVersion(base, sides.before.sources)
  const stated = done.flatMap(({ wanted, edits }): readonly StatedAnew[] => {
    const { value } = wanted
    const [edit] = edits
    const span = edit && kept.some(together(edit.span)) ? placeNow(next, edit.span) : null
    if (!value || !span) return []
    const quote = statingWords(next.text, span, value.dated.value, value.parameter.type)
    if (quote === null) {
      left.push(undrafted(wanted.change, unstatable))
      return []
    }
    const section = itemAt(next.text, levels, span[0])?.path.join('') ?? null
    return [{ parameter: value.parameter.name, value: value.dated, section, quote }]
  })
  return {
    text: next,
    left,
    amendment: {
      document: base,
      effective,
      title: {
        zh: `关于修改《${first.title.zh}》的决定（草案）`,
        en: `Decision to amend “${first.title.en}” (draft)`,
      },
      articles,
      closing: closingOf(effective),
      paragraphs: markedParagraphs(text.text, levels, base.title, placedEdits(kept, text)),
      text: next.text,
      newId: `${first.id}-${effective ? formatDate(effective) : 'amended'}`,
      newTitle: newTitleOf(first.title, effective),
      stated,
    },
  }
}

const placedEdits = (edits: readonly ReasonedEdit[], text: AlteredText) =>
  edits.map((edit) => ({ text: edit.text, span: placeNow(text, edit.span) as Span }))

const clashes = (a: ReasonedEdit, b: ReasonedEdit): boolean => {
  const isSame = a.span[0] === b.span[0] && a.span[1] === b.span[1]
  return isSame ? a.text !== b.text : a.span[0] < b.span[1] && b.span[0] < a.span[1]
}

const clashing = (subject: string): Words => ({
  zh: `与 ${subject} 改的是同一处文字，改法不同`,
  en: `${subject} amends the same words otherwise`,
})

const indistinct: Words = {
  zh: '同一条目里有几处相同的文字，引不出唯一的一处',
  en: 'its item has the words several times, and none tell this place apart',
}

const unstatable: Words = {
  zh: '修改后的文字里有几个同类的数，值的出处须手写',
  en: 'the amended words hold several such numbers: the source of the value is written by hand',
}

/** What is done to the text, in places of the text before any amendment. */
function editsOf(wanted: Placed, text: AlteredText, { after }: Sides): readonly ReasonedEdit[] | Undrafted {
  const { change, base, value } = wanted
  const because: Words = {
    zh: `${change.title.zh}：${change.words.zh}`,
    en: `${change.title.en}: ${change.words.en}`,
  }
  const edits: ReasonedEdit[] = []
  for (const [index, span] of wanted.spans.entries()) {
    const everywhere = <T>(look: (document: SourceDocument, span: Span) => readonly T[]): readonly T[] => [
      ...new Set(
        wanted.quoted.flatMap(({ document, spans }) => {
          const place = spans[index]
          return place ? look(document, place) : []
        }),
      ),
    ]
    const now = placeNow(text, span)
    if (!now) return undrafted(change, clashing(wanted.base.id))
    if (!value) {
      const resting = everywhere((document, place) => restingOn(after, document, place))
      if (resting.length > 0) return undrafted(change, stillResting(resting))
      edits.push({ span, text: '', because, subject: subjectOf(change) })
      continue
    }
    const number = numberAt(text.text, now)
    const { dated, parameter } = value
    const written = number && writtenNumber({ text: text.text, number }, dated.value, parameter.type)
    if (number === undefined || written === undefined)
      return undrafted(change, {
        zh: `原文的“${text.text.slice(...now)}”写不成新值`,
        en: `the new value cannot be written as “${text.text.slice(...now)}” of the text is`,
      })
    const read = numberAt(text.text.slice(0, now[0]) + written + text.text.slice(now[1]), [
      now[0],
      now[0] + written.length,
    ])
    const others = read
      ? everywhere((document, place) => contradicted(after, document, place, read, dated.from))
      : []
    const contrary = others.filter((name) => name !== parameter.name)
    if (contrary.length > 0) return undrafted(change, stillStating(contrary))
    edits.push({ span, text: written, because, subject: parameter.name })
  }
  return edits.length > 0
    ? edits
    : undrafted(change, { zh: `《${base.title.zh}》里没有这个数`, en: 'no number' })
}

const subjectOf = ({ clause, subject }: PolicyChange): string =>
  clause === null || clause === subject ? subject : `${clause} ${subject}`

const stillResting = (names: readonly string[]): Words => ({
  zh: `要删的文字还是 ${names.join('、')} 的依据`,
  en: `${names.join(', ')} still rest on the words that would go`,
})

const stillStating = (names: readonly string[]): Words => ({
  zh: `同一个数也是 ${names.join('、')} 的依据，那里没有改`,
  en: `the same number states ${names.join(', ')} too, which did not change`,
})

function closingOf(effective: CalendarDate | null): Words {
  if (!effective)
    return { zh: '施行日期由发布机关确定。', en: 'The issuer says from which day it is in force.' }
  return {
    zh: `本决定自${dayWords(effective)}起施行。`,
    en: `This decision is in force from ${formatDate(effective)}.`,
  }
}

const dayWords = (date: CalendarDate): string => {
  const { year, month, dayOfMonth } = partsOf(date)
  return `${year}年${month}月${dayOfMonth}日`
}

const newTitleOf = (title: Words, effective: CalendarDate | null): Words =>
  effective
    ? { zh: `${title.zh}（${dayWords(effective)}起）`, en: `${title.en} (from ${formatDate(effective)})` }
    : { zh: `${title.zh}（修改后）`, en: `${title.en} (as amended)` }
