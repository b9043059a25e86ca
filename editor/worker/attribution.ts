import { causesOf, type OtherRuns, rulesWithout, runsOtherwise, type Suite } from '../../engine/index.ts'
import { type Atom, atomsOf, valueAtoms } from './atoms.ts'
import type { Sides } from './parameters.ts'

/** Tells which changes a case that fails owes it to; none where nobody can say. */
export type Attribute = (id: string, reading: string | null, clauses: readonly string[]) => readonly Atom[]

/**
 * A change explains a case if the case passes again once that change alone is taken back, all others
 * staying. Where no single one does, the fewest that do together, found by putting them back one by one.
 * A case that fails with all of them taken back was not moved by them.
 *
 * Shape   cases as they stand × both texts → case → changes
 */
export function attributing(suite: Suite, sides: Sides): Attribute {
  const versions = { before: sides.saved, after: sides.now, edited: sides.edited }
  let values: readonly Atom[] | undefined
  const found = new Map<string, readonly Atom[]>()
  const atomsIn = (clause: string): readonly Atom[] => {
    values ??= valueAtoms(sides)
    const known = found.get(clause) ?? atomsOf(clause, values, sides)
    found.set(clause, known)
    return known
  }
  const runs = new Map<string, OtherRuns>()
  const passesWithout = (atoms: readonly Atom[], id: string, reading: string | null): boolean => {
    const key = atoms.map((atom) => atom.key).join('\n')
    const known = runs.get(key) ?? runsOtherwise(suite, rulesWithout(atoms, versions))
    runs.set(key, known)
    return known.run(id, reading)?.passed === true
  }
  return (id, reading, clauses) => {
    const atoms = [...new Set(clauses.flatMap(atomsIn))]
    return causesOf(atoms, (without) => passesWithout(without, id, reading))
  }
}
