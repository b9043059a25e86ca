import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { holds } from '../expression/compare.ts'
import { type Environment, evaluate, type Result } from '../expression/evaluate.ts'
import { comparisons, type Expression } from '../expression/expression.ts'
import { isUnknown, type Unknown, unknownOf } from '../expression/unknown.ts'
import { isRecordValue, type Value } from '../expression/value.ts'

type Comparing = Extract<Expression, { kind: 'compare' }>

/** The facts a run of json-rules-engine is given, by the names its conditions use. */
type EngineFacts = Map<string, Value>

/** What a condition is put into rules with, and whether something in it was unknown. */
interface Asked {
  readonly environment: Environment
  readonly facts: EngineFacts
  isOpen: boolean
}

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
  const add = (condition: Expression, name: string, optimistic: boolean): boolean => {
    const asked: Asked = { environment, facts, isOpen: false }
    const rule = asRule(condition, optimistic, asked)
    engine.addRule({ name, conditions: topLevel(rule), event: { type: name } })
    return asked.isOpen
  }
  // Where nothing is unknown, the second run would be the first again.
  const open = conditions.map(
    (condition, index) => add(condition, `${index} lower`, false) && add(condition, `${index} upper`, true),
  )
  for (const [name, value] of facts) engine.addFact(name, value)
  const { events } = await engine.run()
  const held = new Set(events.map(({ type }) => type))
  return conditions.map((condition, index) => {
    const lower = held.has(`${index} lower`)
    const upper = open[index] ? held.has(`${index} upper`) : lower
    return lower === upper ? lower : undecided(condition, environment)
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

/**
 * A map with the key `fact` would be taken as a reference, so values travel in an envelope; json-rules-engine
 * copies conditions whole for its results, but not functions.
 */
type Envelope = () => Value

const unwrapped = (value: unknown): Value => (value as Envelope)()

type RuleCondition =
  | { all: RuleCondition[] }
  | { any: RuleCondition[] }
  | { not: RuleCondition }
  | { fact: string; operator: string; value: Envelope; path?: string }

const topLevel = (condition: RuleCondition): TopLevelCondition =>
  ('fact' in condition ? { all: [condition] } : condition) as TopLevelCondition

/** A condition as json-rules-engine takes it. `optimistic` is what an unknown comparison is settled as. */
function asRule(condition: Expression, optimistic: boolean, asked: Asked): RuleCondition {
  switch (condition.kind) {
    case 'all':
      return { all: condition.of.map((inner) => asRule(inner, optimistic, asked)) }
    case 'any':
      return { any: condition.of.map((inner) => asRule(inner, optimistic, asked)) }
    case 'not':
      return { not: asRule(condition.of, !optimistic, asked) }
    case 'compare':
      return comparisonRule(condition, optimistic, asked)
    default:
      return settledRule(evaluate(condition, asked.environment), optimistic, asked)
  }
}

/** What is known before json-rules-engine is asked; the unknown is settled. */
function settledRule(result: Result, optimistic: boolean, asked: Asked): RuleCondition {
  const isOpen = isUnknown(result)
  if (isOpen) asked.isOpen = true
  const holdsHere = isOpen ? optimistic : result === true
  const key = holdsHere ? 'settled yes' : 'settled no'
  asked.facts.set(key, holdsHere)
  return { fact: key, operator: 'equal', value: () => true }
}

function comparisonRule({ by, left, right }: Comparing, optimistic: boolean, asked: Asked): RuleCondition {
  const { environment, facts } = asked
  const inner = left.kind === 'fact' && left.path.length > 0 ? { ...left, path: [] } : left
  const whole = evaluate(inner, environment)
  const reached = evaluate(left, environment)
  const against = evaluate(right, environment)
  if (isUnknown(whole)) return settledRule(whole, optimistic, asked)
  if (isUnknown(reached)) return settledRule(reached, optimistic, asked)
  if (isUnknown(against)) return settledRule(against, optimistic, asked)
  // By number: a series read on two days is two facts.
  const key = String(facts.size)
  facts.set(key, whole)
  return {
    fact: key,
    operator: by,
    value: () => against,
    ...(inner !== left && left.kind === 'fact' && { path: `$.${left.path.join('.')}` }),
  }
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
