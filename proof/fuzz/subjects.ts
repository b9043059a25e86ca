import fc from 'fast-check'
import { tasksOf } from '../../engine/cases/tasks.ts'
import { type Clause, type SourceFile, suiteOf } from '../../engine/index.ts'
import { clausesOf } from '../../engine/policy/workspace.ts'
import { policies, policyFiles } from '../../test/support/policies.ts'
import type { RandomClause } from '../../test/support/random-clauses.ts'
import { loadRow, policyOf, rowClause } from '../../test/support/row-policy.ts'
import type { Facts } from './pair.ts'

/** A clause to be decided, and the files it stands in. */
export interface Subject {
  readonly clause: Clause
  /** Applicants that get far enough to matter. */
  readonly bases: readonly Facts[]
  readonly files: readonly SourceFile[]
  /** `AMB-32=every-rural-veteran`; null for the clause as it stands. */
  readonly reading: string | null
}

const suite = suiteOf(policies)

/** What the regression cases give a clause. */
const basesOf = (clause: Clause): readonly Facts[] => {
  const found = suite.cases
    .flatMap((one) => tasksOf(one, [], suite.context).tasks)
    .filter((task) => task.clause === clause.id)
    .map(({ facts }) => facts)
  return found.length > 0 ? found : [new Map()]
}

/** Every clause of the policies, and every clause under each alternative it states. */
export const written: readonly Subject[] = clausesOf(policies).flatMap((clause) => {
  const bases = basesOf(clause)
  return [
    { clause, bases, files: policyFiles, reading: null },
    ...clause.readings.flatMap(({ id, alternatives }) =>
      alternatives.map(({ name }) => ({
        clause: policies.clauseUnder(clause.id, [{ id, alternative: name }]) as Clause,
        bases,
        files: policyFiles,
        reading: `${id}=${name}`,
      })),
    ),
  ]
})

/** A clause that nobody wrote; most of what is drawn is without a fault, the rest is drawn again. */
export function drawn(seed: number, from: fc.Arbitrary<RandomClause>): Subject {
  for (let again = 0; ; again++) {
    const [one] = fc.sample(from, { seed: seed + again * 7919, numRuns: 1 })
    if (!one) continue
    const files = policyOf(one.parts, { other: one.other })
    const workspace = loadRow(files)
    const clause = workspace.diagnostics.length === 0 ? workspace.clause(rowClause) : undefined
    if (clause) return { clause, bases: [new Map()], files, reading: null }
  }
}
