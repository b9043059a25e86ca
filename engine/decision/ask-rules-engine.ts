import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { holds } from '../expression/compare.ts'
import { type Environment, evaluate, type Result } from '../expression/evaluate.ts'
import { comparisons, type Expression } from '../expression/expression.ts'
import { isUnknown, type Unknown, unknownOf } from '../expression/unknown.ts'
import { isRecordValue, type Value } from '../expression/value.ts'

type Comparing = Extract<Expression, { kind: 'compare' }>

/** The facts a run of json-rules-engine is given, by the names its conditions use. */
type EngineFacts = Map<string, Value>

/**
 * Decides conditions with json-rules-engine: exact operators in place of its own, our own path resolver,
 * a fresh engine for every call. Comparisons of unknown things are settled before it is asked, once as
 * failing and once as holding (the other way under `not`): where both runs agree the condition is decided
 * whatever the unknown turns out to be, which is Kleene's logic.
 *
 * Shape   conditions × environment → yes, no or unknown, in the same order
 */
export async function askRulesEngine(
  conditions: readonly Expression[],
  environment: Environment,
): Promise<readonly Result[]> {
  const facts: EngineFacts = new Map()
  const engine = exactEngine()
  const names = conditions.map((condition, index) => {
    for (const bound of ['lower', 'upper'] as const)
      engine.addRule({
        name: `${index} ${bound}`,
        conditions: topLevel(asRule(condition, bound === 'upper', environment, facts)),
        event: { type: `${index} ${bound}` },
      })
    return index
  })
  for (const [name, value] of facts) engine.addFact(name, value)
  const { events } = await engine.run()
  const held = new Set(events.map(({ type }) => type))
  return names.map((index) => {
    const lower = held.has(`${index} lower`)
    const upper = held.has(`${index} upper`)
    return lower === upper ? lower : undecided(conditions[index] as Expression, environment)
  })
}

function exactEngine(): Engine {
  const engine = new Engine([], {
    // Own properties of our records only; anything else is a fault of ours.
    pathResolver: (value: unknown, path: string) => {
      let reached = value as Value
      for (const key of path.split('.').slice(1)) {
        if (!isRecordValue(reached) || !Object.hasOwn(reached.fields, key))
          throw new Error(`no ${path} in a record`)
        reached = reached.fields[key] as Value
      }
      return reached
    },
  })
  for (const name of comparisons)
    engine.addOperator<Value, Value>(name, (left, right) => holds(name, left, unwrapped(right)))
  for (const name of ['some', 'every', 'someFact', 'everyFact', 'everyValue', 'someValue', 'not', 'swap'])
    engine.removeOperatorDecorator(name)
  return engine
}

/** A map with the key `fact` would be taken as a reference, so values travel in an envelope. */
interface Envelope {
  readonly exact: Value
}

const unwrapped = (value: unknown): Value => (value as Envelope).exact

type RuleCondition =
  | { all: RuleCondition[] }
  | { any: RuleCondition[] }
  | { not: RuleCondition }
  | { fact: string; operator: string; value: Envelope; path?: string }

const topLevel = (condition: RuleCondition): TopLevelCondition =>
  ('fact' in condition ? { all: [condition] } : condition) as TopLevelCondition

/** A condition as json-rules-engine takes it. `optimistic` is what an unknown comparison is settled as. */
function asRule(
  condition: Expression,
  optimistic: boolean,
  environment: Environment,
  facts: EngineFacts,
): RuleCondition {
  switch (condition.kind) {
    case 'all':
      return { all: condition.of.map((inner) => asRule(inner, optimistic, environment, facts)) }
    case 'any':
      return { any: condition.of.map((inner) => asRule(inner, optimistic, environment, facts)) }
    case 'not':
      return { not: asRule(condition.of, !optimistic, environment, facts) }
    case 'compare':
      return comparisonRule(condition, optimistic, environment, facts)
    default:
      return settledRule(evaluate(condition, environment), optimistic, facts)
  }
}

/** What is known before json-rules-engine is asked; the unknown is settled. */
function settledRule(result: Result, optimistic: boolean, facts: EngineFacts): RuleCondition {
  const holdsHere = isUnknown(result) ? optimistic : result === true
  const key = holdsHere ? 'settled yes' : 'settled no'
  facts.set(key, holdsHere)
  return { fact: key, operator: 'equal', value: { exact: true } }
}

function comparisonRule(
  { by, left, right }: Comparing,
  optimistic: boolean,
  environment: Environment,
  facts: EngineFacts,
): RuleCondition {
  const inner = left.kind === 'fact' && left.path.length > 0 ? { ...left, path: [] } : left
  const whole = evaluate(inner, environment)
  const reached = evaluate(left, environment)
  const against = evaluate(right, environment)
  if (isUnknown(whole)) return settledRule(whole, optimistic, facts)
  if (isUnknown(reached)) return settledRule(reached, optimistic, facts)
  if (isUnknown(against)) return settledRule(against, optimistic, facts)
  const name = left.kind === 'fact' || left.kind === 'value' ? left.name : 'expression'
  // A series read on two days is two facts.
  const key = uniqueKey(name, whole, facts)
  facts.set(key, whole)
  return {
    fact: key,
    operator: by,
    value: { exact: against },
    ...(inner !== left && left.kind === 'fact' && { path: `$.${left.path.join('.')}` }),
  }
}

function uniqueKey(name: string, value: Value, facts: EngineFacts): string {
  let key = name
  for (let n = 2; facts.has(key) && facts.get(key) !== value; n++) key = `${name} ${n}`
  return key
}

/** What an undecided condition needs: of its undecided parts, in written order. */
function undecided(condition: Expression, environment: Environment): Unknown {
  const needs: Unknown[] = []
  const visit = (one: Expression): void => {
    if (one.kind === 'all' || one.kind === 'any') {
      for (const inner of one.of) if (isUnknown(evaluate(inner, environment))) visit(inner)
    } else if (one.kind === 'not') visit(one.of)
    else {
      const result = evaluate(one, environment)
      if (isUnknown(result)) needs.push(result)
    }
  }
  visit(condition)
  return unknownOf(needs)
}
