import type { CalendarDate } from '../base/calendar.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { DatedValue } from '../policy/declarations.ts'
import type { SourceDocument } from '../policy/policy.ts'

/** One thing an amendment does to a text. */
export interface AmendmentArticle {
  /** Where: `第三部分第(二)项第3目`; the title of the text where nothing is numbered. */
  readonly cited: Words
  /** The words as they stand there, the shortest that stand there once; of whole phrases, cut at numbers only. */
  readonly from: string
  /** What they become; null: they are struck out. */
  readonly to: string | null
  /** `将第三部分第(二)项第3目中“…”修改为“…”`, and the same in English. */
  readonly words: Words
  /** What it is the text of: `年最高限额：由 3,000 元/年改为 3,500 元/年`. */
  readonly because: readonly Words[]
  /** Full names of parameters, or clause + ` ` + code of a condition. */
  readonly subjects: readonly string[]
}

/** A stretch of a text, as it stays, is struck out, or is put in. */
export interface MarkedPiece {
  readonly kind: 'same' | 'deleted' | 'inserted'
  readonly text: string
}

/** A paragraph in which something is amended. */
export interface MarkedParagraph {
  readonly cited: Words
  readonly pieces: readonly MarkedPiece[]
}

/** A value that can rest on the new text, and the words that state it there. */
export interface StatedAnew {
  readonly parameter: string
  readonly value: DatedValue
  readonly section: string | null
  readonly quote: string
}

/** All amendments of one text from one day. */
export interface DocumentAmendment {
  readonly document: SourceDocument
  /** The day they are in force from; null where the change names none. */
  readonly effective: CalendarDate | null
  /** `关于修改《…》的决定（草案）`. */
  readonly title: Words
  readonly articles: readonly AmendmentArticle[]
  /** `本决定自2010年1月1日起施行。` */
  readonly closing: Words
  readonly paragraphs: readonly MarkedParagraph[]
  /** The whole text as amended, and how the text before it is called. */
  readonly text: string
  readonly newId: string
  readonly newTitle: Words
  readonly stated: readonly StatedAnew[]
}

/** A change that has no draft, and why. */
export interface Undrafted {
  /** The parameter, condition, clause or other thing that changed. */
  readonly subject: string
  readonly title: Words
  readonly change: Words
  readonly because: Words
}

/** What two versions of policies come to as amendments of the texts they rest on. */
export interface Amendment {
  readonly documents: readonly DocumentAmendment[]
  readonly undrafted: readonly Undrafted[]
}

/** A piece of a text replaced, and why. */
export interface Alteration {
  readonly span: Span
  readonly text: string
  readonly because: Words
  readonly subject: string
  /** Of a value. */
  readonly stated: { readonly value: DatedValue; readonly section: string | null } | null
}
