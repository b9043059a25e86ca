import { type RowFault, rowFault } from './row-fault.ts'

/**
 * The cells of one record, as written: nothing is trimmed.
 *
 * Shape   record without its line end → cells, or what is wrong with its quotes
 * Source  RFC 4180 section 2, strictly: a quote stands at the ends of a cell, or twice inside it
 */
export function cellsOf(text: string): readonly string[] | RowFault {
  if (!text.includes('"')) return text.includes('\r') ? lineEndFault(text) : text.split(',')
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      const closed = quotedCell(text, at)
      if (!closed) return quoteFault(text.slice(at), 'open')
      cells.push(closed.cell)
      at = closed.end
      if (at < text.length && text[at] !== ',') return quoteFault(text.slice(at), 'after')
    } else {
      const comma = text.indexOf(',', at)
      const end = comma < 0 ? text.length : comma
      const cell = text.slice(at, end)
      if (cell.includes('"')) return quoteFault(cell, 'inside')
      if (cell.includes('\r')) return lineEndFault(cell)
      cells.push(cell)
      at = end
    }
    if (at >= text.length) return cells
    at++
  }
}

function quotedCell(text: string, start: number): { cell: string; end: number } | undefined {
  let cell = ''
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 }
    cell += '"'
    at = quote + 2
  }
}

const quoteReasons = {
  open: { zh: '引号没有关上', en: 'a quote is not closed' },
  after: { zh: '引号关上之后还有内容', en: 'something stands after the closing quote' },
  inside: { zh: '没有用引号括起的单元格里有引号', en: 'a quote stands inside a cell that is not in quotes' },
} as const

const quoteFault = (value: string, kind: keyof typeof quoteReasons): RowFault =>
  rowFault('', value, quoteReasons[kind], {
    zh: '把整个单元格放在引号里，里面的引号写两遍',
    en: 'put the whole cell in quotes, and write a quote inside it twice',
  })

const lineEndFault = (value: string): RowFault =>
  rowFault(
    '',
    value,
    { zh: '行尾只有回车（CR），没有换行（LF）', en: 'a carriage return stands outside quotes' },
    { zh: '行尾用 LF 或 CRLF', en: 'end lines with LF or CRLF' },
  )

/** What a spreadsheet takes for the beginning of a formula; the full-width signs count in Chinese settings. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** A cell whose text nobody here has written: kept from being a formula by an apostrophe before it. */
export const safeCell = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

const needsQuotes = /[",\r\n]|^\s|\s$/

/** Cells as one record with its line end. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
