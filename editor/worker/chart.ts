import {
  type Clause,
  currentValue,
  deciderOf,
  explainCase,
  groupDigits,
  parseDate,
  planFromClause,
  Rational,
  type Regions,
  regionsOf,
  type Suite,
  sameWords,
  unitOf,
  type Value,
  type ValueType,
  type Words,
  type Workspace,
  withFact,
} from '../../engine/index.ts'
import type { ChartAnswer, ChartFact, ChartRequest, ChartRow, ChartView } from '../state/chart-view.ts'
import { domainOf, place, sideOf, topOf } from './chart-draw.ts'
import { factWords, numberOf, type Piece, payAt, payWords, piecesOf, rangeWords } from './chart-line.ts'

/** A text as a chart looks at it. */
export interface ChartText {
  readonly workspace: Workspace
  readonly suite: Suite
}

type Facts = ReadonlyMap<string, Value>

/** An amount over one fact, by the text as it stands and as it was saved. */
export async function chartOf(
  { clause: id, case: key, fact: asked, at }: ChartRequest,
  now: ChartText,
  saved: ChartText,
): Promise<ChartAnswer> {
  const clause = now.workspace.clause(id)
  if (!clause) return { none: 'no-clause' }
  if (clause.rules.amount === null) return { none: 'no-amount' }
  const facts = await factsOf(id, key, now.suite)
  const plan = planFromClause(clause)
  const before = saved.workspace.clause(id)
  const found = candidatesOf(clause).flatMap((name) => regionsOf(plan, facts, name) ?? [])
  const drawn = found.filter((one) => one.regions.length > 0)
  const telling = drawn.filter((one) => piecesOf(one).length > 1 || isSloped(one))
  const choices = telling.length > 0 ? telling : drawn
  const regions = choices.find(({ fact }) => fact === asked) ?? bestOf(choices)
  if (!regions) return { none: 'no-fact' }
  const other = before && regionsOf(planFromClause(before), facts, regions.fact)
  const pieces = piecesOf(regions)
  const old = other ? piecesOf(other) : null
  const isSame = old !== null && sameText(pieces, old)
  const { type } = regions
  const own = currentOf(regions.fact, clause, facts)
  const x = typedValue(at, type) ?? own
  const domain = domainOf(pieces, isSame ? null : old, x === undefined ? null : numberOf(x), type)
  const isMoney = clause.unit === 'CNY'
  const rows = rowsOf(pieces, isSame ? null : old, regions, isMoney)
  const top = topOf([pieces, ...(isSame || !old ? [] : [old])], domain)
  return {
    chart: {
      facts: choices.map(factOf),
      fact: factOf(regions),
      isDate: type.name === 'date',
      units: { fact: type.name === 'date' ? sameWords('') : unitOf(type), amount: amountUnit(clause) },
      domain: [place(domain[0]), place(domain[1])],
      top,
      now: sideOf(pieces, domain, type),
      saved: isSame || !old ? null : sideOf(old, domain, type),
      rows,
      at: x === undefined ? null : comparedAt(x, regions, clause, before, facts, isSame),
      unfollowed: [...regions.unfollowed, ...(other?.unfollowed ?? [])].filter(
        (words, index, all) => all.findIndex(({ en }) => en === words.en) === index,
      ),
    },
  }
}

/** The facts that a case gives the clause. */
async function factsOf(clause: string, key: string | null, suite: Suite): Promise<Facts> {
  if (key === null) return new Map()
  const [id = '', reading = null] = key.split('@')
  const parts = await explainCase(suite, id, reading)
  return parts.find((part) => part.clause === clause)?.facts ?? new Map()
}

const onALine: ReadonlySet<string> = new Set(['money', 'number', 'count', 'duration', 'rate', 'year', 'date'])

/** Facts that run along a line, and such fields of records. */
function candidatesOf({ facts }: Clause): readonly string[] {
  return facts.flatMap(({ name, type }) =>
    type.name === 'record'
      ? Object.entries(type.fields ?? {}).flatMap(([field, { type: of }]) =>
          onALine.has(of.name) ? [`${name}.${field}`] : [],
        )
      : onALine.has(type.name)
        ? [name]
        : [],
  )
}

const isSloped = (regions: Regions): boolean =>
  piecesOf(regions).some(({ pays }) => typeof pays !== 'string' && !pays.slope.equals(Rational.zero))

/** One that the amount goes with, else one that decides it. */
const bestOf = (all: readonly Regions[]): Regions | undefined =>
  all.find((one) => isSloped(one) && one.type.name === 'money') ??
  all.find((one) => isSloped(one) && one.type.name !== 'date') ??
  all.find(({ type }) => type.name !== 'date') ??
  all[0]

const factOf = ({ fact, title }: Regions): ChartFact => ({ id: fact, title })

function currentOf(fact: string, { facts: declared }: Clause, facts: Facts): Value | undefined {
  const [name = '', ...path] = fact.split('.')
  const declaration = declared.find((one) => one.name === name)
  if (!declaration) return undefined
  const { title, type, fixed } = declaration
  const value = currentValue({ name, path, title, type, isFixed: fixed }, facts)
  return value instanceof Rational || (typeof value === 'object' && value !== null && 'day' in value)
    ? value
    : undefined
}

function typedValue(text: string | null, type: ValueType): Value | undefined {
  if (text === null) return undefined
  if (type.name === 'date') return parseDate(text)
  const number = Rational.parse(type.name === 'rate' ? `${text}%` : text)
  const isWhole = ['count', 'duration', 'year'].includes(type.name)
  return number && !(isWhole && !number.isInteger) ? number : undefined
}

const amountUnit = ({ unit, rules }: Clause): Words => {
  const per = rules.amount?.at(-1)?.type?.per
  return unit === null ? sameWords('') : unitOf({ name: 'money', unit, ...(per !== undefined && { per }) })
}

const sameText = (a: readonly Piece[], b: readonly Piece[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b)

/** Rows from every boundary of either text. */
function rowsOf(
  now: readonly Piece[],
  saved: readonly Piece[] | null,
  { title, type }: Regions,
  isMoney: boolean,
): readonly ChartRow[] {
  const starts = startsOf([...now, ...(saved ?? [])])
  return starts.map((from, index): ChartRow => {
    const next = starts[index + 1] ?? null
    const [here, there] = [pieceFrom(now, from), saved && pieceFrom(saved, from)]
    const old = there?.pays
    const change = old === undefined ? null : changeWords(here.pays, old, from, next)
    return {
      range: rangeWords(from, next, type),
      saved: old === undefined ? null : payWords(old, title, type, isMoney),
      now: payWords(here.pays, title, type, isMoney),
      change,
      moved: change !== null && change.zh !== unchanged.zh,
    }
  })
}

/** Boundaries in order, each once; null first where a fact has no least value. */
function startsOf(pieces: readonly Piece[]): readonly Piece['from'][] {
  const order = (a: Piece['from'], b: Piece['from']): number => {
    if (a === null || b === null) return Number(a !== null) - Number(b !== null)
    return a.at.compare(b.at) || Number(b.included) - Number(a.included)
  }
  return pieces
    .map(({ from }) => from)
    .sort(order)
    .filter((from, index, all) => index === 0 || order(all[index - 1] ?? null, from) !== 0)
}

function pieceFrom(pieces: readonly Piece[], start: Piece['from']): Piece {
  const first = pieces[0] as Piece
  if (start === null) return first
  return (
    pieces.findLast(({ from }) => {
      if (from === null) return true
      const order = from.at.compare(start.at)
      return order < 0 || (order === 0 && (from.included || !start.included))
    }) ?? first
  )
}

const unchanged: Words = { zh: '不变', en: 'no change' }

const signed = (value: Rational, decimals = 0): string =>
  `${value.isNegative ? '' : '+'}${groupDigits(value.round({ to: Rational.of(1, 100), mode: 'half-up' }).toString(decimals))}`

/** By how much more or less is paid, at both ends of a stretch where that differs. */
function changeWords(
  now: Piece['pays'],
  saved: Piece['pays'],
  from: Piece['from'],
  next: Piece['from'],
): Words | null {
  if (now === 'open' || saved === 'open') return null
  const at = (x: Rational) => (payAt(now, x) as Rational).minus(payAt(saved, x) as Rational)
  const [low, high] = [at(from?.at ?? Rational.zero), next && at(next.at)]
  const slope = at(Rational.one).minus(at(Rational.zero))
  if (slope.equals(Rational.zero)) return low.equals(Rational.zero) ? unchanged : sameWords(signed(low))
  const start = low.equals(Rational.zero) ? '0' : signed(low)
  if (!high)
    return {
      zh: `自 ${start} 起${slope.isNegative ? '渐减' : '渐增'}`,
      en: `${slope.isNegative ? 'falling' : 'rising'} from ${start}`,
    }
  const end = high.equals(Rational.zero) ? '0' : signed(high)
  return { zh: `${start} 至 ${end}`, en: `${start} to ${end}` }
}

/** Both texts at one value, decided. */
function comparedAt(
  value: Value,
  { fact, type }: Regions,
  clause: Clause,
  before: Clause | undefined,
  facts: Facts,
  isSame: boolean,
): ChartView['at'] {
  const [name = '', ...path] = fact.split('.')
  const changed = withFact(facts, { name, path }, value)
  const paid = (of: Clause) => {
    const { eligible, amount } = deciderOf(planFromClause(of)).decide(changed).decision
    if (eligible === false) return { words: { zh: '不享受', en: 'not due' }, number: Rational.zero }
    const number = amount === null ? undefined : Rational.parse(amount)
    return amount !== null && number
      ? { words: sameWords(groupDigits(amount)), number }
      : { words: { zh: '未定', en: 'undecided' }, number: null }
  }
  const now = paid(clause)
  const saved = before && !isSame ? paid(before) : null
  const change = saved?.number && now.number ? now.number.minus(saved.number) : null
  const x = numberOf(value)
  const unit = unitOf(type)
  const isBare = type.name === 'money' || type.name === 'number' || type.name === 'year'
  const shown = factWords(x, type)
  return {
    x: place(x),
    text:
      type.name === 'date'
        ? shown.zh
        : type.name === 'rate'
          ? x.times(Rational.of(100)).toString()
          : x.toString(),
    shown: isBare ? { zh: `${shown.zh} ${unit.zh}`.trim(), en: `${shown.en} ${unit.en}`.trim() } : shown,
    now: now.words,
    saved: saved?.words ?? null,
    change: change && (change.equals(Rational.zero) ? unchanged : sameWords(signed(change, 2))),
    y: {
      now: now.number && place(now.number),
      saved: saved?.number ? place(saved.number) : null,
    },
  }
}
