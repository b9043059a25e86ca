import type { Rounding } from '../base/rational.ts'
import { conditionFromPlace } from './conditions.ts'
import type { EffectiveRange, FactDeclaration, Origin, Parameter } from './declarations.ts'
import { overriddenFact } from './facts.ts'
import { asList, child, entriesOf, keyOriginOf, type Place, wordsAt } from './nodes.ts'
import type { Parameters, Table } from './parameters.ts'
import type { Clause } from './policy.ts'
import { type Problems, report } from './problems.ts'
import type { Condition, NamedValue } from './rules.ts'
import type { StepScope } from './scope.ts'
import { stepsFromPlace } from './steps.ts'

/** What a clause is read with: its provision and policy, and all that can be named. */
export interface ClauseContext {
  readonly policy: string
  readonly provision: string
  readonly provisionPlace: Place
  readonly shared: Parameters
  readonly vocabulary: ReadonlyMap<string, FactDeclaration>
  readonly allParameters: Pick<ReadonlyMap<string, Parameter>, 'get' | 'values'>
  readonly rounding: Readonly<Record<string, Rounding>>
  /** Of the policy, for clauses and provisions that state none. */
  readonly effective: EffectiveRange
  readonly problems: Problems
  /** Every clause of all policies, by id. */
  readonly clauseIds: () => readonly string[]
  /** A clause under the readings at hand; undefined until all are read. */
  readonly clause: (id: string) => Clause | undefined
}

/** The names of a clause. Values and conditions are read at their first use; a second visit on the way is a cycle. */
export function scopeOf(place: Place, own: Parameters, context: ClauseContext) {
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
    entry: null,
    clauseIds: context.clauseIds,
    clause: context.clause,
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
    conditionTitle: (name) => {
      const at = conditionPlaces.get(name)
      return at ? wordsAt(at, 'title') : null
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
