import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { Document, Entry, Node } from '../document/document.ts'
import { shown } from '../document/fault.ts'
import { readDate } from '../document/scalar.ts'

/** The part of a schema that a message is made of. */
export interface SchemaPart {
  /** `中文 / English`, as in `形如 2010-01-31 的日期 / a date like 2010-01-31`. */
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, unknown>>
  readonly examples?: readonly string[]
  readonly pattern?: string
  readonly maxProperties?: number
}

/** One error of a compiled validator (`allErrors`, `verbose`). */
export interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** The key at fault, inside `propertyNames`. */
  readonly propertyName?: string
  readonly parentSchema?: SchemaPart
}

/** Where an error is: the node and the entry that holds it; a list's item has none. */
export interface SchemaPlace {
  readonly document: Document
  readonly node: Node | null
  readonly entry: Entry | undefined
}

/** The two halves of `中文 / English`. */
export function wordsFromText(text: string | undefined): Words | undefined {
  const [zh, en] = text?.split(' / ') ?? []
  return zh !== undefined && en !== undefined ? { zh, en } : undefined
}

export const didYouMean = (name: string): Words => ({
  zh: `是不是 \`${name}\`？`,
  en: `did you mean \`${name}\`?`,
})

/** `a`, `b`, `c` */
export const listed = (names: readonly string[]): Words => {
  const marked = names.slice(0, 24).map(shown)
  return { zh: marked.join('、'), en: marked.join(', ') }
}

/** The text in the form that a pattern asks for: `minMonths` as `min_months`, `2010/1/1` as `2010-01-01`. */
export function respelt(name: string, pattern: string | undefined): string | undefined {
  if (pattern === undefined || name.length > 100) return undefined
  const form = new RegExp(pattern, 'u')
  const apart = name.trim().replaceAll(/(?<=[a-z0-9])(?=[A-Z])|[\s_-]+/g, '-')
  const day = readDate({ kind: 'scalar', style: 'plain', text: name, source: name, span: [0, 0] })
  const candidates = [
    day.ok ? day.text : day.fix,
    apart,
    apart.toLowerCase(),
    apart.toLowerCase().replaceAll('-', '_'),
  ]
  return candidates.find((candidate) => candidate !== '' && candidate !== name && form.test(candidate))
}

/** The key of a block map or list that goes over lines, otherwise the value itself. */
export function spanOf({ node, entry }: SchemaPlace): Span {
  if (node === null) return entry?.key.span ?? [0, 0]
  return entry && node.kind !== 'scalar' && !node.flow ? entry.key.span : node.span
}
