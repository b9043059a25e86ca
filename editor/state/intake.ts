import type { Answer } from '../worker/deriver.ts'
import type { CaseRow, Derived } from './view.ts'

/** Makes whole again what the worker sends in part. */
export interface Intake {
  /** Number of the answer that was taken in last. */
  readonly taken: () => number | null
  /** Every answer has to be taken in, painted or not: the next one says only what is new. */
  readonly take: (answer: Answer) => Derived
}

/** Begins with nothing: the first answer is whole. */
export function createIntake(): Intake {
  let taken: number | null = null
  let rows: ReadonlyMap<string, CaseRow> = new Map()
  return {
    taken: () => taken,
    take: ({ number, cases, ...rest }) => {
      const whole = cases.flatMap((row) => (typeof row === 'string' ? (rows.get(row) ?? []) : row))
      taken = number
      rows = new Map(whole.map((row) => [row.key, row]))
      return { ...rest, cases: whole }
    },
  }
}
