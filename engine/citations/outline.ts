import type { Span } from '../base/span.ts'
import { sameWords, type Words } from '../base/words.ts'
import type { Level, LevelForm } from '../policy/policy.ts'
import { hanInteger } from './numerals.ts'

/** A numbered item of a text: `第三部分第(二)项第3目` and the span from its number to the next one's. */
export interface Item {
  readonly cited: Words
  readonly span: Span
  /** The numbers by which it is found again in another version of the text: `三`, `(二)`, `3`; `第一条`. */
  readonly path: readonly string[]
}

const han = '[零〇一二三四五六七八九十百千]+'

/** The number as an amendment cites it, at the beginning of a line. */
const headings: Readonly<Record<LevelForm, RegExp>> = {
  第一章: new RegExp(`^[ \\t\\u3000]*第(${han})章`),
  第一节: new RegExp(`^[ \\t\\u3000]*第(${han})节`),
  第一条: new RegExp(`^[ \\t\\u3000]*第(${han})条`),
  '一、': new RegExp(`^[ \\t\\u3000]*(${han})、`),
  '(一)': new RegExp(`^[ \\t\\u3000]*([(（]${han}[)）])`),
  '1.': /^[ \t\u3000]*(\d{1,3})[.、．](?!\d)/,
  '(1)': /^[ \t\u3000]*([(（]\d{1,3}[)）])/,
}

interface Heading {
  readonly at: number
  readonly depth: number
  readonly number: string
}

/** The numbering of a text at the beginnings of its lines. */
function headingsOf(text: string, levels: readonly Level[]): readonly Heading[] {
  const found: Heading[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const depth = levels.findIndex(({ form }) => headings[form].test(line))
    const level = levels[depth]
    const number = level && headings[level.form].exec(line)?.[1]
    if (number !== undefined) found.push({ at, depth, number })
    at += line.length + 1
  }
  return found
}

/**
 * The innermost numbered item around a place of a text.
 *
 * Shape   text × levels × offset → Item; null before the first number, or where no levels are declared
 */
export function itemAt(text: string, levels: readonly Level[], offset: number): Item | null {
  const all = headingsOf(text, levels)
  const path: Heading[] = []
  for (const heading of all) {
    if (heading.at > offset) break
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= heading.depth) path.pop()
    path.push(heading)
  }
  const last = path.at(-1)
  if (!last) return null
  const next = all.find(({ at, depth }) => at > last.at && depth <= last.depth)
  return {
    cited: citedAs(path, levels),
    span: [last.at, next?.at ?? text.length],
    path: path.map(({ depth, number }) => {
      const form = levels[depth]?.form ?? '1.'
      return form.startsWith('第') ? `第${number}${form.slice(-1)}` : number
    }),
  }
}

/** The item of the same numbers in another version of the text; null where it has none, or two. */
export function sameItem(text: string, levels: readonly Level[], path: readonly string[]): Item | null {
  const wanted = path.join(' ')
  const items = headingsOf(text, levels).flatMap(({ at }) => {
    const item = itemAt(text, levels, at)
    return item && item.path.join(' ') === wanted ? [item] : []
  })
  return items.length === 1 ? (items[0] ?? null) : null
}

function citedAs(path: readonly Heading[], levels: readonly Level[]): Words {
  const parts = path.map(({ depth, number }): Words => {
    const word = levels[depth]?.word ?? sameWords('')
    return { zh: `第${number}${word.zh}`, en: `${word.en} ${arabic(number)}` }
  })
  return { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join(', ') }
}

/** `三` is 3, `(二)` is (2). */
const arabic = (number: string): string =>
  number.replaceAll(new RegExp(han, 'g'), (text) => String(hanInteger(text) ?? text))
