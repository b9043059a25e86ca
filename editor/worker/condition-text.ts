import { type Comparison, comparisons, entryOf, flowText, type Node, nodeAt } from '../../engine/index.ts'
import type { ComparedWith, Leaf } from '../state/condition-view.ts'

/** A comparison in one line, in the order that the rules write it. */
export function leafText(leaf: Leaf, quote: string | null = null): string {
  const parts = [
    `fact: ${flowText(leaf.fact)}`,
    ...(leaf.path === null ? [] : [`path: ${flowText(leaf.path)}`]),
    `operator: ${leaf.operator}`,
    `value: ${valueText(leaf.value)}`,
    // A quote is always in single quotes: its commas and brackets are the law's.
    ...(quote === null ? [] : [`quote: ${quotedText(quote)}`]),
  ]
  return `{ ${parts.join(', ')} }`
}

export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`

export function valueText(value: ComparedWith): string {
  if (value.kind === 'literal') return flowText(value.text)
  if (value.kind === 'literals') return `[${value.texts.map(flowText).join(', ')}]`
  const more = [
    ...(value.path === undefined ? [] : [`path: ${flowText(value.path)}`]),
    ...(value.at === undefined ? [] : [`at: ${flowText(value.at)}`]),
  ]
  return `{ ${[`${value.kind}: ${flowText(value.name)}`, ...more].join(', ')} }`
}

/** A comparison as it is written; null where it is written otherwise than a form can show. */
export function leafOf(node: Node | null | undefined): Leaf | null {
  const [fact, operator, path] = ['fact', 'operator', 'path'].map((key) => textOf(nodeAt(node, [key])))
  const value = comparedWith(entryOf(node, 'value')?.value)
  if (fact === undefined || operator === undefined || !value) return null
  return comparisons.includes(operator as Comparison) ? { fact, path: path ?? null, operator, value } : null
}

function comparedWith(node: Node | null | undefined): ComparedWith | null {
  if (node?.kind === 'scalar') return { kind: 'literal', text: node.text }
  if (node?.kind === 'list') {
    const texts = node.items.map(textOf)
    return texts.includes(undefined) ? null : { kind: 'literals', texts: texts as string[] }
  }
  const named = node?.entries.map(({ key, value }) => [key.text, textOf(value)] as const) ?? []
  const kind = (['parameter', 'fact', 'value'] as const).find((one) => named.some(([key]) => key === one))
  const { [kind ?? '']: name, at, path, ...others } = Object.fromEntries(named)
  if (!kind || name === undefined || Object.keys(others).length > 0) return null
  return { kind, name, ...(at !== undefined && { at }), ...(path !== undefined && { path }) }
}

const textOf = (node: Node | null | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined
