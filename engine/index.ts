/** The public interface of the engine. Runs in Node, browsers and workers; no I/O, no clock, no randomness. */
export * from './amend/amendment.ts'
export { type DraftOptions, draftAmendment } from './amend/draft.ts'
export { type AmendedFiles, amendedFiles } from './amend/files.ts'
export { amendmentHtml, amendmentMarkdown, amendmentText, decisionLines } from './amend/print.ts'
export * from './base/calendar.ts'
export * from './base/diagnostic.ts'
export { diagnosticCodes } from './base/diagnostic-codes.ts'
export { nearestName } from './base/nearest.ts'
export * from './base/rational.ts'
export * from './base/span.ts'
export * from './base/words.ts'
export { appendCase, writtenOutput } from './cases/append-case.ts'
export * from './cases/case.ts'
export type { KeptResults } from './cases/kept.ts'
export { type OtherRuns, type Otherwise, runsOtherwise } from './cases/otherwise.ts'
export { type ExplainedPart, explainCase, runCases, runCasesTwice, type Suite, suiteOf } from './cases/run.ts'
export { caseOptions } from './cases/tasks.ts'
export * from './citations/coverage.ts'
export { citationFaults } from './citations/faults.ts'
export { fitting, states } from './citations/fits.ts'
export { coverageOf } from './citations/from-citations.ts'
export { numbersIn } from './citations/numbers-in.ts'
export { type NumberKind, type StatedDate, type TextNumber, valueText } from './citations/text-number.ts'
export { type CaseCause, type CaseComparison, casesBetween, isCause } from './compare/cases.ts'
export * from './compare/change.ts'
export { contentHash } from './compare/content.ts'
export { changesBetweenDates } from './compare/dates.ts'
export { type ClauseEffect, effectsBetween } from './compare/effects.ts'
export type { Extreme } from './compare/extremes.ts'
export { changesBetween } from './compare/from-workspaces.ts'
export type { PartEffect, Stretches } from './compare/part-effect.ts'
export { type Review, reviewOf } from './compare/review.ts'
export { type EffectWords, effectWords, type WitnessFact } from './compare/review-words.ts'
export { changesInClause, withoutChange } from './compare/undo.ts'
export { causesOf, parametersOf, type Reversible, rulesWithout } from './compare/without.ts'
export type { Witness } from './compare/witness.ts'
export { witnessCase } from './compare/witness-case.ts'
export { findOperator, operators } from './conditions/operators.ts'
export { type Asked, type AskOptions, decideClaim, decideFacts, explainFacts } from './decision/ask.ts'
export { type ClaimPart, type Settlement, settleClaim } from './decision/claim.ts'
export { type ClauseWords, clauseWords } from './decision/clause-words.ts'
export { type Decided, type Decider, deciderOf } from './decision/decide.ts'
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
export { type Comparison, comparisons } from './expression/expression.ts'
export type { Value } from './expression/value.ts'
export { findMechanism, mechanisms } from './mechanisms/index.ts'
export type { Mechanism } from './mechanisms/mechanism.ts'
export { planFromClause } from './plan/from-clause.ts'
export type { Plan } from './plan/plan.ts'
export { appendLog, removeLastLog } from './policy/append-log.ts'
export { canCompare, comparedType, comparisonsOf, oppositeOf } from './policy/comparable.ts'
export { valueOn, valuesInForce } from './policy/dated-values.ts'
export * from './policy/declarations.ts'
export { conditionWords } from './policy/describe.ts'
export { factsJsonSchema } from './policy/facts-schema.ts'
export { formatValue, groupDigits, unitOf } from './policy/format.ts'
export type { LogChange, LogEntry, WrittenLogEntry } from './policy/log.ts'
export { fieldType } from './policy/paths.ts'
export * from './policy/policy.ts'
export { parseReading } from './policy/readings.ts'
export { operandsOf, operandsOfCondition, operandsOfSteps, parametersRead } from './policy/reads.ts'
export type { Condition, NamedCondition } from './policy/rules.ts'
export type { TypeName, ValueType } from './policy/types.ts'
export { type Upkeep, upkeepFaults, upkeepOf } from './policy/upkeep.ts'
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
export {
  fileOf,
  filesOfChange,
  type ReviewedChange,
  type ReviewedFile,
  type ReviewedVersion,
  reviewText,
  type SignedReview,
  signed,
  versionHash,
} from './review/review.ts'
export { type ReadReview, type ReviewStanding, reviewFromText, standingOf } from './review/standing.ts'
export { type Column, type ColumnResults, columnFor } from './scaled/columns.ts'
export { encodeFacts } from './scaled/encode.ts'
export { type Program, type ProgramOptions, programFrom } from './scaled/program.ts'
export { emptyCell } from './scaled/storage.ts'
export { type Bounds, boundsOf } from './trial/bounds.ts'
export { fieldsOf, type TrialField } from './trial/fields.ts'
export { explainTrial, type TrialOptions, trialOf, whyNotTrial } from './trial/from-facts.ts'
export { type TrialReceipts, trialReceipts } from './trial/receipts.ts'
export type { Trial, TrialPart, TrialQuestion, TrialState, TrialTotals } from './trial/trial.ts'
export { type VersionOptions, versionFaults } from './versioning/faults.ts'
export { type Crew, crewOf, type Member, workerScript } from './wasm/crew.ts'
export { type Room, type RoomOptions, roomFor } from './wasm/room.ts'
