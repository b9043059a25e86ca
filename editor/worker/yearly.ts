import {
  type CalendarDate,
  type DatedValue,
  type FactDeclaration,
  fileKind,
  formatDate,
  groupDigits,
  type Parameter,
  type Policy,
  type Provision,
  parametersOf,
  parseDate,
  Rational,
  sameWords,
  unitOf,
  type ValueType,
  valueOn,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { YearlyAsked, YearlyGroup, YearlyPage, YearlyRow } from '../state/yearly-view.ts'
import { dayOf, writtenText } from './edited.ts'
import { logLines } from './log-lines.ts'
import { factTitle, fieldKindOf, labelsFor, placeOf, type Sides, shownValue, tableOf } from './parameters.ts'
import { dueByName } from './upkeep.ts'
import type { DayCases } from './yearly-cases.ts'
import { listOf, partsOf } from './yearly-parts.ts'

interface Showing {
  readonly sides: Sides
  readonly from: CalendarDate
  readonly cases: DayCases
  readonly due: ReturnType<typeof dueByName>
}

/** What a row is made from: a parameter, or an outside fact with its figures. */
interface Dated {
  readonly name: string
  readonly title: Words
  readonly type: ValueType
  readonly values: readonly DatedValue[]
  /** As the saved text has them. */
  readonly before: readonly DatedValue[]
  readonly file: string
  readonly path: readonly (string | number)[]
  readonly span: readonly [number, number]
}

/** All dated values of a policy, and what those from one day on do; null where there is no such policy or day. */
export function yearlyPage(
  asked: YearlyAsked,
  sides: Sides,
  casesOn: (day: CalendarDate) => DayCases,
  today: CalendarDate | undefined,
): YearlyPage | null {
  const { policies } = sides.now
  const policy = asked.policy === null ? policies[0] : policies.find(({ id }) => id === asked.policy)
  const from = parseDate(asked.from)
  if (!policy || !from) return null
  // A value that runs out by the day is as pressing as one that does soon.
  const ahead = today ? Math.max(90, from.day - today.day) : undefined
  const showing: Showing = { sides, from, cases: casesOn(from), due: dueByName(sides.now, today, ahead) }
  const clauses = policy.provisions.flatMap((provision) => provision.clauses)
  const folder = fileKind(policy.origin.file)?.folder ?? ''
  return {
    policy: { id: policy.id, title: policy.title, version: policy.version, folder },
    policies: policies.map(({ id, title }) => ({ id, title })),
    from: asked.from,
    groups: [
      ...policy.provisions.map((provision) => provisionGroup(provision, showing)),
      figures(policy, showing),
    ].filter(({ rows }) => rows.length > 0),
    cases: showing.cases.of(new Set(clauses.map(({ id }) => id))),
    log: logLines(folder, sides),
  }
}

function provisionGroup(provision: Provision, showing: Showing): YearlyGroup {
  const before = parametersOf(showing.sides.saved)
  const row = (parameter: Parameter, clause: string | null, owner: Words | null): YearlyRow => {
    const table = tableOf(parameter, showing.sides.now)?.title ?? null
    const redacted = parameter.redacted === null ? null : factTitle(parameter.redacted, showing.sides.now)
    const dated: Dated = {
      ...parameter,
      before: before.get(parameter.name)?.values ?? [],
      file: parameter.origin.file,
      path: [...parameter.origin.path, 'values'],
      span: parameter.origin.span,
    }
    const filled = rowOf(dated, 'parameter', showing)
    const counts = filled.fresh ? showing.cases.reading(parameter.name) : null
    return { ...filled, clause, owner: joined(owner, table), redacted, cases: counts }
  }
  const [only] = provision.clauses
  const shared = provision.parameters.map((one) => row(one, only?.id ?? null, null))
  const own = provision.clauses.flatMap((clause) =>
    clause.parameters.map((one) => row(one, clause.id, provision.clauses.length === 1 ? null : clause.title)),
  )
  const sections = provision.clauses.flatMap(({ source }) => source?.section ?? [])
  return {
    id: provision.id,
    title: provision.title,
    sections: [...new Set(sections)],
    rows: [...shared, ...own],
  }
}

const joined = (owner: Words | null, table: Words | null): Words | null =>
  owner && table ? { zh: `${owner.zh} · ${table.zh}`, en: `${owner.en} · ${table.en}` } : (owner ?? table)

/** Figures that others publish: empty until somebody enters them. */
function figures({ facts }: Policy, showing: Showing): YearlyGroup {
  const saved = new Map(
    showing.sides.saved.policies.flatMap((one) => one.facts.map((fact) => [fact.name, fact] as const)),
  )
  const row = (fact: FactDeclaration): YearlyRow => ({
    ...rowOf(
      {
        ...fact,
        values: fact.figures,
        before: saved.get(fact.name)?.figures ?? [],
        file: fact.origin.file,
        path: [...fact.origin.path, 'figures'],
        span: fact.origin.span,
      },
      'figure',
      showing,
    ),
    authority: fact.authority,
  })
  return { id: 'figures', title: null, sections: [], rows: facts.filter(({ outside }) => outside).map(row) }
}

function rowOf(dated: Dated, kind: YearlyRow['kind'], { sides, from, due }: Showing): YearlyRow {
  const { name, title, type, values, before } = dated
  const day = formatDate(from)
  // What has run out by then is still what the new value is held against.
  const earlier = values.findLast((value) => value.from === null || value.from.day < from.day)
  const current = valueOn(values, { day: from.day - 1 }) ?? earlier
  const fresh = values.find((value) => dayOf(value) === day)
  const old = before.find((value) => dayOf(value) === day)
  const unit = unitOf(type)
  const onDay = valueOn(values, from)
  const view = (value: DatedValue, workspace: Workspace) => ({
    text: writtenText(value, workspace),
    shown: shownWithoutUnit(value, type, sides.now),
  })
  const hasForm = !['record', 'list', 'table'].includes(type.name)
  const isOver = onDay === undefined && earlier !== undefined && earlier.value !== null
  return {
    name,
    kind,
    owner: null,
    clause: null,
    title,
    unit: unit.zh === '' ? null : unit,
    field: hasForm ? fieldKindOf(type) : type.name === 'list' ? 'list' : 'record',
    options: Object.entries(type.values ?? {}).map(([value, label]) => ({ value, title: label })),
    list: listOf(type, values, fresh ?? current, sides.now),
    fields: partsOf(type, fresh ?? current),
    isMoney: type.name === 'money',
    current: current && current.value !== null ? { ...view(current, sides.now), from: dayOf(current) } : null,
    fresh: fresh ? view(fresh, sides.now) : null,
    saved: old ? view(old, sides.saved) : null,
    isChanged: isChangedOn(fresh, old, sides),
    change: fresh && current ? changeOf(current, fresh, type) : null,
    cases: null,
    due: due.get(name) ?? null,
    isAwaited: fresh === undefined && (kind === 'figure' || isOver),
    isWithout: onDay === undefined || onDay.value === null,
    redacted: null,
    authority: null,
    path: dated.file,
    into: dated.path,
    place: placeOf({
      file: dated.file,
      path: dated.path,
      span: (fresh ?? current)?.origin.span ?? dated.span,
    }),
  }
}

const isChangedOn = (now: DatedValue | undefined, old: DatedValue | undefined, sides: Sides): boolean =>
  (now && writtenText(now, sides.now)) !== (old && writtenText(old, sides.saved))

/** The unit stands in a column of its own. */
function shownWithoutUnit(value: DatedValue, type: ValueType, workspace: Workspace): Words {
  if (value.value instanceof Rational) return sameWords(groupDigits(value.text.replace(/%$/, '')))
  return shownValue(
    value,
    type,
    type.name === 'list' ? labelsFor({ type, values: [value] }, workspace) : undefined,
  )
}

/** Both as they are written: a rate changes by points of a hundred where it is written with %. */
function changeOf(current: DatedValue, fresh: DatedValue, type: ValueType): YearlyRow['change'] {
  const { value: a } = current
  const { value: b } = fresh
  if (!(a instanceof Rational) || !(b instanceof Rational) || a.equals(b)) return null
  const hundred = Rational.of(100)
  const by = type.name === 'rate' ? b.minus(a).times(hundred) : b.minus(a)
  const percent = a.equals(Rational.zero)
    ? null
    : b
        .minus(a)
        .dividedBy(a)
        .times(hundred)
        .round({ to: Rational.of(1, 10), mode: 'half-up' })
  return { by: signed(by), percent: percent && `${signed(percent, 1)} %` }
}

const signed = (number: Rational, decimals = 0): string =>
  `${number.isNegative ? '' : '+'}${groupDigits(number.toString(decimals))}`
