import { entryOf, findMechanism, type Mechanism, type Node } from '../../engine/index.ts'
import type { NameScope } from './scopes.ts'
import type { SymbolName } from './symbols.ts'

/** Is told each name that rules use, with the node that has it and where in it the name begins and ends. */
export type Visit = (
  symbol: SymbolName,
  node: Node,
  part?: { readonly from: number; readonly to: number },
  more?: { readonly isHeld?: true; readonly writes?: 'id' },
) => undefined

const textOf = (node: Node | null | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined

const fact = (scope: NameScope, name: string): SymbolName => ({ kind: 'fact', owner: scope.folder, name })

/** A clause, by its id. */
export function walkClauseId(
  node: Node | null | undefined,
  scope: Pick<NameScope, 'isClause'>,
  visit: Visit,
): undefined {
  const id = textOf(node)
  if (node && id !== undefined && scope.isClause(id))
    visit({ kind: 'clause', owner: '', name: id }, node, undefined, { writes: 'id' })
}

/** A fact, by its name, where nothing else can stand. */
export function walkFact(node: Node | null | undefined, scope: NameScope, visit: Visit): undefined {
  const name = textOf(node)
  if (node && name !== undefined && scope.facts.has(name)) visit(fact(scope, name), node)
}

/** A parameter by its full name: the clause's id in it is a name too. */
export function walkFullName(node: Node, scope: Pick<NameScope, 'anyParameter'>, visit: Visit): boolean {
  const name = textOf(node)
  const symbol = name === undefined ? undefined : scope.anyParameter(name)
  if (!symbol || name === undefined) return false
  const start = name.length - symbol.name.length
  visit(symbol, node, { from: start, to: name.length })
  if (!symbol.owner.endsWith(':shared'))
    visit(
      { kind: 'clause', owner: '', name: symbol.owner },
      node,
      { from: 0, to: start - 1 },
      { writes: 'id' },
    )
  return true
}

function walkParameter(node: Node | null | undefined, scope: NameScope, visit: Visit): undefined {
  const own = scope.parameter(textOf(node) ?? '')
  if (node && own) visit(own, node)
  else if (node) walkFullName(node, scope, visit)
}

/** A condition in any of its forms. */
export function walkCondition(node: Node | null | undefined, scope: NameScope, visit: Visit): undefined {
  const at = (key: string) => entryOf(node, key)?.value
  for (const key of ['all', 'any']) {
    const list = at(key)
    if (list?.kind === 'list') for (const item of list.items) walkCondition(item, scope, visit)
  }
  if (at('not')) walkCondition(at('not'), scope, visit)
  walkNamed(at('condition'), scope.condition, visit)
  walkFact(at('given'), scope, visit)
  walkNamed(entryOf(at('holds'), 'any-of')?.value, scope.value, visit)
  walkClauseId(at('clause'), scope, visit)
  const left = at('fact')
  if (left && !scope.inEntry) {
    const value = scope.value(textOf(left) ?? '')
    if (value) visit(value, left)
    else walkFact(left, scope, visit)
  }
  const right = at('value')
  if (right?.kind === 'map') walkOperand(right, scope, visit)
}

function walkNamed(
  node: Node | null | undefined,
  look: (name: string) => SymbolName | undefined,
  visit: Visit,
): undefined {
  const symbol = look(textOf(node) ?? '')
  if (node && symbol) visit(symbol, node)
}

/** An operand: a bare name, or a map that says what it is. */
function walkOperand(node: Node | null | undefined, scope: NameScope, visit: Visit): undefined {
  if (node?.kind === 'map') {
    walkParameter(entryOf(node, 'parameter')?.value, scope, visit)
    walkNamed(entryOf(node, 'value')?.value, scope.value, visit)
    if (!scope.inEntry) walkFact(entryOf(node, 'fact')?.value, scope, visit)
    return walkFact(entryOf(node, 'at')?.value, scope, visit)
  }
  const name = textOf(node)
  if (!node || name === undefined) return
  if (scope.inItem && (name === 'item' || name.startsWith('item.'))) return
  const own = scope.parameter(name) ?? scope.value(name)
  if (own) return visit(own, node)
  if (scope.facts.has(name)) return visit(fact(scope, name), node)
  const [first = ''] = name.split('.')
  // A field of a record fact, else a parameter of another clause.
  if (first !== name && scope.facts.has(first))
    return visit(fact(scope, first), node, { from: 0, to: first.length })
  walkFullName(node, scope, visit)
}

/** Steps, one after the other; inside a `per-item` those below it work on the entry. */
export function walkSteps(node: Node | null | undefined, scope: NameScope, visit: Visit): undefined {
  if (node?.kind !== 'list') return
  let inside = scope
  for (const item of node.items) {
    const [entry] = item.kind === 'map' ? item.entries : []
    const mechanism = entry && findMechanism(entry.key.text)
    if (!mechanism || !entry?.value) continue
    walkArgument(mechanism, entry.value, inside, visit)
    if (mechanism.name === 'per-item') inside = { ...inside, inItem: true }
  }
}

function walkArgument({ argument }: Mechanism, node: Node, scope: NameScope, visit: Visit): undefined {
  const at = (key: string) => entryOf(node, key)?.value
  switch (argument.kind) {
    case 'operand':
      return walkOperand(node, scope, visit)
    case 'operands':
      if (node.kind !== 'list') return walkOperand(node, scope, visit)
      for (const item of node.items) walkOperand(item, scope, visit)
      return
    case 'named':
      return walkNames(argument, node, scope, visit)
    case 'cases':
      if (node.kind === 'list')
        for (const item of node.items) {
          walkCondition(entryOf(item, 'when')?.value, scope, visit)
          walkOperand(entryOf(item, 'then')?.value, scope, visit)
          walkOperand(entryOf(item, 'otherwise')?.value, scope, visit)
        }
      return
    case 'table':
      walkNamed(at('of'), scope.parameter, visit)
      return walkOperand(at('by'), scope, visit)
    case 'entries':
      walkOperand(at('list'), scope, visit)
      walkOperand(at('first'), scope, visit)
      return walkCondition(at('where'), { ...scope, inEntry: true }, visit)
    case 'ranked': {
      const list = at('list')
      walkOperand(list ?? node, scope, visit)
      return list ? walkOperand(at('place'), scope, visit) : undefined
    }
    case 'condition':
      return walkCondition(node, scope, visit)
    case 'conditions':
      if (node.kind === 'list')
        for (const item of node.items) {
          const symbol = scope.condition(textOf(item) ?? '')
          if (symbol) visit(symbol, item, undefined, { isHeld: true })
        }
      return
    case 'earlier':
      walkClauseId(at('clause'), scope, visit)
      return walkFact(at('count'), scope, visit)
    case 'rounding':
      return
  }
}

function walkNames(
  { names, short, oneOf }: Extract<Mechanism['argument'], { kind: 'named' }>,
  node: Node,
  scope: NameScope,
  visit: Visit,
): undefined {
  const isOperand = ['parameter', 'fact', 'value', 'literal'].some((kind) => entryOf(node, kind))
  const all = [...names, ...(oneOf ?? [])]
  const isShort = short !== undefined && (isOperand || !all.some((name) => entryOf(node, name)))
  if (isShort) return walkOperand(node, scope, visit)
  for (const name of all) walkOperand(entryOf(node, name)?.value, scope, visit)
}
