import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { changesOf } from './changes.ts'
import { sayingFunctions } from './files.ts'
import { isNode, type Node, nameOf, nodesIn } from './node.ts'
import { type Passage, passageOf } from './passage.ts'

/** One fault that can be planted: a passage of a file, and the text in its place. */
export interface Fault extends Passage {
  readonly file: string
  readonly line: number
  readonly kind: string
  /** `a < b → a <= b` */
  readonly change: string
}

export const idOf = ({ file, line, change }: Pick<Fault, 'file' | 'line' | 'change'>): string =>
  `${file}:${line}: ${change}`

/** Every fault that can be planted in a file, in the order of its text. */
export const faultsIn = (root: string, file: string): readonly Fault[] =>
  faultsInText(file, readFileSync(join(root, file), 'utf8'))

export function faultsInText(file: string, source: string): readonly Fault[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const text = (node: unknown) => (isNode(node) ? source.slice(node.start, node.end) : '')
  const found = new Map<string, Fault>()
  const visit = (node: Node, around: readonly Node[]): void => {
    for (const { kind, now } of changesOf(node, text)) {
      if (kind === 'another operator' && isLesserOf(node, around.at(-1), text)) continue
      const line = source.slice(0, node.start).split('\n').length
      const change = `${short(text(node))} → ${short(now)}`
      const fault = { file, line, kind, change, ...passageOf(node, around, now, source) }
      if (now !== text(node) && !found.has(idOf(fault))) found.set(idOf(fault), fault)
    }
    for (const inner of nodesIn(node)) if (isDeciding(inner, node)) visit(inner, [...around, node])
  }
  visit(program as unknown as Node, [])
  return [...found.values()].sort((a, b) => a.start - b.start)
}

const most = 150

const short = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ')
  return flat.length <= most ? flat : `${flat.slice(0, most / 2)} … ${flat.slice(-most / 2)}`
}

/** Types, words, what only throws, and what a list has in the place of an entry that is there are left alone. */
function isDeciding(node: Node, parent: Node): boolean {
  if (node.type.startsWith('TS'))
    return ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(node.type)
  if (node.type === 'ImportDeclaration' || node.type === 'ThrowStatement') return false
  if (parent.type === 'Property' && parent.key === node && !parent.computed) return false
  if (node.type === 'Property' && sayingFunctions.has(nameOf(node.key) ?? '')) return false
  if (
    (node.type === 'FunctionDeclaration' || node.type === 'VariableDeclarator') &&
    sayingFunctions.has(nameOf(node.id) ?? '')
  )
    return false
  if (parent.type === 'ArrayPattern' && node.type === 'AssignmentPattern') return false
  return !isWords(node) && !isThrown(node)
}

/** `a < b ? a : b`: of two equal ones either is the lesser, and the greater. */
function isLesserOf(test: Node, parent: Node | undefined, text: (node: unknown) => string): boolean {
  if (parent?.type !== 'ConditionalExpression' || parent.test !== test) return false
  const { left, right } = test
  const compared =
    isNode(left) && left.type === 'CallExpression' && text(right) === '0'
      ? [
          ...(isNode(left.callee) && Array.isArray(left.arguments) && left.arguments.length === 1
            ? [text(left.callee.object)]
            : []),
          ...(left.arguments as readonly Node[]).map(text),
        ]
      : [text(left), text(right)]
  return [parent.consequent, parent.alternate].map(text).sort().join() === compared.sort().join()
}

/** `if (x) throw …`: a fault of ours, which no text brings about. */
const isThrown = ({ type, consequent }: Node): boolean =>
  type === 'IfStatement' && isNode(consequent) && consequent.type === 'ThrowStatement'

/** `{ zh: …, en: … }` */
const isWords = (node: Node): boolean => {
  if (node.type !== 'ObjectExpression') return false
  const keys = (node.properties as readonly Node[]).map(({ key }) => nameOf(key))
  return keys.includes('zh') && keys.includes('en')
}
