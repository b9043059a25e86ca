import { parseDate } from '../base/calendar.ts'
import { nearestName } from '../base/nearest.ts'
import type { Rounding } from '../base/rational.ts'
import { Rational } from '../base/rational.ts'
import { sameWords } from '../base/words.ts'
import { isProblem } from '../mechanisms/quantity.ts'
import { conditionFromPlace, namedConditions } from './conditions.ts'
import { overriddenFact } from './facts.ts'
import {
  asList,
  child,
  entriesOf,
  isTrue,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import type { Parameters, Table } from './parameters.ts'
import type { Clause, EffectiveRange, FactDeclaration, Origin, Parameter, Pays, Reading } from './policy.ts'
import { type Problems, report } from './problems.ts'
import { factsReadBy } from './reads.ts'
import { roundingFromPlace } from './rounding.ts'
import type { Condition, NamedValue, Output, Refer } from './rules.ts'
import type { Scope } from './scope.ts'
import { sourceFromPlace } from './sources.ts'
import { type StepScope, stepsFromPlace } from './steps.ts'
import { valueFromNode } from './value-from-node.ts'

/** What a clause is read with: its provision and policy, and all that can be named. */
export interface ClauseContext {
  readonly policy: string
  readonly provision: string
  readonly provisionPlace: Place
  readonly shared: Parameters
  readonly vocabulary: ReadonlyMap<string, FactDeclaration>
  readonly allParameters: ReadonlyMap<string, Parameter>
  readonly rounding: Readonly<Record<string, Rounding>>
  /** Of the policy, for clauses and provisions that state none. */
  readonly effective: EffectiveRange
  readonly problems: Problems
}

export const clauseId = (provision: string, key: string): string =>
  key === provision ? provision : `${provision}.${key}`

/** A clause from its map. */
export function clauseFromPlace(
  place: Place & { readonly key: string },
  own: Parameters,
  context: ClauseContext,
): Clause {
  const { problems } = context
  const id = clauseId(context.provision, place.key)
  const built = scopeOf(place, own, context)
  const scope = built.scope
  const eligibility = namedConditions(child(place, 'eligibility'), scope)
  const amountPlace = child(place, 'amount')
  const amount = amountPlace ? stepsFromPlace(amountPlace, scope) : null
  const unit = textAt(place, 'unit') ?? null
  const rounding = amount ? amountRounding(place, unit, scope) : null
  const outputs = outputsFromPlace(child(place, 'outputs'), scope)
  const refer = referFromPlace(child(place, 'refer'), scope)
  // Reading them all finds faults in those that nothing uses yet.
  for (const name of scope.valueNames.keys()) scope.value(name, originOf(place))
  for (const name of scope.conditionNames.keys()) scope.condition(name, originOf(place))
  const rules = { eligibility, values: built.values, amount, rounding, outputs, refer }
  // Of a unit that is not known, that is the fault.
  if (amount && amountPlace && rounding) checkAmountUnit(amountPlace, unit, amount.at(-1)?.type, problems)
  const source = child(place, 'source')
  const readAt = textAt(place, 'read_at') ?? textAt(context.provisionPlace, 'read_at') ?? 'as_of'
  return {
    id,
    key: place.key,
    provision: context.provision,
    policy: context.policy,
    title: wordsAt(place, 'title') ?? sameWords(id),
    source: source ? sourceFromPlace(source) : null,
    sources: itemsOf(child(place, 'sources')).map(sourceFromPlace),
    for: wordsAt(place, 'for'),
    payer: wordsAt(place, 'payer'),
    approver: wordsAt(place, 'approver'),
    pays: (textAt(place, 'pays') as Pays | undefined) ?? (amount ? 'cash' : 'none'),
    unit,
    effective: effectiveOf(child(place, 'effective') ?? child(context.provisionPlace, 'effective'), context),
    readAt,
    parameters: own.list,
    facts: factsReadBy(rules, scope.facts, readAt),
    rules,
    readings: readingsFromPlace(child(place, 'readings')),
    origin: keyOriginOf(place),
  }
}

/** The names of a clause. Values and conditions are read at their first use; a second visit on the way is a cycle. */
function scopeOf(place: Place, own: Parameters, context: ClauseContext) {
  const { problems } = context
  const facts = new Map(context.vocabulary)
  for (const entry of entriesOf(child(place, 'facts')))
    facts.set(entry.key, overriddenFact(context.vocabulary.get(entry.key), entry, problems))
  const valuePlaces = named(place, context.provisionPlace, 'values')
  const conditionPlaces = named(place, context.provisionPlace, 'conditions')
  const values: NamedValue[] = []
  const readValues = new Map<string, NamedValue>()
  const readConditions = new Map<string, Condition | undefined>()
  const onTheWay = new Set<string>()
  const guarded = <T>(key: string, name: string, user: Origin, read: () => T): T | undefined => {
    if (onTheWay.has(key)) {
      report(
        problems,
        'NAME_CYCLE',
        user,
        { zh: `\`${name}\` 的定义绕回自己`, en: `\`${name}\` is defined by itself` },
        { zh: '去掉其中一处引用', en: 'remove one of the references' },
      )
      return undefined
    }
    onTheWay.add(key)
    try {
      return read()
    } finally {
      onTheWay.delete(key)
    }
  }
  const scope: StepScope = {
    problems,
    parameters: new Map([...context.shared.list, ...own.list].map((parameter) => [parameter.key, parameter])),
    allParameters: context.allParameters,
    tables: new Map<string, Table>(
      [...context.shared.tables, ...own.tables].map((table) => [table.key, table]),
    ),
    facts,
    rounding: context.rounding,
    item: null,
    valueNames: new Map([...valuePlaces].map(([name, at]) => [name, keyOriginOf(at)])),
    conditionNames: new Map([...conditionPlaces].map(([name, at]) => [name, keyOriginOf(at)])),
    value: (name, user) => {
      const done = readValues.get(name)
      if (done) return done
      const at = valuePlaces.get(name) as Place
      const isList = asList(at) !== undefined
      const steps = guarded(`value ${name}`, name, user, () =>
        stepsFromPlace(isList ? at : child(at, 'steps'), scope),
      )
      const value: NamedValue = {
        name,
        title: isList ? null : wordsAt(at, 'title'),
        steps: steps ?? [],
        type: steps?.at(-1)?.type,
        origin: keyOriginOf(at),
      }
      if (steps) {
        readValues.set(name, value)
        values.push(value)
      }
      return value
    },
    condition: (name, user) => {
      if (readConditions.has(name)) return readConditions.get(name)
      const at = conditionPlaces.get(name) as Place
      const condition = guarded(`condition ${name}`, name, user, () => conditionFromPlace(at, scope))
      if (!onTheWay.has(`condition ${name}`)) readConditions.set(name, condition)
      return condition
    },
  }
  return { scope, values: values as readonly NamedValue[] }
}

/** The entries of a clause's map, and of the provision's for names that the clause does not have. */
function named(clause: Place, provision: Place, key: string): ReadonlyMap<string, Place> {
  return new Map(
    [...entriesOf(child(provision, key)), ...entriesOf(child(clause, key))].map((entry) => [
      entry.key,
      entry,
    ]),
  )
}

function amountRounding(place: Place, unit: string | null, scope: StepScope): Rounding | null {
  const own = child(place, 'rounding')
  if (own) return roundingFromPlace(own, {}, scope.problems) ?? null
  if (unit !== null && Object.hasOwn(scope.rounding, unit)) return scope.rounding[unit] ?? null
  const unitPlace = child(place, 'unit')
  const near = unit === null ? undefined : nearestName(unit, Object.keys(scope.rounding))
  report(
    scope.problems,
    'ROUNDING_MISSING',
    unitPlace ? originOf(unitPlace) : keyOriginOf(place),
    unit === null
      ? { zh: '有金额，没有写单位', en: 'there is an amount but no unit' }
      : { zh: `\`${unit}\` 没有声明取整`, en: `no rounding is declared for \`${unit}\`` },
    unit === null
      ? { zh: '加上 unit: CNY', en: 'add unit: CNY' }
      : near !== undefined
        ? { zh: `是不是 \`${near}\`？`, en: `did you mean \`${near}\`?` }
        : {
            zh: `在 policy.yaml 的 rounding 里写 ${unit}`,
            en: `declare ${unit} under \`rounding\` in policy.yaml`,
          },
  )
  return null
}

function checkAmountUnit(
  place: Place,
  unit: string | null,
  type: NamedValue['type'],
  problems: Problems,
): void {
  if (!type || unit === null || isProblem(type)) return
  const fits = type.unit === unit || (type.unit === undefined && (type.literal || type.name === 'number'))
  if (fits) return
  report(
    problems,
    'UNIT_MISMATCH',
    keyOriginOf(place),
    {
      zh: `金额的单位是 \`${unit}\`，算出来的是 \`${type.unit ?? type.name}\``,
      en: `the amount is in \`${unit}\`, but the steps give \`${type.unit ?? type.name}\``,
    },
    { zh: '改正最后一步，或改正 unit', en: 'correct the last step, or the unit' },
  )
}

function outputsFromPlace(place: Place | undefined, scope: StepScope): readonly Output[] {
  return entriesOf(place).map((entry) => {
    const when = child(entry, 'when')
    const round = child(entry, 'round')
    const otherwise = child(entry, 'otherwise')
    const steps = stepsFromPlace(child(entry, 'steps'), scope)
    return {
      name: entry.key,
      title: wordsAt(entry, 'title'),
      steps,
      onlyEligible: textAt(entry, 'only') === 'eligible',
      when: when ? (conditionFromPlace(when, scope) ?? null) : null,
      otherwise: otherwise && plainValue(otherwise),
      rounding: round ? (roundingFromPlace(round, scope.rounding, scope.problems) ?? null) : null,
      type: steps.at(-1)?.type,
      origin: keyOriginOf(entry),
    }
  })
}

const plainValue = (place: Place) =>
  asList(place)
    ? itemsOf(place).map((item) => textOf(item) ?? '')
    : (Rational.parse(textOf(place) ?? '') ?? textOf(place) ?? null)

function referFromPlace(place: Place | undefined, scope: Scope): readonly Refer[] {
  return entriesOf(place).map((entry) => {
    const when = child(entry, 'when')
    return {
      code: entry.key,
      title: wordsAt(entry, 'title'),
      when: when ? (conditionFromPlace(when, scope) ?? null) : null,
      always: isTrue(child(entry, 'always')),
      origin: keyOriginOf(entry),
    }
  })
}

const effectiveOf = (place: Place | undefined, { effective, problems }: ClauseContext): EffectiveRange =>
  place ? effectiveFromPlace(place, problems) : effective

/** `effective: { from, until }`; errors EFFECTIVE_RANGE, DATE_IMPOSSIBLE. */
export function effectiveFromPlace(place: Place | undefined, problems: Problems): EffectiveRange {
  const day = (key: 'from' | 'until') => {
    const at = place && child(place, key)
    const value =
      at &&
      valueFromNode(
        at,
        { name: 'date' },
        { problems, name: key, typeCode: 'DATE_IMPOSSIBLE', valueCode: 'DATE_IMPOSSIBLE' },
      )
    return value === undefined ? null : (parseDate(textOf(at) ?? '') ?? null)
  }
  const range = { from: day('from'), until: day('until') }
  if (place && range.from && range.until && range.until.day <= range.from.day)
    report(
      problems,
      'EFFECTIVE_RANGE',
      originOf(place),
      { zh: '截止日不晚于起始日', en: '`until` is not after `from`' },
      {
        zh: 'until 写停止执行的那一天（不含）',
        en: 'write the first day it is no longer in force as `until`',
      },
    )
  return range
}

function readingsFromPlace(place: Place | undefined): readonly Reading[] {
  return entriesOf(place).map((entry) => ({
    id: entry.key,
    question: wordsAt(entry, 'question') ?? sameWords(entry.key),
    because: wordsAt(child(entry, 'default') ?? entry, 'because') ?? sameWords(''),
    alternatives: entriesOf(child(entry, 'alternatives')).map((alternative) => ({
      name: alternative.key,
      because: wordsAt(alternative, 'because') ?? sameWords(''),
    })),
    origin: keyOriginOf(entry),
  }))
}
