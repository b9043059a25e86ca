import type { Node, Span } from '../../engine/index.ts'

/** A name of the rules that can be renamed. `owner` is the policy's folder, the provision or the clause. */
export interface SymbolName {
  readonly kind: 'fact' | 'parameter' | 'value' | 'condition' | 'code' | 'clause'
  readonly owner: string
  readonly name: string
}

export const symbolKey = ({ kind, owner, name }: SymbolName): string => `${kind} ${owner} ${name}`

/** One place where a name stands: the characters of the name alone. */
export interface Occurrence {
  readonly symbol: SymbolName
  readonly file: string
  readonly span: Span
  readonly isDefinition: boolean
  /** A clause stands by its id but where it is defined. */
  readonly writes: 'name' | 'id'
  /** What a `holding` gives is the name itself: as data it goes where no reference leads. */
  readonly isHeld?: boolean
}

/** The characters of a scalar inside its quotes; undefined for a text that is not written as it reads. */
export function innerSpan(node: Node | null | undefined): Span | undefined {
  if (node?.kind !== 'scalar') return undefined
  const { style, span, text } = node
  const quotes = style === 'single' || style === 'double' ? 1 : 0
  const inner = [span[0] + quotes, span[1] - quotes] as const
  return inner[1] - inner[0] === text.length ? inner : undefined
}
