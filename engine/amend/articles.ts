import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import { type Item, itemAt } from '../citations/outline.ts'
import { applyEdits, type TextEdit } from '../document/text-edit.ts'
import type { Level } from '../policy/policy.ts'
import type { AmendmentArticle, MarkedParagraph, MarkedPiece } from './amendment.ts'
import { quotedWords } from './quoted-words.ts'

/** An edit of a text, and what it is the text of. */
export interface ReasonedEdit extends TextEdit {
  readonly because: Words
  readonly subject: string
}

/** Words that one article amends. */
interface Stretch {
  readonly item: Item | null
  readonly span: Span
  readonly edits: readonly ReasonedEdit[]
}

/**
 * Edits of a text as articles of an amendment, in the order of the text; those whose words meet are one.
 *
 * Shape   text × levels × title × edits → articles; `unplaced` are edits whose words cannot be told apart
 */
export function articlesOf(
  text: string,
  levels: readonly Level[],
  title: Words,
  edits: readonly ReasonedEdit[],
): { readonly articles: readonly AmendmentArticle[]; readonly unplaced: readonly ReasonedEdit[] } {
  const unplaced: ReasonedEdit[] = []
  const stretches: Stretch[] = []
  for (const edit of [...edits].sort((a, b) => a.span[0] - b.span[0])) {
    const item = itemAt(text, levels, edit.span[0])
    const words = quotedWords(text, item?.span ?? [0, text.length], wholeRange(text, edit.span))
    const last = stretches.at(-1)
    if (!words) unplaced.push(edit)
    else if (last && words[0] < last.span[1])
      stretches[stretches.length - 1] = {
        item,
        span: [Math.min(last.span[0], words[0]), Math.max(last.span[1], words[1])],
        edits: [...last.edits, edit],
      }
    else stretches.push({ item, span: words, edits: [edit] })
  }
  return { articles: stretches.map((stretch) => articleOf(text, title, stretch)), unplaced }
}

/** Of 1-5万元 neither number is quoted without the other. */
function wholeRange(text: string, span: Span): Span {
  let [start, end] = span
  const join = /^\s*(?:[-~～—–－]{1,2}|至|到)\s*$/
  for (const number of numbersIn(text)) {
    if (number.span[1] <= start && join.test(text.slice(number.span[1], start))) start = number.span[0]
    if (number.span[0] >= end && join.test(text.slice(end, number.span[0]))) end = number.span[1]
  }
  return [start, end]
}

function articleOf(text: string, title: Words, { item, span, edits }: Stretch): AmendmentArticle {
  const from = text.slice(...span)
  const inside = edits.map((edit) => ({
    span: [edit.span[0] - span[0], edit.span[1] - span[0]] as const,
    text: edit.text,
  }))
  const to = applyEdits(from, inside)
  const cited = item?.cited ?? { zh: `《${title.zh}》`, en: `“${title.en}”` }
  const isGone = to === ''
  return {
    cited,
    from,
    to: isGone ? null : to,
    words: isGone
      ? { zh: `删去${cited.zh}中的“${from}”`, en: `In ${cited.en}, “${from}” is struck out` }
      : {
          zh: `将${cited.zh}中“${from}”修改为“${to}”`,
          en: `In ${cited.en}, “${from}” is replaced by “${to}”`,
        },
    because: edits.map(({ because }) => because),
    subjects: edits.map(({ subject }) => subject),
  }
}

/** The paragraphs in which something is amended, with what goes and what comes. */
export function markedParagraphs(
  text: string,
  levels: readonly Level[],
  title: Words,
  edits: readonly TextEdit[],
): readonly MarkedParagraph[] {
  const paragraphs = new Map<number, TextEdit[]>()
  for (const edit of [...edits].sort((a, b) => a.span[0] - b.span[0])) {
    const start = text.lastIndexOf('\n', edit.span[0] - 1) + 1
    paragraphs.set(start, [...(paragraphs.get(start) ?? []), edit])
  }
  return [...paragraphs].map(([start, inside]) => {
    const last = inside.at(-1)?.span[1] ?? start
    const stop = text.indexOf('\n', last)
    const end = stop < 0 ? text.length : stop
    const pieces: MarkedPiece[] = []
    let at = start
    for (const { span, text: put } of inside) {
      pieces.push(
        { kind: 'same', text: text.slice(at, span[0]) },
        { kind: 'deleted', text: text.slice(...span) },
        { kind: 'inserted', text: put },
      )
      at = span[1]
    }
    pieces.push({ kind: 'same', text: text.slice(at, end) })
    return {
      cited: itemAt(text, levels, start)?.cited ?? title,
      pieces: pieces.filter((piece) => piece.text !== ''),
    }
  })
}
