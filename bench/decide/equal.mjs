// Before anything is timed: the engine and the code by hand give the same, to the last bit.

export const parts = ['eligible', 'failed', 'unknown', 'amount']

/** Throws at the first difference between two results; `at` picks a cell, `where` says which one it is. */
export function checkSame(clauses, ours, byHand, where) {
  for (const [index, { clause }] of clauses.entries())
    for (const part of parts) {
      const [a, b] = [ours(index, part), byHand(index, part)]
      if (!Object.is(a, b)) throw new Error(`${part} of ${clause.id}: ${a}, by hand ${b}: ${where()}`)
    }
}

const blank = { number: Number.NaN, truth: 2, name: -1 }

/** Every applicant with all facts, and every fourth with one left out. */
export function* withGaps({ program, rows, encoded }) {
  for (const [index, row] of rows.entries()) {
    yield { row, facts: encoded[index] }
    if (index % 4 !== 0) continue
    const { key, kind } = program.inputs[index % program.inputs.length]
    yield { row: { ...row, [key]: blank[kind] }, facts: { ...encoded[index], [key]: undefined } }
  }
}
