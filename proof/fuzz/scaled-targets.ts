import { lookedBackAt } from '../../engine/decision/claim.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import { type Column, columnFor, columnResultsFor, columnsFrom } from '../../engine/scaled/columns.ts'
import { encodeFacts } from '../../engine/scaled/encode.ts'
import type { Target } from '../../engine/scaled/generate.ts'
import { type Program, type ProgramInput, programFrom, resultsFor } from '../../engine/scaled/program.ts'
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

/** A program for each way of asking, made when it is first needed. */
function programsOf(plan: Plan, target: Target): (how: How) => Program | undefined {
  const made = new Map<string, Program>()
  // What earlier parts were paid for is no input of generated code: it decides claims by themselves.
  const looksBack = lookedBackAt(plan.clause).length > 0
  return ({ assume, undatedReads, earlier }) => {
    if (looksBack && earlier !== 'nothing') return undefined
    const key = `${assume} ${undatedReads}`
    const program = made.get(key) ?? programFrom([plan], { assume, undatedReads, target })
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

/** What a column holds where nothing is given. */
const missing = ({ kind }: ProgramInput): number =>
  kind === 'number' || kind === 'day' ? Number.NaN : kind === 'truth' ? 2 : -1

const count = 3
/** The applicant stands in the middle, between two of whom nothing is known. */
const middle = 1

/** As one row of columns; now all columns are there, now only those that the applicant gives. */
export const columns = (target: Target) => (plan: Plan) => {
  const programs = programsOf(plan, target)
  const made = new Map<string, ReturnType<typeof columnsFrom>>()
  let turn = 0
  return ({ facts, how }: Pair, reference: Reference): Answer => {
    const program = programs(how)
    const row = program && encodeFacts(program, facts)
    if (!row) return undefined
    turn++
    const isThere = ({ key }: ProgramInput) => turn % 2 === 0 || row[key] !== undefined
    const key = `${how.assume} ${how.undatedReads} ${program.inputs.map((one) => Number(isThere(one))).join('')}`
    const run = made.get(key) ?? columnsFrom(program, isThere)
    made.set(key, run)
    const cells = program.inputs.map((input): Column => {
      if (!isThere(input)) return null
      const column = columnFor(input, count).fill(missing(input))
      column[middle] = row[input.key] ?? missing(input)
      return column
    })
    const results = columnResultsFor(program, count)
    const wide = new Uint8Array(count)
    run(cells, 0, count, results, wide)
    const [one] = results
    return answerOf(one && wide[middle] !== 1 ? saidOf(plan, one, middle) : undefined, reference)
  }
}
