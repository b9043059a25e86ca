import {
  type CaseResult,
  type Clause,
  type ClauseWords,
  clauseWords,
  type Decision,
  type ExplainedPart,
  groupDigits,
  type NamedCondition,
  type Value,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type {
  ClausePage,
  ConditionView,
  FactView,
  OpenCase,
  OpenSection,
  PartView,
} from '../state/clause-view.ts'
import { calledBy } from './called.ts'
import { raisedWords } from './clause-notes.ts'
import { conditionTree } from './condition-tree.ts'
import { differenceWords } from './differences.ts'
import type { Numbering } from './marks.ts'
import { outcomeWords } from './outcome.ts'
import { outputViews } from './outputs.ts'
import { shownValue } from './shown.ts'
import { type StepShowing, tracedSteps } from './steps.ts'

/** The open case as both texts explain it: each time it runs the clause at hand. */
export interface Opened {
  readonly key: string
  readonly result: CaseResult
  readonly parts: readonly { readonly now: ExplainedPart; readonly saved: ExplainedPart | null }[]
  /** Nothing is open: it only lends the amount its numbers. */
  readonly isExample: boolean
  readonly beside: OpenCase['beside']
}

/** A clause of the open case, by both texts. */
export type Part = Opened['parts'][number]

/** What the open case shows beside its row. */
export function openCase(
  { key, result, parts, beside }: Opened,
  numbering: Numbering,
  numbersOf: StepShowing['numbersOf'],
  workspace: Workspace,
): OpenCase {
  return {
    key,
    beside,
    sections: parts.map((part) => openSection(part, numbering, numbersOf, workspace)),
    parts: partViews(result, workspace),
    total: result.total && {
      amount: yuan(result.total.amount),
      budget: result.total.budget === null ? null : yuan(result.total.budget),
      remaining: result.total.remaining === null ? null : yuan(result.total.remaining),
    },
    differences: differenceWords(result, workspace).map((words) => ({ words })),
    derivation: result.derivation,
  }
}

const yuan = (amount: string): Words => ({
  zh: `${groupDigits(amount)} 元`,
  en: `${groupDigits(amount)} CNY`,
})

export function openSection(
  { now, saved }: Part,
  numbering: Numbering,
  numbersOf: StepShowing['numbersOf'],
  workspace: Workspace,
): OpenSection {
  const { rules: clause, explanation } = now
  const name = calledBy(clause, workspace)
  const showing = { clause, numbersOf, name }
  const conditions = conditionViews(clauseWords(clause), null, numbering, now)
  return {
    facts: factViews(now, workspace),
    conditions: conditions.filter(({ holds }) => holds !== true),
    met: conditions.filter(({ holds }) => holds === true),
    values: reckonedValues({ now, saved }, showing),
    steps: tracedSteps(explanation.steps, saved?.explanation.steps ?? null, showing),
    due: dueOf({ now, saved }),
    outputs: outputViews(clause, explanation.decision, saved?.explanation.decision ?? null, name).filter(
      (output) => output.now !== null || output.saved !== null,
    ),
    refer: raisedWords(clause, explanation.decision),
  }
}

/** The facts used, those that are records or lists by their parts. */
function factViews({ explanation, rules, facts }: ExplainedPart, workspace: Workspace): readonly FactView[] {
  const name = calledBy(rules, workspace)
  return explanation.facts.map(({ name: fact, title, value, assumed }) => {
    const declared = rules.facts.find((one) => one.name === fact)
    const given: Value | undefined = assumed ? declared?.absent : facts.get(fact)
    const shown = given === undefined ? null : shownValue(given, declared?.type, name)
    return { title, value: { text: value, rows: shown?.rows ?? null }, assumed }
  })
}

/** The clauses of a case that runs several, with what each comes to. */
function partViews({ clause, decisions, total }: CaseResult, workspace: Workspace): readonly PartView[] {
  if (clause !== null || !total) return []
  return decisions.map((decision, index) => {
    const rules = workspace.clause(decision.clause)
    const part = total.parts[index]
    const winner = part?.yieldsTo == null ? undefined : decisions[part.yieldsTo]
    const { eligible, amount, outputs } = decision
    return {
      id: decision.clause,
      title: rules?.title ?? { zh: decision.clause, en: decision.clause },
      outcome: outcomeWords({ eligible, amount, consistent: outputs.consistent ?? null }, rules),
      counts: part?.counts === true,
      yieldsTo: winner ? (workspace.clause(winner.clause)?.title ?? null) : null,
    }
  })
}

/** Conditions in words; with a case, whether they hold and what it brings to them. */
export function conditionViews(
  words: ClauseWords,
  saved: ClauseWords | null,
  numbering: Numbering,
  part: ExplainedPart | null,
  /** The clause whose branches are shown too. */
  branches: { readonly clause: Clause; readonly workspace: Workspace } | null = null,
): readonly ConditionView[] {
  return words.conditions.map((condition) => {
    const old = saved?.conditions.find(({ code }) => code === condition.code)?.words
    const traced = part?.explanation.conditions.find(({ code }) => code === condition.code)
    const named = branches?.clause.rules.eligibility.find(({ code }) => code === condition.code)
    return {
      code: condition.code,
      tree: branches && named ? treeOf(named, branches.workspace) : null,
      title: named?.title ?? null,
      quote: condition.quote,
      words: traced?.words ?? condition.words,
      before: old && (old.zh !== condition.words.zh || old.en !== condition.words.en) ? old : null,
      numbers: numbering.of(condition.quote),
      ...(traced && { holds: traced.holds, given: traced.given }),
    }
  })
}

const treeOf = ({ condition, origin }: NamedCondition, workspace: Workspace) =>
  conditionTree(condition, origin.path, origin.file, workspace)

/** Values reckoned on the way, step by step. */
export const reckonedValues = ({ now, saved }: Part, showing: StepShowing): ClausePage['values'] =>
  now.explanation.values.map(({ name, title, steps }) => ({
    title,
    steps: tracedSteps(
      steps,
      saved?.explanation.values.find((value) => value.name === name)?.steps ?? null,
      showing,
    ),
  }))

/** What a case comes to, now and by the saved text. */
export const dueOf = ({ now, saved }: Part) => ({
  now: decided(now.explanation.decision, now.rules),
  saved: saved && decided(saved.explanation.decision, saved.rules),
})

const decided = ({ eligible, amount, outputs }: Decision, clause: Clause): Words =>
  outcomeWords({ eligible, amount, consistent: outputs.consistent ?? null }, clause)
