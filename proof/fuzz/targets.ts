import { bigIntegers, doubles, overflow } from '../../engine/decision/arithmetic.ts'
import { askRulesEngine } from '../../engine/decision/ask-rules-engine.ts'
import { deciderOf } from '../../engine/decision/decide.ts'
import { executableOf } from '../../engine/decision/executable.ts'
import { explain } from '../../engine/decision/explain.ts'
import { assemble } from '../../engine/decision/outcome.ts'
import { inForce, questionOf } from '../../engine/decision/question.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import { optionsOf, type Pair } from './pair.ts'
import { conditionsOf, type Reference } from './reference.ts'
import { columns, rooms, rows } from './scaled-targets.ts'

/** Two sides of one question, to be the same to the letter; undefined where a target leaves it to others. */
export type Answer = { readonly said: unknown; readonly expected: unknown } | undefined

/** Prepared once for a plan, it answers pairs; `reference` is what the interpreter said. */
export interface Target {
  readonly name: string
  /** Asked of one pair in so many: the slow ones. */
  readonly oneIn: number
  readonly prepare: (plan: Plan) => (pair: Pair, reference: Reference) => Answer | Promise<Answer>
}

const ofArithmetic =
  (arithmetic: typeof doubles | typeof bigIntegers): Target['prepare'] =>
  (plan) => {
    let run: ReturnType<typeof executableOf> | undefined
    return ({ facts, how }, { assembled }) => {
      try {
        run ??= executableOf(plan, arithmetic as typeof doubles)
        const question = questionOf(plan, facts, optionsOf(how), null)
        return { said: assemble(plan, run(question), inForce(plan, question)), expected: assembled }
      } catch (fault) {
        if (fault === overflow) return undefined
        throw fault
      }
    }
  }

/** Every execution there is. A further one is a line here. */
export const targets: readonly Target[] = [
  { name: 'closures over doubles', oneIn: 1, prepare: ofArithmetic(doubles) },
  { name: 'closures over big integers', oneIn: 1, prepare: ofArithmetic(bigIntegers) },
  {
    name: 'json-rules-engine',
    oneIn: 4,
    prepare: (plan) => async (_, reference) => {
      const asked = conditionsOf(plan, reference)
      if (asked.length === 0) return undefined
      const said = await askRulesEngine(
        asked.map(({ condition }) => condition),
        reference.environment,
      )
      // What an open condition needs is told in the order of its parts, which the whole explanation proves.
      const truth = (result: unknown) =>
        typeof result === 'boolean' || result === null ? result === true : 'open'
      return { said: said.map(truth), expected: asked.map((one) => truth(one.said)) }
    },
  },
  {
    name: 'the decider and its whole explanation',
    oneIn: 16,
    prepare: (plan) => {
      const decider = deciderOf(plan)
      return async ({ facts, how }) => {
        const options = optionsOf(how)
        const { explanation, undated } = await explain(plan, facts, options)
        return { said: decider.decide(facts, options), expected: { decision: explanation.decision, undated } }
      }
    },
  },
  { name: 'generated code over rows', oneIn: 1, prepare: rows('generated') },
  { name: 'generated code over columns', oneIn: 1, prepare: columns('generated') },
  { name: 'generated code step by step over rows', oneIn: 1, prepare: rows('interpreted') },
  { name: 'generated code step by step over columns', oneIn: 1, prepare: columns('interpreted') },
  { name: 'generated code in WebAssembly, by vectors', oneIn: 1, prepare: rooms('vectors') },
  { name: 'generated code in WebAssembly, by scalars', oneIn: 1, prepare: rooms('scalars') },
]
