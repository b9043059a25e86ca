import type { ConditionEdit, Leaf } from '../../editor/state/condition-view.ts'
import { operators } from '../../engine/conditions/operators.ts'
import type { Path } from '../../engine/index.ts'

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain }
type Holder = Record<string | number, unknown>

/** What a document shall say after an edit, as plain values: written without any of the editor's code. */
export function intended(document: unknown, edit: ConditionEdit): unknown {
  const root = structuredClone(document)
  switch (edit.kind) {
    case 'add': {
      const clause = at(root, edit.clause) as Holder
      const before = Object.entries((clause.eligibility ?? {}) as Holder)
      const index = edit.after === null ? before.length : before.findIndex(([key]) => key === edit.after) + 1
      const value = { ...(plainLeaf(edit.leaf) as Holder), ...(edit.quote !== null && { quote: edit.quote }) }
      clause.eligibility = Object.fromEntries(before.toSpliced(index, 0, [edit.code, value]))
      return root
    }
    case 'set': {
      const node = at(root, edit.at) as Holder
      for (const key of ['fact', 'path', 'operator', 'value']) delete node[key]
      Object.assign(node, plainLeaf(edit.leaf))
      return root
    }
    case 'join': {
      const list = at(root, edit.at.slice(0, -1))
      const index = edit.at.at(-1)
      const node = at(root, edit.at) as Holder
      if (typeof index === 'number' && edit.at.at(-2) === edit.form)
        (list as unknown[]).splice(index + 1, 0, plainLeaf(edit.leaf))
      else if (Array.isArray(node[edit.form])) (node[edit.form] as unknown[]).push(plainLeaf(edit.leaf))
      else {
        wrap(node, edit.form, true)
        ;(node[edit.form] as unknown[]).push(plainLeaf(edit.leaf))
      }
      return root
    }
    case 'remove':
      return removed(root, edit.at)
    case 'negate':
      return negated(root, edit.at)
    case 'nest':
      wrap(at(root, edit.at) as Holder, edit.form, true)
      return root
    case 'unnest':
      return unnested(root, edit.at)
    case 'form': {
      const node = at(root, edit.at) as Holder
      const other = edit.form === 'all' ? 'any' : 'all'
      node[edit.form] = node[other]
      delete node[other]
      return root
    }
    case 'move':
      return moved(root, edit.at, edit.to)
    default:
      return root
  }
}

const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (node as Holder | undefined)?.[step], root)

function plainLeaf({ fact, path, operator, value }: Leaf): Plain {
  const right: Plain =
    value.kind === 'literal'
      ? value.text
      : value.kind === 'literals'
        ? value.texts
        : { [value.kind]: value.name }
  return { fact, ...(path !== null && { path }), operator, value: right }
}

const beside = new Set(['title', 'quote'])

function wrap(node: Holder, form: string, inList: boolean): void {
  const inner: Holder = {}
  for (const key of Object.keys(node))
    if (!beside.has(key)) {
      inner[key] = node[key]
      delete node[key]
    }
  node[form] = inList ? [inner] : inner
}

function removed(root: unknown, path: Path): unknown {
  const [last, parent] = [path.at(-1), path.slice(0, -1)]
  const holder = at(root, parent)
  if (Array.isArray(holder)) {
    if (holder.length === 1) return removed(root, parent.slice(0, -1))
    holder.splice(Number(last), 1)
    return root
  }
  if (last === 'not') return removed(root, parent)
  delete (holder as Holder)[last as string]
  if (Object.keys(holder as Holder).length === 0) delete (at(root, parent.slice(0, -1)) as Holder).eligibility
  return root
}

const opposite: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['equal', 'notEqual'],
      ['lessThan', 'greaterThanInclusive'],
      ['greaterThan', 'lessThanInclusive'],
      ['in', 'notIn'],
      ['contains', 'doesNotContain'],
    ] as const
  ).flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]),
)

function negated(root: unknown, path: Path): unknown {
  const holder = path.at(-1) === 'not' ? (at(root, path.slice(0, -1)) as Holder) : (at(root, path) as Holder)
  if ('not' in holder) {
    const inner = holder.not as Holder
    delete holder.not
    Object.assign(holder, inner)
    return root
  }
  const isKnown = operators.some(({ name }) => name === holder.operator)
  if (isKnown && (holder.value === 'true' || holder.value === 'false'))
    holder.value = holder.value === 'true' ? 'false' : 'true'
  else if (isKnown && opposite[String(holder.operator)] && !isValue(root, holder.fact))
    holder.operator = opposite[String(holder.operator)]
  else wrap(holder, 'not', false)
  return root
}

const isValue = (root: unknown, name: unknown): boolean =>
  [root, ...Object.values((at(root, ['clauses']) ?? {}) as Holder)].some((owner) =>
    Object.hasOwn(((owner as Holder).values ?? {}) as Holder, String(name)),
  )

function unnested(root: unknown, path: Path): unknown {
  const node = at(root, path) as Holder
  const form = ['all', 'any', 'not'].find((key) => key in node)
  if (form === undefined) return moved(root, path, 'out')
  const inner = node[form]
  if (!Array.isArray(inner) || inner.length === 1) {
    delete node[form]
    Object.assign(node, Array.isArray(inner) ? inner[0] : inner)
    return root
  }
  const list = at(root, path.slice(0, -1))
  if (Array.isArray(list)) list.splice(Number(path.at(-1)), 1, ...inner)
  return root
}

function moved(root: unknown, path: Path, to: string): unknown {
  const [last, parent] = [path.at(-1), path.slice(0, -1)]
  const holder = at(root, parent)
  if (!Array.isArray(holder)) {
    const clause = at(root, parent.slice(0, -1)) as Holder
    const entries = Object.entries(holder as Holder)
    const index = entries.findIndex(([key]) => key === last) - (to === 'up' ? 1 : 0)
    const [first, second] = entries.slice(Math.max(index, 0), index + 2)
    if (parent.at(-1) === 'eligibility' && first && second)
      clause.eligibility = Object.fromEntries(entries.toSpliced(index, 2, second, first))
    return root
  }
  const index = Number(last)
  const [item] = holder.splice(index, 1)
  if (to === 'up') holder.splice(index - 1, 0, item)
  if (to === 'down') holder.splice(index + 1, 0, item)
  if (to === 'in') {
    const group = holder[index - 1] as Holder | undefined
    const list = group && ['all', 'any'].map((form) => group[form]).find(Array.isArray)
    list?.push(item)
  }
  if (to === 'out') {
    const outer = at(root, parent.slice(0, -2))
    if (Array.isArray(outer)) outer.splice(Number(parent.at(-2)) + 1, 0, item)
    if (holder.length === 0) return removed(root, parent.slice(0, -1))
  }
  return root
}
