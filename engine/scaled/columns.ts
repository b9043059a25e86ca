import { calendarHelpers } from './calendar.ts'
import type { Program, ProgramInput } from './program.ts'
import { fillConstants, missingCode, store } from './program.ts'

/** One input over many applicants, in the order of the program's inputs; null: given by nobody. */
export type Column = Float64Array | Int32Array | Uint8Array | null

/** The results of many applicants for one clause. */
export interface ColumnResults {
  readonly eligible: Uint8Array
  readonly failed: Int32Array
  readonly unknown: Int32Array
  readonly refer: Int32Array
  readonly amount: Float64Array
}

/** A program over columns. Rows that left what doubles hold exactly are marked in `wide`. */
export type DecideColumns = (
  columns: readonly Column[],
  from: number,
  to: number,
  out: readonly (ColumnResults | null)[],
  wide: Uint8Array,
) => void

export const columnResultsFor = (program: Program, rows: number): readonly (ColumnResults | null)[] =>
  program.clauses.map(({ code }) => {
    if (!code) return null
    const results = {
      eligible: new Uint8Array(rows),
      failed: new Int32Array(rows),
      unknown: new Int32Array(rows),
      refer: new Int32Array(rows),
      amount: new Float64Array(rows),
    }
    fillConstants(code, (name, value) => {
      results[name].fill(value)
    })
    return results
  })

/** The column of an input for so many applicants, as its kind is held. */
export const columnFor = ({ kind }: ProgramInput, rows: number): Exclude<Column, null> =>
  kind === 'number' || kind === 'day'
    ? new Float64Array(rows)
    : kind === 'truth'
      ? new Uint8Array(rows)
      : new Int32Array(rows)

/**
 * The code of a program in a loop over rows. A column that is absent is a constant: code is made for which
 * columns are there. In a column, what is not given is NaN (numbers, days), 2 (yes/no) or −1 (names, lists).
 *
 * Shape   Program × which columns are there → a loop over columns
 */
export function columnsFrom(program: Program, present: (input: ProgramInput) => boolean): DecideColumns {
  const { inputs, clauses, names, assumes } = program
  const source = [
    "'use strict';",
    'return function decideColumns(columns, from, to, out, wideRows) {',
    ...inputs.map((input, index) =>
      present(input) ? `const k${input.js} = columns[${index}];` : absentInput(input, program),
    ),
    ...clauses.flatMap(({ code }, index) =>
      code
        ? ['eligible', 'failed', 'unknown', 'refer', 'amount'].map(
            (name) => `const o${index}_${name} = out[${index}].${name};`,
          )
        : [],
    ),
    'for (let row = from; row < to; row++) {',
    'let wide = false;',
    ...inputs
      .filter(present)
      .map((input) =>
        program.isComplete(input)
          ? `const ${input.js} = k${input.js}[row], g${input.js} = 1;`
          : rowInput(input, missingCode(input, names, assumes)),
      ),
    ...program.lines,
    ...clauses.flatMap(({ code }, index) => (code ? store(code, '[row]', `o${index}_`) : [])),
    'if (wide) wideRows[row] = 1;',
    '}',
    '};',
  ].join('\n')
  return new Function('calendar', source)(calendarHelpers) as DecideColumns
}

const absentInput = (input: ProgramInput, { names, assumes }: Program): string =>
  `const ${input.js} = ${missingCode(input, names, assumes)}, g${input.js} = 0;`

/** Reads a cell; one that is not given takes the assumption. */
function rowInput({ js, kind }: ProgramInput, missing: string): string {
  const cell = `k${js}[row]`
  const isMissing =
    kind === 'number' || kind === 'day'
      ? `${js}_ !== ${js}_`
      : kind === 'truth'
        ? `${js}_ === 2`
        : `${js}_ === -1`
  return `const ${js}_ = ${cell}, g${js} = ${isMissing} ? 0 : 1, ${js} = g${js} === 1 ? ${js}_ : ${missing};`
}
