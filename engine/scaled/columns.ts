import { type ProgramClause, resultNames, rootsOf } from './clause-code.ts'
import { interpretedColumns } from './interpreted-columns.ts'
import { printed } from './javascript.ts'
import { fillConstants, type Program, type ProgramInput } from './program.ts'
import { stored, wideText } from './rows.ts'
import { type InputKnowledge, specialised } from './specialise.ts'
import { emptyCell, storageOf } from './storage.ts'

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

/** Puts what is the same for every applicant into results. */
export function fillConstantResults(
  { clauses }: Pick<Program, 'clauses'>,
  results: readonly (ColumnResults | null)[],
): void {
  for (const [index, { code }] of clauses.entries())
    if (code)
      fillConstants(code, (name, value) => {
        results[index]?.[name].fill(value)
      })
}

const arrays = { byte: Uint8Array, int32: Int32Array, float64: Float64Array } as const

/** The column of an input for so many applicants: as narrow as all that is declared fits. */
export const columnFor = (input: ProgramInput, rows: number): Exclude<Column, null> =>
  new arrays[storageOf(input)](rows)

/** A program's code with what is known of its columns folded in: which are there, and which are complete. */
export function knowing(
  program: Program,
  knowledge: (input: ProgramInput) => InputKnowledge,
): readonly ProgramClause[] {
  const again = specialised(rootsOf(program.clauses), (place) =>
    knowledge(program.inputs[place] as ProgramInput),
  )
  return program.clauses.map((clause) => {
    const { code } = clause
    if (!code) return clause
    const results = resultNames.map((name) => [name, again(code[name])])
    const guards = code.guards.map(again).filter(({ op, value }) => op !== 'constant' || value === 1)
    return { ...clause, code: { ...code, ...Object.fromEntries(results), guards } }
  })
}

/**
 * The code of a program in a loop over rows. A column that is absent is a constant: code is made for which
 * columns are there. `emptyCell` is what stands in a column for what is not given.
 *
 * Shape   Program × which columns are there → a loop over columns
 */
export function columnsFrom(program: Program, present: (input: ProgramInput) => boolean): DecideColumns {
  const clauses = knowing(program, (input) =>
    present(input) ? { isComplete: program.isComplete(input) } : { instead: input.missing },
  )
  return program.target === 'generated'
    ? generatedColumns(program, clauses, present)
    : interpretedColumns(program, clauses)
}

function generatedColumns(
  program: Program,
  clauses: readonly ProgramClause[],
  present: (input: ProgramInput) => boolean,
): DecideColumns {
  const { inputs } = program
  const code = printed(rootsOf(clauses), { input: (place) => `i${place}`, given: (place) => `g${place}` })
  const source = [
    "'use strict';",
    'return function decideColumns(columns, from, to, out, wideRows) {',
    ...inputs.flatMap((input, place) => (present(input) ? [`const c${place} = columns[${place}];`] : [])),
    ...clauses.flatMap((clause, index) =>
      clause.code ? resultNames.map((name) => `const o${index}_${name} = out[${index}].${name};`) : [],
    ),
    'for (let row = from; row < to; row++) {',
    ...inputs.flatMap((input, place) =>
      present(input) ? [rowInput(input, place, program.isComplete(input))] : [],
    ),
    ...code.lines,
    ...clauses.flatMap((clause, index) =>
      stored(clause, code.text, `o${index}_`, '[row]', program.clauses[index]?.code),
    ),
    `if (${wideText(clauses, code.text)}) wideRows[row] = 1;`,
    '}',
    '};',
  ].join('\n')
  return new Function(source)() as DecideColumns
}

/** Reads a cell; one that is not given takes the assumption. */
function rowInput(input: ProgramInput, place: number, isComplete: boolean): string {
  if (isComplete) return `const i${place} = c${place}[row];`
  const empty = emptyCell(input)
  const isMissing = Number.isNaN(empty) ? `r${place} !== r${place}` : `r${place} === ${empty}`
  return `const r${place} = c${place}[row], g${place} = !(${isMissing}), i${place} = g${place} ? r${place} : ${input.missing};`
}
