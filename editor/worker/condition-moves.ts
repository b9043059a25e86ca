import {
  entryOf,
  insertItem,
  type MapNode,
  nodeAt,
  type Path,
  removeEntry,
  removeItem,
  spliceItem,
  swapEntries,
  swapItems,
  unwrapEntry,
  type Words,
  wrapEntries,
} from '../../engine/index.ts'
import { leafOf, leafText } from './condition-text.ts'
import type { Draft } from './draft.ts'

const inYaml: Words = { zh: '在 YAML 里改', en: 'edit it in the YAML' }

/** What makes a condition; beside it stand its title and its quote. */
const conditionKeys: ReadonlySet<string> = new Set([
  'all',
  'any',
  'not',
  'condition',
  'given',
  'holds',
  'clause',
  'fact',
  'path',
  'operator',
  'value',
])

/** Whether a map is a group or a `not`. */
export const formOf = (map: MapNode): 'all' | 'any' | 'not' | null =>
  (['all', 'any', 'not'] as const).find((form) => entryOf(map, form)) ?? null

/** Puts a condition into a group or under a `not`; what names or quotes it stays outside. */
export function wrap(draft: Draft, at: Path, form: 'all' | 'any' | 'not'): Draft {
  const keys = draft.map(at).entries.flatMap(({ key }) => (conditionKeys.has(key.text) ? [key.text] : []))
  return draft.make((document) => wrapEntries(document, at, keys, form, { inList: form !== 'not' }))
}

/** The last of a group takes the group with it: an empty one would say nothing. */
export function remove(draft: Draft, at: Path): Draft {
  const [last, parent] = [at.at(-1), at.slice(0, -1)]
  const holder = nodeAt(draft.document().root, parent)
  if (typeof last === 'number') {
    if (holder?.kind === 'list' && holder.items.length === 1) return remove(draft, parent.slice(0, -1))
    return draft.make((document) => removeItem(document, parent, last))
  }
  if (last === 'not') return remove(draft, parent)
  if (parent.at(-1) !== 'eligibility' || holder?.kind !== 'map')
    return draft.refuse(
      { zh: '这个条件不能单独删去', en: 'this condition cannot be removed by itself' },
      inYaml,
    )
  if (holder.entries.length === 1)
    return draft.make((document) => removeEntry(document, parent.slice(0, -1), 'eligibility'))
  return draft.make((document) => removeEntry(document, parent, String(last)))
}

/** A group of one gives way to it; the members of a group in a list come out beside it; a member leaves its group. */
export function unnest(draft: Draft, at: Path): Draft {
  const form = formOf(draft.map(at))
  if (form === null) return move(draft, at, 'out')
  const inner = nodeAt(draft.document().root, [...at, form])
  if (inner?.kind !== 'list' || inner.items.length === 1)
    return draft.make((document) => unwrapEntry(document, at, form))
  const last = at.at(-1)
  if (typeof last === 'number') return draft.make((document) => spliceItem(document, at.slice(0, -1), last))
  return draft.refuse(
    {
      zh: '这一组有几项，每项要有自己的代码才能分开',
      en: 'this group has several members, and each needs a code of its own to stand alone',
    },
    { zh: '留一项在这里，其余另加条件', en: 'leave one of them here, and add the others as conditions' },
  )
}

/** Before the one before it, after the one after it, into the group before it, or out of its own group. */
export function move(draft: Draft, at: Path, to: 'up' | 'down' | 'in' | 'out'): Draft {
  const [last, parent] = [at.at(-1), at.slice(0, -1)]
  const holder = nodeAt(draft.document().root, parent)
  if (to === 'up' || to === 'down') {
    const index =
      holder?.kind === 'map' ? holder.entries.findIndex(({ key }) => key.text === last) : Number(last)
    const first = to === 'up' ? index - 1 : index
    return draft.make((document) =>
      holder?.kind === 'map' ? swapEntries(document, parent, first) : swapItems(document, parent, first),
    )
  }
  if (typeof last !== 'number' || holder?.kind !== 'list')
    return draft.refuse(
      {
        zh: '有代码的条件不能移进一组，组里的项没有代码',
        en: 'a condition with a code cannot move into a group, whose members have none',
      },
      { zh: '在那一组里另加一项，再删去这一条', en: 'add a member to that group, then remove this one' },
    )
  const text = carried(draft, at)
  return to === 'in' ? moveIn(draft, parent, last, text) : moveOut(draft, at, parent, text)
}

function moveIn(draft: Draft, list: Path, index: number, text: string): Draft {
  const target = [...list, index - 1]
  const above = nodeAt(draft.document().root, target)
  const form = above?.kind === 'map' ? formOf(above) : null
  const group = form === null ? undefined : nodeAt(draft.document().root, [...target, form])
  if (form === null || group?.kind !== 'list')
    return draft.refuse(
      { zh: '上面没有可以移进去的一组', en: 'there is no group above to move into' },
      { zh: '先把上面的一项并成一组', en: 'make a group of the one above first' },
    )
  draft.make((document) => removeItem(document, list, index))
  return draft.make((document) => insertItem(document, [...target, form], group.items.length, text))
}

function moveOut(draft: Draft, at: Path, list: Path, text: string): Draft {
  const outer = list.slice(0, -2)
  const index = list.at(-2)
  if (typeof index !== 'number')
    return draft.refuse(
      { zh: '移到最外层要有代码', en: 'on its own, a condition needs a code' },
      { zh: '另加一个条件，再删去这一项', en: 'add it as a condition of its own, then remove it here' },
    )
  draft.make((document) => insertItem(document, outer, index + 1, text))
  return remove(draft, at)
}

/** A condition as one line, to be written elsewhere. */
function carried(draft: Draft, at: Path): string {
  const { root, text } = draft.document()
  const node = nodeAt(root, at)
  const leaf = leafOf(node)
  if (leaf && node?.kind === 'map' && !node.flow) return leafText(leaf)
  const source = node ? text.slice(...node.span).trim() : ''
  if (/[\r\n]/.test(source))
    draft.refuse({ zh: '这一项写成了几行，不便移动', en: 'this one is written over several lines' }, inYaml)
  return source
}
