import { type BitNode, type CodeNode, type NumberNode, reached } from './nodes.ts'

/** How code reads its inputs, by their places. */
export interface Reading {
  readonly input: (place: number) => string
  readonly given: (place: number) => string
}

/** Nodes as JavaScript: statements, and what then names a node's outcome. */
export interface Printed {
  readonly lines: readonly string[]
  readonly text: (node: CodeNode) => string
}

/**
 * What is read more than once is held under a name; all else stands where it is read.
 *
 * Shape   roots → statements and expressions
 */
export function printed(roots: readonly CodeNode[], reading: Reading): Printed {
  const all = reached(roots)
  const uses = new Map<number, number>()
  for (const { id } of [...all.flatMap(named), ...roots]) uses.set(id, (uses.get(id) ?? 0) + 1)
  const texts = new Map<number, string>()
  const text = ({ id }: CodeNode): string => texts.get(id) as string
  const lines: string[] = []
  for (const node of all) {
    const expression = node.is === 'bit' ? bitText(node, text, reading) : numberText(node, text, reading)
    if (isPlain(node) || (uses.get(node.id) === 1 && expression.length < longest))
      texts.set(node.id, expression)
    else {
      lines.push(`const n${node.id} = ${expression};`)
      texts.set(node.id, `n${node.id}`)
    }
  }
  return { lines, text }
}

/** Longer expressions get a name, so that none is too deep to be read. */
const longest = 1000

/** The nodes that a node's text names: some of them twice. */
const named = ({ op, of }: CodeNode): readonly CodeNode[] =>
  op === 'least' || op === 'greatest' || op === 'unknown' ? [...of, ...of] : of

const isPlain = ({ op }: CodeNode): boolean => op === 'constant' || op === 'input' || op === 'given'

const signs = { less: '<', atMost: '<=', equal: '===', differ: '!==' } as const

function bitText({ op, of, value }: BitNode, text: (node: CodeNode) => string, reading: Reading): string {
  const [a = '', b = ''] = of.map(text)
  switch (op) {
    case 'constant':
      return value === 1 ? 'true' : 'false'
    case 'given':
      return reading.given(value)
    case 'unknown':
      return `(${a} !== ${a})`
    case 'all':
      return `(${of.map(text).join(' && ')})`
    case 'any':
      return `(${of.map(text).join(' || ')})`
    case 'not':
      return `!${a}`
    case 'shares':
      return `((${a} & ${value}) !== 0)`
    case 'holds':
      return `((${a} & ${value}) === ${value})`
    default:
      return `(${a} ${signs[op]} ${b})`
  }
}

function numberText(node: NumberNode, text: (node: CodeNode) => string, reading: Reading): string {
  const [a = '', b = '', c = ''] = node.of.map(text)
  switch (node.op) {
    case 'constant':
      return String(node.value)
    case 'input':
      return reading.input(node.value)
    case 'add':
      return `(${a} + ${b})`
    case 'subtract':
      return `(${a} - ${b})`
    case 'multiply':
      return `(${a} * ${b})`
    case 'quotient':
      return `Math.floor(${a} / ${b})`
    case 'least':
      return extreme(node, '<=', text)
    case 'greatest':
      return extreme(node, '>=', text)
    case 'select':
      return `(${a} ? ${b} : ${c})`
    case 'set':
      return setText(node.of as readonly BitNode[], text)
  }
}

/** NaN where one of two is: of no comparison, it is the other that is taken where this one fails. */
function extreme({ of }: NumberNode, sign: string, text: (node: CodeNode) => string): string {
  const [first, second] = of as readonly [NumberNode, NumberNode]
  const [a, b] = first.known ? [first, second] : [second, first]
  const [x, y] = [text(a), text(b)]
  const picked = `${x} ${sign} ${y} ? ${x} : ${y}`
  return a.known ? `(${picked})` : `(${x} !== ${x} ? ${x} : ${picked})`
}

const setText = (bits: readonly BitNode[], text: (node: CodeNode) => string): string =>
  `(${bits
    .flatMap((bit, place) =>
      bit.op === 'constant'
        ? bit.value === 1
          ? [String(1 << place)]
          : []
        : [`(${text(bit)} ? ${1 << place} : 0)`],
    )
    .join(' | ')})`
