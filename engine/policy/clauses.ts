import { parseDate } from '../base/calendar.ts'
import { nearestName } from '../base/nearest.ts'
import type { Rounding } from '../base/rational.ts'
import { sameWords } from '../base/words.ts'
import { isProblem } from '../mechanisms/quantity.ts'
import { checkRedacted } from './check-supplies.ts'
import { type ClauseContext, scopeOf } from './clause-scope.ts'
import { namedConditions } from './conditions.ts'
import type { EffectiveRange } from './declarations.ts'
import {
  child,
  entriesOf,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import type { Parameters } from './parameters.ts'
import type { Clause, Pays, Reading } from './policy.ts'
import { type Problems, report } from './problems.ts'
import { factsReadBy, valuesNeeded } from './reads.ts'
import { checkOutput, opensOutput, outputsFromPlace, referFromPlace } from './results.ts'
import { roundingFromPlace } from './rounding.ts'
import type { NamedValue } from './rules.ts'
import type { StepScope } from './scope.ts'
import { sourceFromPlace } from './sources.ts'
import { stackingOf } from './stacking.ts'
import { stepsFromPlace } from './steps.ts'
import { valueFromNode } from './value-from-node.ts'

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
  const check = child(place, 'check')
  const opens = child(place, 'opens')
  const outputs = [
    ...(check ? [checkOutput(check, scope)] : []),
    ...outputsFromPlace(child(place, 'outputs'), scope),
    ...(opens ? [opensOutput(opens, scope)] : []),
  ]
  const refer = referFromPlace(child(place, 'refer'), scope)
  // Reading them all finds faults in those that nothing uses yet.
  for (const name of scope.valueNames.keys()) scope.value(name, originOf(place))
  for (const name of scope.conditionNames.keys()) scope.condition(name, originOf(place))
  const read = { eligibility, values: built.values, amount, rounding, outputs, refer }
  const ownValues = new Set(entriesOf(child(place, 'values')).map(({ key }) => key))
  const rules = { ...read, values: valuesNeeded(read, ownValues) }
  // Of a unit that is not known, that is the fault.
  if (amount && amountPlace && rounding) checkAmountUnit(amountPlace, unit, amount.at(-1)?.type, problems)
  checkRedacted(own.list, scope.facts, problems)
  const source = child(place, 'source')
  const readAt = textAt(place, 'read_at') ?? textAt(context.provisionPlace, 'read_at') ?? 'as_of'
  const effective = effectiveOf(
    child(place, 'effective') ?? child(context.provisionPlace, 'effective'),
    context,
  )
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
    kind: check ? 'check' : 'benefit',
    opens: itemsOf(opens).map((item) => textOf(item) ?? ''),
    stacking: stackingOf(child(place, 'stacking'), context),
    effective,
    readAt,
    parameters: own.list,
    facts: factsReadBy(rules, scope.facts, readAt, effective.from !== null || effective.until !== null),
    rules,
    readings: readingsFromPlace(child(place, 'readings')),
    origin: keyOriginOf(place),
  }
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

/** `readings:` of a clause or a policy. */
export function readingsFromPlace(place: Place | undefined): readonly Reading[] {
  return entriesOf(place).map((entry) => ({
    id: entry.key,
    question: wordsAt(entry, 'question') ?? sameWords(entry.key),
    because: wordsAt(child(entry, 'default') ?? entry, 'because') ?? sameWords(''),
    alternatives: entriesOf(child(entry, 'alternatives')).map((alternative) => ({
      name: alternative.key,
      because: wordsAt(alternative, 'because') ?? sameWords(''),
      computed: child(alternative, 'change') !== undefined,
    })),
    origin: keyOriginOf(entry),
  }))
}
