import { Rational } from '../base/rational.ts'
import type { Plan } from '../plan/plan.ts'
import { calendarHelpers } from './calendar.ts'
import { type ClauseCode, type CodeOptions, clauseCode } from './clause-code.ts'
import { Dictionaries } from './dictionaries.ts'
import { Unsupported } from './emitter.ts'
import type { Input } from './inputs.ts'

/** A clause of a program: generated, or left to closures and why. */
export interface ProgramClause {
  readonly plan: Plan
  readonly code: ClauseCode | null
  /** What generated code does not do; null where it does all. */
  readonly because: string | null
}

/** An input and the names it has: in encoded facts, and in the code. */
export interface ProgramInput extends Input {
  readonly key: string
  readonly js: string
}

/** The results of one applicant, by the place of the clause in the program. */
export interface Results {
  /** 0 no, 1 yes, 2 undecided. */
  readonly eligible: Uint8Array
  readonly failed: Int32Array
  readonly unknown: Int32Array
  readonly refer: Int32Array
  /** In hundredths: fen, or hundredths of a point. */
  readonly amount: Float64Array
}

/** An applicant's facts as numbers: integers over each input's scale, codes of names, days; absent ones left out. */
export type Encoded = Readonly<Record<string, number | undefined>>

export interface Program {
  readonly clauses: readonly ProgramClause[]
  readonly inputs: readonly ProgramInput[]
  readonly names: Dictionaries
  /** False where an integer left what doubles hold exactly: the row is to be decided by closures. */
  readonly decideInto: (facts: Encoded, out: Results) => boolean
  /** The statements of all clauses, for other targets. */
  readonly lines: readonly string[]
  readonly assumes: boolean
  readonly isComplete: CodeOptions['isComplete']
  readonly source: string
}

const resultNames = ['eligible', 'failed', 'unknown', 'refer', 'amount'] as const

const isConstant = (js: string): boolean => js === 'NaN' || /^\d+$/.test(js)

/** What is the same for every applicant stands in the results from the beginning, and is not written again. */
export function fillConstants(code: ClauseCode, fill: (name: keyof Results, value: number) => void): void {
  for (const name of resultNames) if (isConstant(code[name])) fill(name, Number(code[name]))
}

/** Room for the results of one applicant, to be used again and again. */
export function resultsFor({ clauses }: Pick<Program, 'clauses'>): Results {
  const results: Results = {
    eligible: new Uint8Array(clauses.length),
    failed: new Int32Array(clauses.length),
    unknown: new Int32Array(clauses.length),
    refer: new Int32Array(clauses.length),
    amount: new Float64Array(clauses.length),
  }
  for (const [index, { code }] of clauses.entries())
    if (code)
      fillConstants(code, (name, value) => {
        results[name][index] = value
      })
  return results
}

/**
 * Several plans as one function over one applicant's encoded facts.
 *
 * Shape   plans → Program; results land in `out`, by clause
 */
export function programFrom(
  plans: readonly Plan[],
  options: Partial<Pick<CodeOptions, 'asOf' | 'assume' | 'undatedReads' | 'isComplete'>> = {},
): Program {
  const inputs = new Map<string, ProgramInput>()
  const names = new Dictionaries()
  const asked = new Set<string>()
  const assumes = (options.assume ?? 'declared') === 'declared'
  const known = (input: Input): ProgramInput => {
    // Two meanings of a name are two inputs.
    const meaning = meaningOf(input)
    const found = inputs.get(meaning)
    if (found) return found
    const alike = [...inputs.values()].filter(({ name }) => name === input.name).length
    const key = alike === 0 ? input.name : `${input.name} ${alike + 1}`
    const made = { ...input, key, js: `i${inputs.size}` }
    inputs.set(meaning, made)
    return made
  }
  const full: CodeOptions = {
    asOf: options.asOf ?? null,
    assume: assumes ? 'declared' : 'none',
    undatedReads: options.undatedReads ?? 'unknown',
    isComplete: options.isComplete ?? (() => false),
    nameOf: (column, name) => names.code(column, name),
    inputJs: (input) => known(input).js,
    givenJs: (input) => {
      const { js } = known(input)
      asked.add(js)
      return `g${js}`
    },
  }
  const clauses = plans.map((plan, index): ProgramClause => {
    try {
      return { plan, code: clauseCode(plan, `c${index}_`, full), because: null }
    } catch (fault) {
      if (!(fault instanceof Unsupported)) throw fault
      return { plan, code: null, because: fault.what }
    }
  })
  const lines = clauses.flatMap(({ code }) => code?.lines ?? [])
  const source = [
    "'use strict';",
    'return function decideInto(facts, out) {',
    'let wide = false;',
    ...[...inputs.values()].map((input) => readInput(input, names, assumes, asked.has(input.js))),
    ...lines,
    ...clauses.flatMap(({ code }, index) => (code ? store(code, `[${index}]`) : [])),
    'return !wide;',
    '};',
  ].join('\n')
  const decideInto = new Function('calendar', source)(calendarHelpers) as Program['decideInto']
  return {
    clauses,
    inputs: [...inputs.values()],
    names,
    decideInto,
    lines,
    assumes,
    isComplete: full.isComplete,
    source,
  }
}

const meaningOf = ({ name, kind, scale, absent }: Input): string =>
  [name, kind, scale?.q, scale?.lo, scale?.hi, JSON.stringify(absent)].join(' ')

/** Puts a clause's results where they belong. */
export const store = (code: ClauseCode, at: string, prefix = 'out.'): readonly string[] =>
  resultNames
    .filter((name) => !isConstant(code[name]))
    .map((name) => `${prefix}${name}${at} = ${code[name]};`)

/** Whether it was given is held only where a rule asks for it. */
function readInput(input: ProgramInput, names: Dictionaries, assumes: boolean, isAsked: boolean): string {
  const { js, key } = input
  const missing = missingCode(input, names, assumes)
  const given = isAsked ? `const g${js} = facts[${JSON.stringify(key)}] === undefined ? 0 : 1;` : ''
  return `${given}let ${js} = facts[${JSON.stringify(key)}]; if (${js} === undefined) ${js} = ${missing};`
}

/** What stands for a fact that is not given: its assumption, or unknown. */
export function missingCode(
  { absent, kind, scale, name }: Input,
  names: Dictionaries,
  assumes: boolean,
): string {
  const unknown = kind === 'number' || kind === 'day' ? 'NaN' : kind === 'truth' ? '2' : '-1'
  if (!assumes || absent === undefined) return unknown
  if (absent instanceof Rational) return String(encodeNumber(absent, scale?.q ?? 1n) ?? 'NaN')
  if (typeof absent === 'boolean') return absent ? '1' : '0'
  return String(typeof absent === 'string' ? names.code(name, absent) : names.mask(name, absent))
}

/** A number as an integer over q; undefined where it is none. */
export function encodeNumber(value: Rational, q: bigint): number | undefined {
  const scaled = value.times(Rational.of(q))
  return scaled.isInteger ? Number(scaled.numerator) : undefined
}
