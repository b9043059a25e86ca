import { han, plainText } from './numerals.ts'
import { readDate } from './read-dates.ts'
import { readFraction } from './read-fractions.ts'
import { readHeading } from './read-headings.ts'
import { readQuantity } from './read-quantities.ts'
import { readRange } from './read-ranges.ts'
import { matchAt, type Reader, type TextNumber } from './text-number.ts'

const readers: readonly Reader[] = [readHeading, readDate, readRange, readFraction, readQuantity]

/** Where a number can begin. */
const beginning = /[\d零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟半第〔[(（【［①-⒇㈠-㈩]/g
/** A numeral that is none: it is left as a whole, so that nothing in the middle of it is read. */
const rest = new RegExp(String.raw`\d[\d.]*|${han}|第(?:${han})?`, 'y')

/**
 * The numbers of a Chinese policy text, in order, each exact and with its place.
 *
 * Tokens with `*` in them are redacted and no numbers. A Chinese numeral is a number where a unit or
 * measure word follows (`一年`, `三人`), else part of a word (`统一`, `三托`); numbering, document
 * numbers and labels are told apart by their kind.
 */
export function numbersIn(text: string): readonly TextNumber[] {
  const plain = plainText(text)
  const found: TextNumber[] = []
  let at = 0
  while (at < plain.length) {
    beginning.lastIndex = at
    const next = beginning.exec(plain)
    if (!next) break
    at = next.index
    const read = firstOf(plain, at)
    if (read) {
      for (const number of read.numbers) found.push({ ...number, text: text.slice(...number.span) })
      at = read.end
    } else at += matchAt(rest, plain, at)?.[0].length ?? 1
  }
  return found
}

function firstOf(text: string, at: number) {
  for (const read of readers) {
    const found = read(text, at)
    if (found) return found
  }
  return undefined
}
