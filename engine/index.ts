/** The public interface of the engine. Runs in Node, browsers and workers; no I/O, no clock, no randomness. */
export * from './base/calendar.ts'
export * from './base/diagnostic.ts'
export { diagnosticCodes } from './base/diagnostic-codes.ts'
export { nearestName } from './base/nearest.ts'
export * from './base/rational.ts'
export * from './base/span.ts'
export * from './base/words.ts'
export * from './cases/case.ts'
export type { KeptResults } from './cases/kept.ts'
export { type ExplainedPart, explainCase, runCases, runCasesTwice, type Suite, suiteOf } from './cases/run.ts'
export * from './citations/coverage.ts'
export { citationFaults } from './citations/faults.ts'
export { fitting, states } from './citations/fits.ts'
export { coverageOf } from './citations/from-citations.ts'
export { numbersIn } from './citations/numbers-in.ts'
export { type NumberKind, type StatedDate, type TextNumber, valueText } from './citations/text-number.ts'
export * from './compare/change.ts'
export { changesBetween } from './compare/from-workspaces.ts'
export { findOperator, operators } from './conditions/operators.ts'
export { type Asked, type AskOptions, decideClaim, decideFacts, explainFacts } from './decision/ask.ts'
export { type ClaimPart, type Settlement, settleClaim } from './decision/claim.ts'
export { type ClauseWords, clauseWords } from './decision/clause-words.ts'
export * from './decision/decision.ts'
export {
  type OpenQuestion,
  openQuestions,
  type ReadingOutcome,
  worthOf,
} from './decision/open-questions.ts'
export * from './document/document.ts'
export * from './document/edit.ts'
export { documentFromJson } from './document/from-json.ts'
export { documentFromText } from './document/from-text.ts'
export { comparisons } from './expression/expression.ts'
export type { Value } from './expression/value.ts'
export { findMechanism, mechanisms } from './mechanisms/index.ts'
export type { Mechanism } from './mechanisms/mechanism.ts'
export { planFromClause } from './plan/from-clause.ts'
export type { Plan } from './plan/plan.ts'
export { appendLog, removeLastLog } from './policy/append-log.ts'
export * from './policy/declarations.ts'
export { conditionWords } from './policy/describe.ts'
export { factsJsonSchema } from './policy/facts-schema.ts'
export { formatValue, groupDigits, unitOf } from './policy/format.ts'
export type { LogChange, LogEntry, WrittenLogEntry } from './policy/log.ts'
export { valueOn } from './policy/parameters.ts'
export * from './policy/policy.ts'
export { parseReading } from './policy/readings.ts'
export { operandsOf, operandsOfCondition, operandsOfSteps, parametersRead } from './policy/reads.ts'
export type { TypeName, ValueType } from './policy/types.ts'
export {
  type DocumentCache,
  type FileKind,
  fileKind,
  loadWorkspace,
  type SourceFile,
  type Workspace,
} from './policy/workspace.ts'
export type { ReceiptChange } from './receipts/compare.ts'
export { decideWithReceipts, type ReceiptedPart, type ReceiptOptions } from './receipts/from-claim.ts'
export { receiptsFromDocument } from './receipts/from-document.ts'
export type { Receipt, ReceiptText } from './receipts/receipt.ts'
export { type Verified, verifyReceipt } from './receipts/verify.ts'
export { engineVersion } from './receipts/version.ts'
export * from './regions/counterfactual.ts'
export { currentValue, type RegionOptions, regionsOf, withFact } from './regions/from-plan.ts'
export * from './regions/regions.ts'
export { type WhyNotOptions, whyNot } from './regions/why-not.ts'
