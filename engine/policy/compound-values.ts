import type { Value } from '../expression/value.ts'
import { entriesOf, itemsOf, keyOriginOf, originOf, type Place } from './nodes.ts'
import { report, reportUnknownName } from './problems.ts'
import type { ValueType } from './types.ts'
import type { ValueContext } from './value-from-node.ts'

/** How the values inside a list, a series or a record are read, and how a misfit is reported. */
export interface Inside {
  readonly read: (place: Place, type: ValueType, context: ValueContext) => Value | undefined
  readonly misfit: (place: Place, type: ValueType, context: ValueContext) => undefined
  readonly context: ValueContext
}

/** A list, each entry by its type. */
export function listFromNode(place: Place, type: ValueType, inside: Inside): Value | undefined {
  if (place.node?.kind !== 'list') return inside.misfit(place, type, inside.context)
  const of = type.of
  if (!of) return undefined
  const values = itemsOf(place).map((item) => inside.read(item, of, inside.context))
  return values.includes(undefined) ? undefined : (values as Value[])
}

/** A list of `{ from, value }`: what a figure was from each day on. */
export function seriesFromNode(place: Place, type: ValueType, inside: Inside): Value | undefined {
  const { series: _, ...plain } = type
  const { context } = inside
  const dated: { from: { day: number }; value: Value }[] = []
  for (const item of itemsOf(place)) {
    const entries = entriesOf(item)
    const from = entries.find((entry) => entry.key === 'from')
    const value = type.name === 'record' ? withoutFrom(item) : entries.find(({ key }) => key === 'value')
    if (!from || !value || (type.name !== 'record' && entries.length !== 2)) {
      reportShape(item, type, context)
      return undefined
    }
    const date = inside.read(from, { name: 'date' }, { ...context, name: `${context.name}.from` })
    const amount = inside.read(value, plain, context)
    if (date === undefined || amount === undefined) return undefined
    dated.push({ from: date as { day: number }, value: amount })
  }
  const sorted = [...dated].sort((a, b) => a.from.day - b.from.day)
  const twice = sorted.find((entry, index) => sorted[index - 1]?.from.day === entry.from.day)
  if (twice || sorted.length === 0) {
    report(
      context.problems,
      context.valueCode,
      originOf(place),
      twice
        ? { zh: `\`${context.name}\` 同一天有两个值`, en: `\`${context.name}\` has two values from one day` }
        : { zh: `\`${context.name}\` 是空的`, en: `\`${context.name}\` is empty` },
      { zh: '每个日期写一个值', en: 'write one value for each date' },
    )
    return undefined
  }
  return { dated: sorted }
}

/** `{ from, pension, medical }` without its date. */
const withoutFrom = (place: Place): Place | undefined =>
  place.node?.kind === 'map'
    ? {
        ...place,
        node: { ...place.node, entries: place.node.entries.filter(({ key }) => key.text !== 'from') },
      }
    : undefined

function reportShape(place: Place, type: ValueType, { name, problems, typeCode }: ValueContext): void {
  const keys = type.fields ? Object.keys(type.fields) : ['value']
  const listed = ['from', ...keys].map((key) => `\`${key}\``)
  report(
    problems,
    typeCode,
    originOf(place),
    {
      zh: `\`${name}\` 的每一项要有 ${listed.join(listed.length === 2 ? ' 和 ' : '、')}`,
      en: `each entry of \`${name}\` has ${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`,
    },
    type.fields
      ? {
          zh: `写成 { from: 2009-01-01, ${keys.map((key) => `${key}: …`).join(', ')} }`,
          en: `write { from: 2009-01-01, ${keys.map((key) => `${key}: …`).join(', ')} }`,
        }
      : { zh: '写成 { from: 2009-01-01, value: 2000 }', en: 'write { from: 2009-01-01, value: 2000 }' },
  )
}

/** A record, each field by its type, in declared order; a field that is not declared is refused. */
export function recordFromNode(place: Place, type: ValueType, inside: Inside): Value | undefined {
  const { context } = inside
  const declared = type.fields ?? {}
  if (place.node?.kind !== 'map') return inside.misfit(place, type, context)
  const given = new Map<string, Value>()
  let isWhole = true
  for (const entry of entriesOf(place)) {
    const field = Object.hasOwn(declared, entry.key) ? declared[entry.key] : undefined
    const name = `${context.name}.${entry.key}`
    if (!field) {
      reportUnknownName(
        context.problems,
        context.valueCode,
        keyOriginOf(entry),
        entry.key,
        { zh: `\`${context.name}\` 的一项`, en: `a part of \`${context.name}\`` },
        Object.keys(declared).map((key) => ({ name: key, origin: null })),
      )
      isWhole = false
      continue
    }
    const value = inside.read(entry, field.type, { ...context, name })
    if (value === undefined) isWhole = false
    else given.set(entry.key, value)
  }
  if (!isWhole) return undefined
  const fields: Record<string, Value> = {}
  for (const key of Object.keys(declared)) {
    const value = given.get(key)
    if (value !== undefined) fields[key] = value
  }
  return { fields }
}
