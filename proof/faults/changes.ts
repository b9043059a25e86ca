import { isNode, type Node, nameOf } from './node.ts'

/** What can go wrong at a node: the kind of fault, and the text in place of the node's. */
export interface Change {
  readonly kind: string
  readonly now: string
}

type Text = (node: unknown) => string

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
}

/** Names of one kind that are easily taken for another. */
const exchanged: Readonly<Record<string, string>> = pairs([
  ['plus', 'minus'],
  ['times', 'dividedBy'],
  ['add', 'subtract'],
  ['multiply', 'divide'],
  ['some', 'every'],
  ['min', 'max'],
  ['floor', 'ceil'],
  ['addMonths', 'addDays'],
  ['monthsUntil', 'wholeMonths'],
])

const texts: Readonly<Record<string, string>> = {
  ...pairs([
    ['highest', 'lowest'],
    ['all', 'any'],
    ['filter', 'tied'],
    ['add', 'subtract'],
    ['multiply', 'divide'],
    ['least', 'greatest'],
    ['count', 'total'],
    ['stated', 'unknown'],
    ['lessThan', 'lessThanInclusive'],
    ['greaterThan', 'greaterThanInclusive'],
    ['equal', 'notEqual'],
    ['in', 'notIn'],
    ['containsAll', 'containsAny'],
    ['contains', 'doesNotContain'],
    ['add-months', 'add-days'],
    ['days-between', 'months-between'],
    ['half-up', 'half-even'],
    ['toward-zero', 'away-from-zero'],
    ['downward', 'upward'],
  ]),
}

function pairs(all: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all.flatMap(([a, b]) => [
      [a, b],
      [b, a],
    ]),
  )
}

const isText = (node: unknown): boolean =>
  isNode(node) &&
  (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string'))

/** Every fault that one node can have. */
export function* changesOf(node: Node, text: Text): Generator<Change> {
  switch (node.type) {
    case 'BinaryExpression': {
      const { left, right } = node
      const operator = node.operator as string
      if (operator === '+' && (isText(left) || isText(right))) return
      for (const other of operators[operator] ?? [])
        yield { kind: 'another operator', now: `${text(left)} ${other} ${text(right)}` }
      if (['-', '/', '%', '<', '>'].includes(operator))
        yield { kind: 'swapped operands', now: `(${text(right)}) ${operator} (${text(left)})` }
      return
    }
    case 'LogicalExpression':
      // What a schema has seen to is there, and words are said of it; the type alone does not know.
      if (node.operator === '??' && /^(''|\[\]|\{\}|null|undefined|sameWords\(.*)$/.test(text(node.right)))
        return
      yield {
        kind: node.operator === '??' ? 'a dropped default' : 'a dropped condition',
        now: text(node.left),
      }
      yield {
        kind: node.operator === '??' ? 'the default always' : 'a dropped condition',
        now: text(node.right),
      }
      if (node.operator === '&&')
        yield { kind: 'or for and', now: `(${text(node.left)}) || (${text(node.right)})` }
      if (node.operator === '||')
        yield { kind: 'and for or', now: `(${text(node.left)}) && (${text(node.right)})` }
      return
    case 'ConditionalExpression':
      yield {
        kind: 'the other branch',
        now: `${text(node.test)} ? ${text(node.alternate)} : ${text(node.consequent)}`,
      }
      if (nameOf(node.consequent) === 'unknown')
        yield { kind: 'a missing unknown', now: text(node.alternate) }
      return
    case 'UnaryExpression':
      if (node.operator === '!') yield { kind: 'a dropped not', now: text(node.argument) }
      if (node.operator === '-') yield { kind: 'another sign', now: text(node.argument) }
      return
    case 'UpdateExpression':
      yield {
        kind: 'another sign',
        now: text(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')),
      }
      return
    case 'AssignmentExpression':
      if (node.operator === '+=')
        yield { kind: 'another sign', now: `${text(node.left)} -= ${text(node.right)}` }
      return
    case 'IfStatement': {
      const whole = text(node)
      const [from, to] = [node.test, node.test].map((test, index) =>
        index === 0 ? (test as Node).start - node.start : (test as Node).end - node.start,
      ) as [number, number]
      yield { kind: 'a dropped condition', now: `${whole.slice(0, from)}false${whole.slice(to)}` }
      return
    }
    case 'Literal':
      yield* ofLiteral(node)
      return
    case 'CallExpression':
      yield* ofCall(node, text)
      return
    case 'ExpressionStatement':
      if (isNode(node.expression) && node.expression.type === 'CallExpression')
        yield { kind: 'a dropped statement', now: ';' }
      return
  }
}

function* ofLiteral({ value, bigint }: Node): Generator<Change> {
  if (typeof bigint === 'string') yield { kind: 'off by one', now: `${BigInt(bigint) + 1n}n` }
  else if (typeof value === 'number') yield { kind: 'off by one', now: String(value + 1) }
  else if (typeof value === 'boolean') yield { kind: 'no for yes', now: String(!value) }
  else if (typeof value === 'string' && Object.hasOwn(texts, value))
    yield { kind: 'another name', now: `'${texts[value]}'` }
}

function* ofCall(node: Node, text: Text): Generator<Change> {
  const name = nameOf(node.callee)
  const all = node.arguments as readonly Node[]
  const [first, second] = all
  if (name === undefined) return
  const isMethod = isNode(node.callee) && node.callee.type === 'MemberExpression'
  const of = isMethod ? text((node.callee as Node).object) : ''
  const given = all.map(text).join(', ')
  const other = Object.hasOwn(exchanged, name) ? exchanged[name] : undefined
  if (other && (isMethod || name === 'addMonths'))
    yield { kind: 'another function', now: `${isMethod ? `${of}.` : ''}${other}(${given})` }
  if (isMethod && ['filter', 'sort', 'reverse', 'negated', 'toSorted'].includes(name))
    yield { kind: 'a dropped call', now: of }
  if (name === 'isUnknown') yield { kind: 'a missing unknown', now: 'false' }
  if (name === 'unknownFact' || name === 'unknownOf') yield { kind: 'a missing unknown', now: 'null' }
  if (all.length === 2 && !symmetric.has(name) && isPlain(first) && isPlain(second))
    yield { kind: 'swapped arguments', now: `${text(node.callee)}(${text(second)}, ${text(first)})` }
}

/** What says the same of its two things in either order. */
const symmetric: ReadonlySet<string> = new Set([
  'add',
  'equals',
  'gcd',
  'lcm',
  'max',
  'min',
  'multiply',
  'sameList',
  'sameNeed',
  'sameValue',
  'times',
])

const isPlain = (node: unknown): boolean =>
  isNode(node) && (node.type === 'Identifier' || node.type === 'MemberExpression')
