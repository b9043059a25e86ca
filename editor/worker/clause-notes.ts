import {
  type Clause,
  conditionWords,
  type Decision,
  type Policy,
  parseReading,
  type Reading,
  sameWords,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { casesOf } from '../state/cases-of.ts'
import type { CheckView, ClauseLink, ReadingView, ReferView, StackingView } from '../state/clause-view.ts'
import type { CaseRow } from '../state/view.ts'
import { conditionTree, stated } from './condition-tree.ts'

/** The condition of a check, with what it says of the case that lends its numbers. */
export function checkView(
  clause: Clause,
  saved: Clause | undefined,
  decision: Decision | null,
  workspace: Workspace,
): CheckView | null {
  const words = checkWords(clause)
  if (!words) return null
  const before = saved && checkWords(saved)
  const holds = decision?.outputs.consistent
  return {
    words,
    before: before && (before.zh !== words.zh || before.en !== words.en) ? before : null,
    tree: checkTree(clause, workspace),
    holds: typeof holds === 'boolean' ? holds : null,
  }
}

function checkTree({ rules, origin }: Clause, workspace: Workspace): CheckView['tree'] {
  const where = consistentOf(rules)
  return where ? conditionTree(where, [...origin.path, 'check'], origin.file, workspace) : null
}

const consistentOf = (rules: Clause['rules']) =>
  rules.outputs.find(({ name }) => name === 'consistent')?.steps[0]?.where

function checkWords({ kind, rules }: Clause): Words | undefined {
  if (kind !== 'check') return undefined
  const where = consistentOf(rules)
  return where ? conditionWords(where, stated) : undefined
}

/** What a person must decide, and whether a case raises it. */
export const referViews = (
  { rules }: Clause,
  decision: Decision | null,
  workspace: Workspace | null = null,
): readonly ReferView[] =>
  rules.refer.map(({ code, title, when, always, origin }) => ({
    code,
    title: title ?? sameWords(code),
    when: when && conditionWords(when, stated),
    tree: workspace && when && conditionTree(when, [...origin.path, 'when'], origin.file, workspace),
    always,
    raised: decision?.refer.includes(code) === true,
  }))

/** Titles of what a decision leaves to a person. */
export const raisedWords = (clause: Clause, decision: Decision): readonly Words[] =>
  referViews(clause, decision).flatMap(({ raised, title }) => (raised ? [title] : []))

/** The clauses that a clause unlocks. */
export const opensLinks = ({ opens }: Clause, workspace: Workspace): readonly ClauseLink[] =>
  opens.map((id) => ({ id, title: workspace.clause(id)?.title ?? sameWords(id) }))

/** The group a clause is in, and who else is. */
export function stackingView({ id, stacking }: Clause, policy: Policy): StackingView | null {
  if (!stacking) return null
  const others = policy.provisions
    .flatMap(({ clauses }) => clauses)
    .filter((other) => other.stacking?.name === stacking.name && other.id !== id)
  return {
    title: stacking.title,
    pays: stacking.pays,
    because: stacking.because,
    others: others.map((other) => ({ id: other.id, title: other.title })),
  }
}

/** Open questions with the cases that say what comes out under each alternative. */
export function readingViews(
  readings: readonly Reading[],
  rows: readonly CaseRow[],
  clause: string,
): readonly ReadingView[] {
  const own = casesOf(rows, clause).flatMap((row) =>
    row.reading === null ? [] : [{ row, chosen: parseReading(row.reading) }],
  )
  return readings.map(({ id, question, because, alternatives }) => ({
    id,
    question,
    because,
    alternatives: alternatives.map(({ name, because: why, computed }, index) => ({
      name,
      because: why,
      computed,
      cases: own.flatMap(({ row: { key, number, cause }, chosen }) =>
        chosen.id === id && (chosen.alternative ?? alternatives[0]?.name) === alternatives[index]?.name
          ? [{ key, number, cause }]
          : [],
      ),
    })),
  }))
}
