import { sameWords, type Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'
import { valueOn } from '../policy/dated-values.ts'
import type { Parameter } from '../policy/declarations.ts'
import {
  conditionWords,
  namedConditionWords,
  operandTitle,
  operandWords,
  type Showing,
} from '../policy/describe.ts'
import type { Clause } from '../policy/policy.ts'
import { operandsOfCondition } from '../policy/reads.ts'
import type { Operand, Step } from '../policy/rules.ts'
import { beside, joinedBy, listed, nothing, roundingWords, stepWords, unfilled } from './step-words.ts'

/** A clause in words, without an applicant. */
export interface ClauseWords {
  readonly conditions: readonly {
    readonly code: string
    readonly words: Words
    readonly quote: string | null
    /** Full names of the parameters it compares with. */
    readonly parameters: readonly string[]
  }[]
  readonly steps: readonly {
    readonly mechanism: string
    readonly words: Words
    readonly parameters: readonly string[]
  }[]
}

/** Describes a clause with the values its parameters have on a day (or state, without one). */
export function clauseWords(clause: Clause, asOf: { readonly day: number } | null = null): ClauseWords {
  const showing: Showing = { parameter: (parameter) => valueAt(parameter, asOf) }
  return {
    conditions: clause.rules.eligibility.map((named) => ({
      code: named.code,
      words: namedConditionWords(named, showing),
      quote: named.quote,
      parameters: parameterNames([...operandsOfCondition(named.condition)]),
    })),
    steps: [
      ...(clause.rules.amount ?? []).flatMap((step, index) => stepInWords(step, index, showing)),
      ...(clause.rules.rounding
        ? [{ mechanism: 'round', words: roundingWords(clause.rules.rounding, clause.unit), parameters: [] }]
        : []),
    ],
  }
}

const valueAt = (parameter: Parameter, asOf: { readonly day: number } | null): Value | undefined => {
  const found = asOf ? valueOn(parameter.values, asOf) : parameter.values[0]
  return found?.value ?? undefined
}

const parameterNames = (operands: readonly Operand[]): readonly string[] =>
  operands.flatMap((operand) => (operand.kind === 'parameter' ? [operand.parameter.name] : []))

function stepInWords(step: Step, index: number, showing: Showing): ClauseWords['steps'] {
  const { mechanism } = step
  const base = mechanism.base === undefined ? undefined : step.operands[mechanism.base]?.[0]
  const all = [
    ...Object.values(step.operands).flat(),
    ...step.cases.map(({ then }) => then),
    ...(step.otherwise ? [step.otherwise] : []),
    ...step.rows.map(({ operand }) => operand),
  ]
  return [
    ...(base ? [{ mechanism: 'base', words: operandTitle(base), parameters: parameterNames([base]) }] : []),
    {
      mechanism: mechanism.name,
      words: stepWords(mechanism.words, fillings(step, index, showing)),
      parameters: parameterNames(all),
    },
    ...(step.body ?? []).flatMap((inner, at) => stepInWords(inner, at, showing)),
  ]
}

function fillings(step: Step, index: number, showing: Showing): Readonly<Record<string, Words>> {
  const filled: Record<string, Words> = { ...unfilled(step.mechanism) }
  if (step.where) filled.where = conditionWords(step.where, showing)
  if (step.earlier) filled.clause = sameWords(step.earlier.clause)
  for (const [name, operands] of Object.entries(step.operands)) {
    const titled = step.mechanism.words.en.includes(`{${name}_title}`)
    filled[`${name}_title`] = listed(operands.map(operandTitle))
    // A fact has no value without an applicant: its title stands for it, once.
    filled[name] = listed(
      operands.map((operand) =>
        operand.kind === 'parameter'
          ? operandWords(operand, showing)
          : titled
            ? nothing
            : operandTitle(operand),
      ),
    )
  }
  const choices = [
    ...step.cases.map(({ then }) => then),
    ...(step.otherwise ? [step.otherwise] : []),
    ...step.rows.map(({ operand }) => operand),
  ]
  const { sign } = step.mechanism
  if (sign !== undefined)
    filled.joined = joinedBy(
      sign,
      (step.operands.x ?? []).map((operand) =>
        beside(
          operandTitle(operand),
          operand.kind === 'parameter' ? operandWords(operand, showing) : nothing,
        ),
      ),
      index > 0,
    )
  filled.chosen = sameWords('')
  filled.chosen_title = listed(
    choices.map((operand) =>
      beside(operandTitle(operand), operand.kind === 'parameter' ? operandWords(operand, showing) : nothing),
    ),
  )
  if (step.rounding) filled.rounding = roundingWords(step.rounding, step.type?.unit)
  return filled
}
