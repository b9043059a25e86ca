import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { caseOptions } from '../engine/cases/tasks.ts'
import { analyse } from '../engine/compare/analyse.ts'
import { applicantsOf } from '../engine/compare/applicants.ts'
import { partsOf } from '../engine/compare/parts.ts'
import { decidesOtherwise } from '../engine/compare/witness.ts'
import {
  type ChangeKind,
  type ClauseEffect,
  changesBetween,
  type DocumentCache,
  deciderOf,
  effectsBetween,
  loadWorkspace,
  planFromClause,
  type Workspace,
} from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'
import { type Edit, someEdits } from './support/random-edits.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { announce, runs, seed } from './support/seed.ts'

const count = runs(50)
beforeAll(() => announce('single edits of the policies, each with its witness', count))

const cache: DocumentCache = new Map()
const before = loadWorkspace(policyFiles, { cache })
const applicants = applicantsOf(before)
const after = ({ file, text }: Edit): Workspace =>
  loadWorkspace(
    policyFiles.map((one) => (one.path === file ? { path: file, text } : one)),
    { cache: new Map(cache) },
  )

/** What an edit of each kind may be told as. */
const kindsOf: Readonly<Record<Edit['kind'], readonly ChangeKind[]>> = {
  value: ['value-amended'],
  date: ['value-added', 'value-redated'],
  operator: [
    'condition-loosened',
    'condition-tightened',
    'condition-changed',
    'formula-changed',
    'output-changed',
    'refer-changed',
  ],
  'dropped condition': ['condition-removed'],
  'clause order': ['no-effect'],
  comment: ['no-effect'],
}

const edits = someEdits(policyFiles, count, seed).filter(
  (edit) => !after(edit).diagnostics.some(({ severity }) => severity === 'error'),
)

describe('a single edit', () => {
  test('is tried of every kind', () => {
    expect(new Set(edits.map(({ kind }) => kind)).size).toBe(6)
    expect(edits.length).toBeGreaterThan(count * 0.8)
  })

  test.each(edits.map((edit) => [edit.kind, `${edit.file}:${edit.line}`, edit] as const))(
    'of %s in %s is told, and witnessed',
    (kind, _, edit) => {
      const now = after(edit)
      const changes = changesBetween(before, now)
      const effects = effectsBetween(before, now)
      const told = changes.filter(({ kind: one }) => one !== 'no-effect')
      if (kind === 'comment' || kind === 'clause order') {
        expect(told).toEqual([])
        expect(effects).toEqual([])
        return
      }
      // Alternatives of open questions may read what is changed, too.
      const own = told.filter(({ kind: one }) => one !== 'reading-changed')
      expect(own.filter(({ kind: one }) => !kindsOf[kind].includes(one))).toEqual([])
      if (!edit.inReading) expect(own.length).toBeGreaterThan(0)
      expect(told.length).toBeGreaterThan(0)
      if (told.some(({ effect }) => effect !== 'words')) expect(effects.length).toBeGreaterThan(0)
      for (const effect of effects) expectEffect(effect, now)
    },
  )
})

function expectEffect(effect: ClauseEffect, now: Workspace): void {
  const [id, alternative] = effect.under?.split('=') ?? []
  const readings = id === undefined ? [] : [{ id, alternative: alternative ?? null }]
  const clauses = [before, now].map((one) => one.clauseUnder(effect.clause, readings))
  const plans = clauses.map((clause) => clause && planFromClause(clause))
  const [old, is] = plans.map((plan) => plan && deciderOf(plan))
  if (!old || !is) throw new Error(`${effect.clause} is not in both`)
  const { witness } = effect
  // Decided anew: a witness is no witness if both versions say the same.
  if (witness) {
    const both = {
      before: old.decide(witness.facts, caseOptions).decision,
      after: is.decide(witness.facts, caseOptions).decision,
    }
    expect(both).toEqual({ before: witness.before, after: witness.after })
    expect(decidesOtherwise(both)).toBe(witness.decides)
    expect(effect.region).not.toBeNull()
  } else expect(effect.nobody, `${effect.clause} has no witness and is not proven`).toBe(true)
  // What is in no box of differences is decided alike, for whomever one asks.
  const sides = { old: old.plan, now: is.plan }
  const parts = partsOf(sides).map((part) => analyse(part, sides, []))
  if (parts.some(({ complete }) => !complete)) return
  const edges = edgesOf(is.plan)
  const bases = applicants(effect.clause).map(({ facts }) => facts)
  for (const facts of fc.sample(factsNear(is.plan.clause, bases, edges), { numRuns: 60, seed })) {
    const both = {
      before: old.decide(facts, caseOptions).decision,
      after: is.decide(facts, caseOptions).decision,
    }
    if (!decidesOtherwise(both)) continue
    const moved = parts.filter(({ changeAt }) => !(changeAt(facts)?.numerator === 0n))
    expect(moved.length, `${effect.clause} is decided otherwise where nothing should be`).toBeGreaterThan(0)
  }
}
