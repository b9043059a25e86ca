import {
  type Clause,
  type DatedValue,
  entryOf,
  formatValue,
  groupDigits,
  nodeAt,
  type Parameter,
  parametersOf,
  sameWords,
  unitOf,
  type ValueType,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { FieldKind, ParameterGroup, ParameterView, ValueView } from '../state/clause-view.ts'
import type { TextPlace } from '../state/view.ts'
import { dayOf, writtenText } from './edited.ts'
import type { Numbering } from './marks.ts'

/** Both texts, and what differs between them. */
export interface Sides {
  readonly now: Workspace
  readonly saved: Workspace
  readonly edited: ReadonlySet<string>
}

/** The parameters a clause shows: its own, then those of others that it reads. */
export function parameterGroups(
  clause: Clause,
  foreign: readonly Parameter[],
  numbering: Numbering,
  sides: Sides,
): readonly ParameterGroup[] {
  const groups: { table: Words | null; key: string | null; parameters: ParameterView[] }[] = []
  const before = parametersOf(sides.saved)
  for (const parameter of [...clause.parameters, ...foreign]) {
    const table = tableOf(parameter, sides.now)
    const owner = foreign.includes(parameter) ? ownerOf(parameter, sides.now) : null
    const view = parameterView(parameter, before.get(parameter.name), owner, numbering, sides)
    const last = groups.at(-1)
    if (last && table && last.key === table.key) last.parameters.push(view)
    else groups.push({ table: table?.title ?? null, key: table?.key ?? null, parameters: [view] })
  }
  // One quote for the whole table stands at its title; a quote for each row at the row.
  return groups.map(({ table, parameters }) => {
    const [first, ...others] = parameters.map(({ numbers }) => numbers.join())
    const shared = table !== null && others.every((numbers) => numbers === first)
    return { table, numbers: shared ? (parameters[0]?.numbers ?? []) : [], parameters }
  })
}

/** The table a parameter is a row of, by where it is written. */
export function tableOf(parameter: Parameter, workspace: Workspace): { key: string; title: Words } | null {
  const { path, file } = parameter.origin
  if (path.at(-2) !== 'rows') return null
  const root = workspace.documents.get(file)?.root
  const title = entryOf(nodeAt(root, path.slice(0, -2)), 'title')?.value
  const text = (language: 'zh' | 'en') => {
    const node = entryOf(title, language)?.value
    return node?.kind === 'scalar' ? node.text : String(path.at(-3))
  }
  return { key: path.slice(0, -2).join('.'), title: { zh: text('zh'), en: text('en') } }
}

function ownerOf(parameter: Parameter, workspace: Workspace): Words {
  for (const policy of workspace.policies)
    for (const provision of policy.provisions) {
      if (provision.parameters.includes(parameter)) return provision.title
      const clause = provision.clauses.find(({ parameters }) => parameters.includes(parameter))
      if (clause) return clause.title
    }
  return sameWords(parameter.name)
}

const fieldKinds: Readonly<Record<string, FieldKind>> = {
  money: 'number',
  number: 'number',
  count: 'number',
  duration: 'number',
  year: 'number',
  rate: 'rate',
  date: 'date',
  'month-day': 'month-day',
  boolean: 'boolean',
  list: 'list',
}

/** How a value of a type is typed. */
export const fieldKindOf = (type: ValueType): FieldKind =>
  type.name === 'category' && type.values && !type.open ? 'category' : (fieldKinds[type.name] ?? 'text')

function parameterView(
  parameter: Parameter,
  before: Parameter | undefined,
  owner: Words | null,
  numbering: Numbering,
  sides: Sides,
): ParameterView {
  const { type } = parameter
  const unit = unitOf(type)
  return {
    name: parameter.name,
    title: parameter.title,
    numbers: numbering.of(parameter.quote),
    kind: fieldKindOf(type),
    unit: unit.zh === '' || type.name === 'rate' ? null : unit,
    options: Object.entries(type.values ?? {}).map(([value, title]) => ({ value, title })),
    values: parameter.values.map((value) => valueView(value, parameter, before, sides)),
    edited: sides.edited.has(parameter.name),
    stated: parameter.stated,
    redacted: parameter.redacted === null ? null : factTitle(parameter.redacted, sides.now),
    notInQuote: parameter.notInQuote,
    readAt:
      parameter.readAt === null || parameter.readAt === 'as_of'
        ? null
        : factTitle(parameter.readAt, sides.now),
    owner,
  }
}

/** What a fact is called; its name where nobody declares it. */
export const factTitle = (name: string, { policies }: Workspace): Words =>
  policies.flatMap(({ facts }) => facts).find((fact) => fact.name === name)?.title ?? sameWords(name)

/** A value with its unit, but not what it is reckoned for: `3,000 元`. */
export function shownValue(value: DatedValue, type: ValueType, labels?: ValueType['values']): Words {
  if (type.name === 'money') {
    const unit = unitOf({ name: 'money', ...(type.unit !== undefined && { unit: type.unit }) })
    return { zh: `${groupDigits(value.text)} ${unit.zh}`, en: `${groupDigits(value.text)} ${unit.en}` }
  }
  return formatValue(value.value, labels && type.of ? { ...type, of: { ...type.of, values: labels } } : type)
}

export const placeOf = (origin: DatedValue['origin']): TextPlace => ({
  path: origin.file,
  start: origin.span[0],
  end: origin.span[1],
})

function valueView(
  value: DatedValue,
  parameter: Parameter,
  before: Parameter | undefined,
  { now, saved }: Sides,
): ValueView {
  const from = dayOf(value)
  const text = writtenText(value, now)
  const old = before?.values.find((candidate) => dayOf(candidate) === from)
  const oldText = old && writtenText(old, saved)
  const labels = parameter.type.name === 'list' ? labelsFor(parameter, now) : undefined
  return {
    from,
    text,
    shown: shownValue(value, parameter.type, labels),
    before:
      old && oldText !== undefined && oldText !== text
        ? { text: oldText, shown: shownValue(old, parameter.type, labels) }
        : null,
    added: before !== undefined && old === undefined,
    place: placeOf(value.origin),
    nodePath: value.origin.path,
    source: value.source?.quote ? { section: value.source.section, quote: value.source.quote } : null,
  }
}

/** A list names categories; their labels stand at the fact it is compared with. */
export function labelsFor(
  parameter: Pick<Parameter, 'type' | 'values'>,
  workspace: Workspace,
): ValueType['values'] {
  if (parameter.type.of?.values) return parameter.type.of.values
  const entries = parameter.values.flatMap(({ value }) => (Array.isArray(value) ? value : []))
  for (const { facts } of workspace.policies)
    for (const { type } of facts) {
      const labels = type.values ?? type.of?.values
      if (
        labels &&
        entries.length > 0 &&
        entries.every((entry) => typeof entry === 'string' && Object.hasOwn(labels, entry))
      )
        return labels
    }
  return undefined
}
