import type { QuoteMark } from './clause-view.ts'
import { type Block, blocksOf } from './law-text.ts'
import type { NumberView, PassageView } from './source-view.ts'

/** Characters of a text that are all marked alike. */
export interface Piece {
  readonly start: number
  readonly text: string
  readonly isHeading: boolean
  readonly number: NumberView | null
  /** Of the clause that is looked at: the number at its words. */
  readonly mark: QuoteMark | null
  /** The last piece of its mark: the number stands behind it. */
  readonly endsMark: boolean
}

/** Pieces in a row that the same clauses quote. */
export interface Run {
  readonly start: number
  /** The one with the fewest words first; empty: nobody quotes them. */
  readonly clauses: readonly string[]
  readonly pieces: readonly Piece[]
}

/** A paragraph with its marked words in order. */
export interface Paragraph {
  readonly block: Block
  readonly runs: readonly Run[]
  readonly numbers: readonly NumberView[]
}

/** Marks of a clause in a text, by offsets in the text. */
export function marksIn(
  text: string,
  sources: readonly { readonly quote: string; readonly marks: readonly QuoteMark[] }[],
): readonly QuoteMark[] {
  return sources.flatMap(({ quote, marks }) => {
    const at = quote === '' ? -1 : text.indexOf(quote)
    return at < 0 ? [] : marks.map((mark) => ({ ...mark, start: at + mark.start, end: at + mark.end }))
  })
}

/** A text by paragraphs, cut wherever what is marked changes. */
export function paragraphsOf(
  text: string,
  {
    passages,
    numbers,
    marks,
  }: {
    readonly passages: readonly PassageView[]
    readonly numbers: readonly NumberView[]
    readonly marks: readonly QuoteMark[]
  },
): readonly Paragraph[] {
  return blocksOf(text).map((block) => {
    const inside = <T extends Range>(list: readonly T[]) => list.filter((one) => meets(one, block))
    const own = { passages: inside(passages), numbers: inside(numbers), marks: inside(marks) }
    const edges = [block.headingEnd, ...[...own.passages, ...own.numbers, ...own.marks].flatMap(ends)]
    const cuts = [...new Set([block.start, ...edges, block.end])]
      .filter((at) => at >= block.start && at <= block.end)
      .sort((a, b) => a - b)
    const pieces = cuts.slice(0, -1).map((start, index) => {
      const end = cuts[index + 1] as number
      const holds = (range: Range) => range.start <= start && end <= range.end
      const mark = own.marks.find(holds) ?? null
      const piece: Piece = {
        start,
        text: text.slice(start, end),
        isHeading: block.level > 0 && end <= block.headingEnd,
        number: own.numbers.find(holds) ?? null,
        mark,
        endsMark: mark !== null && mark.end === end,
      }
      return { piece, clauses: quotedBy(own.passages.filter(holds)) }
    })
    return { block, runs: runsOf(pieces), numbers: own.numbers }
  })
}

interface Range {
  readonly start: number
  readonly end: number
}

const meets = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end
const ends = ({ start, end }: Range): readonly number[] => [start, end]

const quotedBy = (passages: readonly PassageView[]): readonly string[] => [
  ...new Set(passages.toSorted((a, b) => a.end - a.start - (b.end - b.start)).map(({ id }) => id)),
]

function runsOf(
  pieces: readonly { readonly piece: Piece; readonly clauses: readonly string[] }[],
): readonly Run[] {
  const runs: { start: number; clauses: readonly string[]; pieces: Piece[] }[] = []
  for (const { piece, clauses } of pieces) {
    const last = runs.at(-1)
    if (last && last.clauses.join() === clauses.join()) last.pieces.push(piece)
    else runs.push({ start: piece.start, clauses, pieces: [piece] })
  }
  return runs
}
