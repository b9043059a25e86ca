import { lookedBackAt } from '../../engine/decision/claim.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import {
  type Column,
  type ColumnResults,
  columnFor,
  columnResultsFor,
  columnsFrom,
} from '../../engine/scaled/columns.ts'
import { encodeFacts } from '../../engine/scaled/encode.ts'
import type { Target } from '../../engine/scaled/generate.ts'
import type { Input } from '../../engine/scaled/inputs.ts'
import {
  type Encoded,
  type Program,
  type ProgramInput,
  programFrom,
  resultsFor,
} from '../../engine/scaled/program.ts'
import { emptyCell } from '../../engine/scaled/storage.ts'
import { roomFor } from '../../engine/wasm/room.ts'
import type { How, Pair } from './pair.ts'
import type { Reference } from './reference.ts'
import type { Answer } from './targets.ts'

const text = (hundredths: number): string | null => {
  if (Number.isNaN(hundredths)) return null
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The numbers of one clause and one row, from the arrays that hold them. */
interface Numbers {
  readonly eligible: ArrayLike<number>
  readonly failed: ArrayLike<number>
  readonly refer: ArrayLike<number>
  readonly amount: ArrayLike<number>
}

function saidOf(plan: Plan, numbers: Numbers, at: number) {
  const [eligible, failed, refer, amount] = [
    numbers.eligible,
    numbers.failed,
    numbers.refer,
    numbers.amount,
  ].map((all) => all[at] as number) as [number, number, number, number]
  return {
    eligible: [false, true, null][eligible] as boolean | null,
    amount: plan.amount ? text(amount) : null,
    failed: plan.conditions.filter((_, index) => failed & (1 << index)).map(({ named }) => named.code),
    refer: plan.refer.filter((_, index) => refer & (1 << index)).map(({ refer: one }) => one.code),
  }
}

function answerOf(said: ReturnType<typeof saidOf> | undefined, { assembled }: Reference): Answer {
  // A parameter without a value may be read by an output alone, which generated code leaves out.
  if (!said || assembled.undated.length > 0) return undefined
  const { eligible, amount, failed, refer } = assembled.decision
  // A clause that is not in force has a code of its own.
  return { said, expected: { eligible, amount, failed: failed.filter((code) => code !== 'in-force'), refer } }
}

/** A program for each way of asking, and for what everybody gives, made when it is first needed. */
function programsOf(plan: Plan, target?: Target) {
  const made = new Map<string, Program>()
  // What earlier parts were paid for is no input of generated code: it decides claims by themselves.
  const looksBack = lookedBackAt(plan.clause).length > 0
  return ({ assume, undatedReads, earlier }: How, complete: ReadonlySet<string> = new Set()) => {
    if (looksBack && earlier !== 'nothing') return undefined
    const key = `${assume} ${undatedReads} ${[...complete].join()}`
    const isComplete = ({ name }: Input) => complete.has(name)
    const program =
      made.get(key) ?? programFrom([plan], { assume, undatedReads, isComplete, ...(target && { target }) })
    made.set(key, program)
    return program.clauses[0]?.code ? program : undefined
  }
}

/** One applicant at a time. */
export const rows = (target: Target) => (plan: Plan) => {
  const programs = programsOf(plan, target)
  return ({ facts, how }: Pair, reference: Reference): Answer => {
    const program = programs(how)
    const row = program && encodeFacts(program, facts)
    if (!row) return undefined
    const out = resultsFor(program)
    return answerOf(program.decideInto(row, out) ? saidOf(plan, out, 0) : undefined, reference)
  }
}

/** Columns of three, the applicant in the middle: between two of whom nothing is known, or two of the same facts. */
const count = 3
const middle = 1

type RunColumns = (cells: readonly Column[]) => {
  readonly results: readonly (ColumnResults | null)[]
  readonly wide: Uint8Array
}

/** What runs a program over columns, made once for those that are there. */
type Runner = (program: Program, isThere: (input: ProgramInput) => boolean) => RunColumns

const inJavaScript: Runner = (program, isThere) => {
  const run = columnsFrom(program, isThere)
  return (cells) => {
    const results = columnResultsFor(program, count)
    const wide = new Uint8Array(count)
    run(cells, 0, count, results, wide)
    return { results, wide }
  }
}

const inRoom =
  (lanes: 'vectors' | 'scalars'): Runner =>
  (program, present) => {
    const room = roomFor(program, { rows: count, present, lanes })
    if (!room) throw new Error('no WebAssembly here')
    return (cells) => {
      for (const [place, column] of cells.entries()) if (column) room.columns[place]?.set(column)
      room.wide.fill(0)
      room.decide(0, count)
      return room
    }
  }

/** Now all columns are there, now only those that the applicant gives, now these and known to have no gaps. */
function ofColumns(runner: Runner, target?: Target) {
  return (plan: Plan) => {
    const programs = programsOf(plan, target)
    const made = new Map<string, RunColumns>()
    return ({ facts, how }: Pair, reference: Reference): Answer => {
      const first = programs(how)
      const given = first && encodeFacts(first, facts)
      if (!given) return undefined
      const way = [...JSON.stringify(given)].reduce((sum, one) => sum + one.charCodeAt(0), 0) % 3
      const names = first.inputs.filter(({ key }) => given[key] !== undefined).map(({ name }) => name)
      const complete = new Set(way === 2 ? names : [])
      const program = programs(how, complete) as Program
      const row = encodeFacts(program, facts) as Encoded
      const isThere = ({ key }: ProgramInput) => way === 0 || row[key] !== undefined
      const there = program.inputs.map((one) => Number(isThere(one))).join('')
      const key = `${how.assume} ${how.undatedReads} ${[...complete].join()} ${there}`
      const run = made.get(key) ?? runner(program, isThere)
      made.set(key, run)
      const { results, wide } = run(
        program.inputs.map((input): Column => {
          if (!isThere(input)) return null
          const cell = row[input.key] ?? emptyCell(input)
          const column = columnFor(input, count).fill(way === 2 ? cell : emptyCell(input))
          column[middle] = cell
          return column
        }),
      )
      const [one] = results
      return answerOf(one && wide[middle] !== 1 ? saidOf(plan, one, middle) : undefined, reference)
    }
  }
}

export const columns = (target: Target) => ofColumns(inJavaScript, target)
export const rooms = (lanes: 'vectors' | 'scalars') => ofColumns(inRoom(lanes))
