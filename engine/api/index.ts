/**
 * Deciding without texts: a compiled policy's JSON, plain facts, exact decisions. Runs in Node, browsers and
 * workers; no I/O, no clock, no randomness.
 */
import type { DecidingPolicy, PlainDecisions, PlainFacts } from './answer.ts'
import { decidingPolicy } from './deciding.ts'
import { partsFromJson } from './from-json.ts'
import type { PolicyOptions } from './parts.ts'

export type { DiagnosticCode } from '../base/diagnostic.ts'
export { Rational, type Rounding, type RoundingMode } from '../base/rational.ts'
export type { Language, Words } from '../base/words.ts'
export type { Decision, OutputValue } from '../decision/decision.ts'
export type * from './answer.ts'
export {
  codesIn,
  type Encoded,
  type NumberClause,
  type NumberInput,
  type Numbers,
  type Results,
} from './numbers.ts'
export type { PolicyOptions } from './parts.ts'
export type { PortablePolicy } from './portable.ts'
export type { Problem } from './problem.ts'

/**
 * A policy that decides, from the JSON that `clausebook compile` writes.
 *
 * Shape   JSON value × options → DecidingPolicy
 * Errors  VALUE_TYPE, LANGUAGE_VERSION for the JSON; CLAUSE_UNKNOWN, DATE_IMPOSSIBLE for the options (in
 *         `problems`, and instead of every decision)
 */
export function policyFromJson<F extends object = PlainFacts, D extends object = PlainDecisions>(
  json: unknown,
  options: PolicyOptions = {},
): DecidingPolicy<F, D> {
  // The names of facts and clauses are those of the policy the types were made from.
  return decidingPolicy(partsFromJson(json), options) as unknown as DecidingPolicy<F, D>
}
