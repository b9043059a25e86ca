import type { Span } from '../base/span.ts'

/** Where a phrase ends: words are quoted from one of these to another, or from and to a number. */
const stop = /[,，。;；:：!！?？\n]/

/** How many phrases to either side are looked at. */
const reach = 12

/**
 * The shortest words around a piece of a text that stand once in its item. A phrase is never cut but at the
 * piece itself, so that 年优惠最高不超过3000元 is quoted whole where 3000元 stands twice.
 *
 * Shape   text × span of the item × span of the piece → span of the words; null where even the item has them twice
 */
export function quotedWords(text: string, item: Span, piece: Span): Span | null {
  const words = text.slice(...item)
  const starts = bounds(text, piece[0], item, -1)
  const ends = bounds(text, piece[1], item, 1)
  const spans = starts.flatMap((start) => ends.map((end): Span => [start, end]))
  return (
    spans
      .sort((a, b) => a[1] - a[0] - (b[1] - b[0]) || b[0] - a[0])
      .find(([start, end]) => end > start && standsOnce(text.slice(start, end), words)) ?? null
  )
}

/** The place itself, then where phrases begin (going back) or end (going on). */
function bounds(text: string, from: number, [first, last]: Span, step: 1 | -1): readonly number[] {
  const found = [from]
  let at = from
  while (found.length <= reach) {
    if (step < 0 ? at <= first : at >= last) break
    const next = step < 0 ? (text[at - 1] ?? '') : (text[at] ?? '')
    if (stop.test(next) && at !== found.at(-1)) found.push(at)
    at += step
    // An amendment quotes no line break.
    if (next === '\n') break
  }
  if (at === (step < 0 ? first : last) && at !== found.at(-1)) found.push(at)
  return found
}

const standsOnce = (words: string, text: string): boolean => {
  const at = text.indexOf(words)
  return at >= 0 && text.indexOf(words, at + 1) < 0
}

/**
 * What goes when words are struck out: the words, with the comma, the 后 or the 并 that would be left over beside
 * them. Words that are no whole phrase leave a sentence that somebody has to write.
 *
 * Shape   text × span of the words → span of what goes; null where the rest may be no sentence
 */
export function struckOut(text: string, [start, end]: Span): Span | null {
  const before = text[start - 1] ?? '\n'
  const after = text.slice(end)
  const comma = /[,，、]/
  const beginsPhrase = stop.test(before) || comma.test(before)
  // 并缴纳社会保险费的: what comes before it goes on to be said.
  if (!beginsPhrase && /[并且及和或]/.test(before) && /^的?[,，。;；\n]/.test(after)) return [start - 1, end]
  const stopAt = end + (/^[后时](?=[,，。;；])/.test(after) ? 1 : 0)
  const next = text[stopAt] ?? '\n'
  const endsPhrase = stop.test(next) || comma.test(next) || stop.test(text[stopAt - 1] ?? '')
  if (!beginsPhrase || !endsPhrase) return null
  if (comma.test(before) && stop.test(next)) return [start - 1, stopAt]
  return comma.test(next) ? [start, stopAt + 1] : [start, stopAt]
}
