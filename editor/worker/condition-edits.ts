import {
  type Comparison,
  entryOf,
  insertEntry,
  insertItem,
  insertMap,
  nodeAt,
  oppositeOf,
  type Path,
  removeEntry,
  renameKey,
  replaceNode,
  setScalar,
  unwrapEntry,
  type Words,
} from '../../engine/index.ts'
import type { ComparedWith, ConditionEdit, Leaf } from '../state/condition-view.ts'
import { formOf, move, remove, unnest, wrap } from './condition-moves.ts'
import { leafOf, leafText, quotedText, valueText } from './condition-text.ts'
import { type Draft, draftOf, type Edited, stillThere } from './draft.ts'

/**
 * Makes one edit of a clause's conditions in a text: the bytes that it concerns, nothing else.
 *
 * Shape   text × edit × what stood at its place → text
 * Errors  returned: what does not fit, and what stands there no longer
 */
export function editCondition(path: string, text: string, edit: ConditionEdit, was?: string): Edited {
  const draft = draftOf(path, text)
  if (was !== undefined && 'at' in edit) stillThere(draft, edit.at, was)
  return makeEdit(draft, edit).result()
}

function makeEdit(draft: Draft, edit: ConditionEdit): Draft {
  switch (edit.kind) {
    case 'set':
      return setLeaf(draft, edit.at, edit.leaf)
    case 'add':
      return add(draft, edit)
    case 'join':
      return join(draft, edit.at, edit.form, edit.leaf)
    case 'remove':
      return remove(draft, edit.at)
    case 'negate':
      return negate(draft, edit.at)
    case 'nest':
      return wrap(draft, edit.at, edit.form)
    case 'unnest':
      return unnest(draft, edit.at)
    case 'form': {
      const { at, form } = edit
      return draft.make((document) => renameKey(document, at, form === 'all' ? 'any' : 'all', form))
    }
    case 'move':
      return move(draft, edit.at, edit.to)
    case 'title':
      return setBeside(draft, edit.at, 'title', edit.title && titleText(edit.title), null)
    case 'quote':
      return setBeside(draft, edit.at, 'quote', edit.quote === null ? null : quotedText(edit.quote))
  }
}

/** Each part of a comparison that is another one now; a scalar stays in its own style of quotes. */
function setLeaf(draft: Draft, at: Path, leaf: Leaf): Draft {
  const before = leafOf(draft.map(at))
  if (!before)
    return draft.refuse(
      { zh: '这里写的不是一个比较', en: 'what is written here is no comparison' },
      { zh: '在 YAML 里改', en: 'edit it in the YAML' },
    )
  const set = (key: string, text: string) => draft.make((document) => setScalar(document, [...at, key], text))
  if (before.fact !== leaf.fact) set('fact', leaf.fact)
  if (before.path !== leaf.path) {
    const { path } = leaf
    if (path === null) draft.make((document) => removeEntry(document, at, 'path'))
    else if (before.path === null)
      draft.make((document) => insertEntry(document, at, 'path', path, { after: 'fact' }))
    else set('path', path)
  }
  if (before.operator !== leaf.operator) set('operator', leaf.operator)
  if (valueText(before.value) === valueText(leaf.value)) return draft
  const { value } = leaf
  if (before.value.kind === 'literal' && value.kind === 'literal') return set('value', value.text)
  if (isRenamed(before.value, value))
    return draft.make((document) => setScalar(document, [...at, 'value', value.kind], value.name))
  return draft.make((document) => replaceNode(document, [...at, 'value'], valueText(value)))
}

/** Whether one name stands for another of its kind, and all else is the same. */
const isRenamed = (a: ComparedWith, b: ComparedWith): b is Extract<ComparedWith, { name: string }> =>
  'name' in a && 'name' in b && valueText({ ...a, name: b.name }) === valueText(b)

/** Sections of a clause that `eligibility` stands after. */
const before: ReadonlySet<string> = new Set([
  'title',
  'source',
  'sources',
  'for',
  'payer',
  'approver',
  'effective',
  'read_at',
  'facts',
  'parameters',
  'conditions',
  'values',
])

function add(draft: Draft, edit: Extract<ConditionEdit, { kind: 'add' }>): Draft {
  const { clause, after, code, leaf, quote } = edit
  const map = draft.map(clause)
  const text = leafText(leaf, quote)
  if (entryOf(map, 'eligibility'))
    return draft.make((document) =>
      insertEntry(document, [...clause, 'eligibility'], code, text, after === null ? {} : { after }),
    )
  const last = map.entries.findLast(({ key }) => before.has(key.text))?.key.text ?? null
  return draft.make((document) =>
    insertMap(document, clause, 'eligibility', { key: code, value: text }, last),
  )
}

function join(draft: Draft, at: Path, form: 'all' | 'any', leaf: Leaf): Draft {
  const [index, list] = [at.at(-1), at.slice(0, -1)]
  const insert = (path: Path, place: number) =>
    draft.make((document) => insertItem(document, path, place, leafText(leaf)))
  if (typeof index === 'number' && list.at(-1) === form) return insert(list, index + 1)
  const own = entryOf(draft.map(at), form)?.value
  if (own?.kind === 'list') return insert([...at, form], own.items.length)
  wrap(draft, at, form)
  return insert([...at, form], 1)
}

/**
 * A fact's comparison turns to its opposite. A reckoned value may be no value at all, for which neither
 * holds: its comparison goes under a `not`, as does every other form.
 */
function negate(draft: Draft, at: Path): Draft {
  const map = draft.map(at)
  const isUnder = at.at(-1) === 'not'
  if (isUnder || formOf(map) === 'not')
    return draft.make((document) => unwrapEntry(document, isUnder ? at.slice(0, -1) : at, 'not'))
  const leaf = leafOf(map)
  if (leaf?.value.kind === 'literal' && /^(true|false)$/.test(leaf.value.text)) {
    const text = leaf.value.text === 'true' ? 'false' : 'true'
    return draft.make((document) => setScalar(document, [...at, 'value'], text))
  }
  const operator = leaf && oppositeOf(leaf.operator as Comparison)
  if (leaf && operator && isFact(draft, leaf))
    return draft.make((document) => setScalar(document, [...at, 'operator'], operator))
  return wrap(draft, at, 'not')
}

/** Whether the left side is a fact: no entry of any `values:` of the file has its name. */
function isFact(draft: Draft, { fact }: Leaf): boolean {
  const { root } = draft.document()
  const clauses = nodeAt(root, ['clauses'])
  const owners = [root, ...(clauses?.kind === 'map' ? clauses.entries.map(({ value }) => value) : [])]
  return !owners.some((owner) => entryOf(entryOf(owner, 'values')?.value, fact))
}

/** The title or the quote of a named condition: set, put in (first for null, else last), or taken away. */
function setBeside(draft: Draft, at: Path, key: string, text: string | null, after?: null): Draft {
  const entry = entryOf(draft.map(at), key)
  if (text !== null && entry) return draft.make((document) => replaceNode(document, [...at, key], text))
  if (text !== null)
    return draft.make((document) =>
      insertEntry(document, at, key, text, after === undefined ? {} : { after }),
    )
  return entry ? draft.make((document) => removeEntry(document, at, key)) : draft
}

const titleText = ({ zh, en }: Words): string => `{ zh: ${titled(zh)}, en: ${titled(en)} }`

/** Plain where nothing in it could mean something to YAML. */
const titled = (text: string): string =>
  /^\p{L}[^,{}[\]:#'"&*!|>%@`\p{Cc}]*(?<!\s)$/u.test(text) && !/^(true|false|null)$/i.test(text)
    ? text
    : quotedText(text)
