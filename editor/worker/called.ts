import {
  type Clause,
  clauseWords,
  entryOf,
  type Node,
  nodeAt,
  type Value,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { NameWords, Type } from './shown.ts'

/** What names that stand as values are called for a clause: its conditions, fields, categories, other clauses. */
export function calledBy(clause: Clause, workspace: Workspace): NameWords {
  const conditions = conditionTitles(clause, workspace)
  const types = typesOf(clause)
  return (name) =>
    conditions.get(name) ??
    first(types, ({ fields }) => titleOf(fields, name)) ??
    first(types, ({ values }) => (values && Object.hasOwn(values, name) ? values[name] : undefined)) ??
    workspace.clause(name)?.title
}

const first = <T, R>(list: readonly T[], look: (one: T) => R | undefined): R | undefined => {
  for (const one of list) {
    const found = look(one)
    if (found !== undefined) return found
  }
  return undefined
}

const titleOf = (fields: Type['fields'], name: string): Words | undefined => {
  const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
  return field && 'title' in field ? (field.title as Words | undefined) : undefined
}

/** Titles of `conditions:`, of the clause and of its provision: rules do not keep them. */
function conditionTitles({ origin, rules }: Clause, workspace: Workspace): ReadonlyMap<string, Words> {
  const root = workspace.documents.get(origin.file)?.root
  const titles = new Map<string, Words>()
  for (const at of [nodeAt(root, ['conditions']), nodeAt(root, [...origin.path, 'conditions'])])
    if (at?.kind === 'map')
      for (const { key, value } of at.entries) {
        const title = wordsOf(entryOf(value, 'title')?.value)
        if (title) titles.set(key.text, title)
      }
  for (const { code, title } of rules.eligibility) if (title && !titles.has(code)) titles.set(code, title)
  return titles
}

/** What a condition of a clause says: by its title, else in the words of the rule. */
export const clauseWordsIn = (clause: Clause, name: string, workspace: Workspace): Words | undefined =>
  clauseWords(clause).conditions.find(({ code }) => code === name)?.words ??
  conditionTitles(clause, workspace).get(name)

function wordsOf(node: Node | null | undefined): Words | undefined {
  const [zh, en] = [entryOf(node, 'zh')?.value, entryOf(node, 'en')?.value]
  return zh?.kind === 'scalar' && en?.kind === 'scalar' ? { zh: zh.text, en: en.text } : undefined
}

/** Every type that the clause's facts, values and outputs have, those inside others too. */
function typesOf({ facts, rules }: Clause): readonly Type[] {
  const all: Type[] = []
  const add = (type: Type | undefined) => {
    if (!type) return
    all.push(type)
    add(type.of)
    for (const field of Object.values(type.fields ?? {}))
      add('type' in field && typeof field.type === 'object' ? field.type : (field as Type))
  }
  for (const { type } of facts) add(type)
  for (const { type } of [...rules.values, ...rules.outputs]) add(type)
  return all
}

/** The type of a record, or of a list of them, that steps came to: one of the clause's that has its fields. */
export function typeOf(value: Value, clause: Clause): Type | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    const of = value.length > 0 ? typeOf(value[0] ?? null, clause) : undefined
    return of && { name: 'list', of }
  }
  if (!('fields' in value)) return undefined
  const keys = Object.keys(value.fields)
  return typesOf(clause).find(({ fields }) => fields && keys.every((key) => Object.hasOwn(fields, key)))
}
