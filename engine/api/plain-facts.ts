import type { Diagnostic } from '../base/diagnostic.ts'
import { Rational } from '../base/rational.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { deepest, forbiddenCharacter } from '../document/characters.ts'
import type { Document, Entry, Node, ScalarNode } from '../document/document.ts'
import { decimalText } from './decimal-text.ts'

/** Facts as a document, so that they are judged as facts of a JSON text are. */
export interface ReadFacts {
  readonly document: Document
  /** What JSON could not hold either. */
  readonly faults: readonly Diagnostic[]
  /** The fact, or the part of one, that a span of this document stands for. */
  readonly factAt: (span: Span) => string | null
}

const file = 'facts'

/**
 * Plain objects as a document without a text. Nothing is converted: a number is its shortest decimal, a
 * string stays a text, and what JSON has no form for is a fault.
 *
 * Shape   object → Document; `undefined` → not given
 * Errors  FACT_TYPE, TEXT_CHARACTER, TEXT_TOO_DEEP (returned)
 */
export function documentFromFacts(facts: unknown): ReadFacts {
  // A node's span is its number: there is no text to point into.
  const paths: string[] = []
  const faults: Diagnostic[] = []
  const spanOf = (path: string): Span => [paths.length, paths.push(path)]
  const refuse = (code: 'FACT_TYPE' | 'TEXT_CHARACTER' | 'TEXT_TOO_DEEP', span: Span, said: Said) => {
    faults.push({ code, severity: 'error', file, span, ...said })
    return null
  }
  const scalar = (text: string, source: string, style: ScalarNode['style'], span: Span): ScalarNode => ({
    kind: 'scalar',
    text,
    source,
    style,
    span,
  })
  const textNode = (text: string, path: string, span: Span): Node | null => {
    const found = forbiddenCharacter(text)
    return found
      ? refuse('TEXT_CHARACTER', span, characterSaid(path, found.name))
      : scalar(text, JSON.stringify(text), 'double', span)
  }
  const entriesFrom = (value: object, path: string, depth: number): readonly Entry[] =>
    Object.entries(value).flatMap(([key, inner]) => {
      if (inner === undefined) return []
      const at = path === '' ? key : `${path}.${key}`
      const node = nodeFrom(inner, at, depth + 1)
      const span = node?.span ?? spanOf(at)
      return [{ key: scalar(key, JSON.stringify(key), 'double', span), value: node }]
    })
  const nodeFrom = (value: unknown, path: string, depth: number): Node | null => {
    const span = spanOf(path)
    if (depth > deepest) return refuse('TEXT_TOO_DEEP', span, deepSaid)
    if (typeof value === 'string') return textNode(value, path, span)
    const text = plainText(value)
    if (text !== undefined) return scalar(text, text, 'plain', span)
    if (Array.isArray(value)) {
      // Not `map`, which would leave holes out.
      const items = Array.from(value, (item: unknown, at) => nodeFrom(item, `${path}.${at}`, depth + 1))
      return items.includes(null) ? null : { kind: 'list', flow: true, items: items as Node[], span }
    }
    if (isPlainObject(value))
      return { kind: 'map', flow: true, entries: entriesFrom(value, path, depth), span }
    return refuse('FACT_TYPE', span, notPlain(value, path))
  }
  const root = isPlainObject(facts)
    ? nodeFrom(facts, '', 1)
    : refuse('FACT_TYPE', spanOf(''), notPlain(facts, ''))
  return { document: { file, text: '', root }, faults, factAt: ([at]) => paths[at] || null }
}

/** A number, `true`, `false` or `null` as JSON has them. */
function plainText(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? decimalText(value) : undefined
  return value instanceof Rational && value.isDecimal ? value.toString() : undefined
}

/** An object as JSON has them, of any realm. */
export const isPlainObject = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // An object of another realm (a frame, a worker's clone) has another Object.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

type Said = Pick<Diagnostic, 'message' | 'fix'>

const deepSaid: Said = {
  message: { zh: '嵌套过深', en: 'the facts are nested too deeply' },
  fix: { zh: '检查是否有对象包含自身', en: 'see whether an object holds itself' },
}

const characterSaid = (path: string, name: string): Said => ({
  message: {
    zh: `\`${path}\` 里有不允许的字符 ${name}`,
    en: `\`${path}\` holds the character ${name}, which is not allowed`,
  },
  fix: { zh: '删去这个字符', en: 'remove that character' },
})

function notPlain(value: unknown, path: string): Said {
  const what = kindOf(value)
  return path === ''
    ? {
        message: {
          zh: `事实要写成一个对象，不是 \`${what}\``,
          en: `the facts are an object, not \`${what}\``,
        },
        fix: { zh: '写成 { annual_rent: 30010 }', en: 'write { annual_rent: 30010 }' },
      }
    : {
        message: { zh: `\`${path}\` 不能是 \`${what}\``, en: `\`${path}\` cannot be \`${what}\`` },
        fix: fixOf(value),
      }
}

function fixOf(value: unknown): Words {
  if (value instanceof Date)
    return { zh: '日期写成文字，如 2009-07-01', en: 'write the day as text, such as 2009-07-01' }
  if (value instanceof Rational) return { zh: '先舍入成小数', en: 'round it to a decimal first' }
  return { zh: '写一个值；不知道的事实整项删去', en: 'write a value; leave a fact out if it is not known' }
}

/** `NaN`, `1/3`, `Date`, `function`. */
function kindOf(value: unknown): string {
  if (value === null || typeof value === 'number' || value instanceof Rational) return String(value)
  if (typeof value !== 'object') return typeof value
  const made = value as { readonly constructor?: { readonly name?: string } }
  return made.constructor?.name ?? 'object'
}
