import { parseDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { Document, MapNode, Node, ScalarNode } from '../document/document.ts'
import { diagnosticsOf, type Fault, fault, shown } from '../document/fault.ts'
import { readRate } from '../document/scalar.ts'

/** Keys whose value is words, whatever it looks like. */
const wordKeys = new Set(['zh', 'en', 'section', 'version', 'derivation', 'quote', 'passage'])

/** Keys whose value is copied from a source: its commas and stars would mean something in YAML. */
const quoteKeys = new Set(['quote', 'passage'])

/** Looks like a number to a reader: `010`, `1_000`, `1,000`, `1e3`, `.5`, `5.`, `+3`, `0x1F`. */
const numberLike = /^[+-]?(0[xob][\da-f]+|[\d_,]*\d[\d_,]*(\.[\d_]*)?(e[+-]?\d+)?|\.\d+)%?$/i

const dateLike = /^\d{4}-\d{2}-\d{2}$/

/**
 * What is wrong in how a value is written, which a schema cannot see.
 *
 * Errors  VALUE_MISSING, QUOTE_STYLE, NUMBER_FORM, DATE_IMPOSSIBLE (returned)
 */
export function writtenFaults(document: Document): readonly Diagnostic[] {
  const found: Fault[] = []
  if (document.root) visit(document.root, undefined, found)
  else found.push(emptyFile())
  return diagnosticsOf(document.file, found)
}

function visit(node: Node, key: string | undefined, found: Fault[]): void {
  if (node.kind === 'list') for (const item of node.items) visit(item, key, found)
  else if (node.kind === 'map') visitMap(node, found)
  else if (!(key !== undefined && wordKeys.has(key))) {
    const wrong = dateFault(node) ?? numberFault(node)
    if (wrong) found.push(wrong)
  }
}

function visitMap(map: MapNode, found: Fault[]): void {
  map.entries.forEach(({ key, value }, index) => {
    const wrongKey = dateFault(key)
    if (wrongKey) found.push(wrongKey)
    if (value === null) {
      // In `{…}` reading the text has told of it: it is the rest of a text that a comma cut.
      if (!map.flow) found.push(valueMissing(key))
    } else if (map.flow && map.entries[index + 1]?.value === null) return
    else if (!quoteKeys.has(key.text) || value.kind !== 'scalar') visit(value, key.text, found)
    else if (value.style !== 'single' && value.style !== 'literal') found.push(quoteStyle(value))
  })
}

function emptyFile(): Fault {
  return fault(
    'VALUE_MISSING',
    [0, 0],
    { zh: '文件是空的', en: 'the file says nothing' },
    { zh: '写上内容，或删去文件', en: 'write what belongs there, or remove the file' },
  )
}

function valueMissing(key: ScalarNode): Fault {
  const name = shown(key.text)
  return fault(
    'VALUE_MISSING',
    key.span,
    { zh: `${name} 没有值`, en: `${name} has no value` },
    { zh: '写上值，或删去这个键', en: 'write a value, or remove the key' },
  )
}

function quoteStyle(value: ScalarNode): Fault {
  return fault(
    'QUOTE_STYLE',
    value.span,
    { zh: '引文没有放在单引号里', en: 'the quote is not in single quotes' },
    { zh: '把引文放在单引号里', en: 'put it in single quotes' },
    value.text.includes('\n') ? {} : { replacement: `'${value.text.replaceAll("'", "''")}'` },
  )
}

function dateFault({ text, style, span }: ScalarNode): Fault | undefined {
  if (style !== 'plain' || !dateLike.test(text) || parseDate(text)) return undefined
  return fault(
    'DATE_IMPOSSIBLE',
    span,
    { zh: `没有 \`${text}\` 这一天`, en: `there is no day \`${text}\`` },
    { zh: '改成日历上有的一天', en: 'write a day of the calendar' },
  )
}

function numberFault(scalar: ScalarNode): Fault | undefined {
  if (scalar.style !== 'plain' || !numberLike.test(scalar.text.normalize('NFKC'))) return undefined
  const read = readRate(scalar)
  if (read.ok) return undefined
  const name = shown(scalar.text)
  return fault(
    'NUMBER_FORM',
    scalar.span,
    { zh: `数不能写成 ${name}`, en: `${name} is not how a number is written` },
    read.fix
      ? {
          zh: `写成 \`${read.fix}\`；若是文字，放在单引号里`,
          en: `write \`${read.fix}\`, or put it in single quotes if it is text`,
        }
      : { zh: '只用数字和一个小数点', en: 'write digits and at most one point' },
    read.fix ? { replacement: read.fix } : {},
  )
}
