import { Rational } from '../base/rational.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import {
  type ClauseCode,
  type CodeOptions,
  clauseCode,
  type ProgramClause,
  type ResultName,
  resultNames,
} from './clause-code.ts'
import { Dictionaries } from './dictionaries.ts'
import { Unsupported } from './emitter.ts'
import { mayGenerate, type Target } from './generate.ts'
import { type Input, inputBounds, unknownCode } from './inputs.ts'
import { interpretedRows } from './interpreted-rows.ts'
import { Nodes } from './nodes.ts'
import { rowsFrom } from './rows.ts'

/** An input, with its name in encoded facts. */
export interface ProgramInput extends Input {
  readonly key: string
  /** What stands for it where it is not given: its assumption, or unknown (NaN, 2 or −1). */
  readonly missing: number
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
  readonly assumes: boolean
  readonly isComplete: CodeOptions['isComplete']
  readonly target: Target
}

/** What is the same for every applicant stands in the results from the beginning, and is not written again. */
export function fillConstants(code: ClauseCode, fill: (name: ResultName, value: number) => void): void {
  for (const name of resultNames) if (code[name].op === 'constant') fill(name, code[name].value)
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

/** How a program is made; all may be left out. */
export interface ProgramOptions
  extends Partial<Pick<CodeOptions, 'asOf' | 'assume' | 'undatedReads' | 'isComplete'>> {
  /** Why a clause is left to closures though code could be made of it; null: it is not. */
  readonly leave?: (plan: DecidingPlan) => string | null
  /** `generated` unless said, and unless code may not be made from text here. */
  readonly target?: Target
}

/**
 * Several plans as one function over one applicant's encoded facts.
 *
 * Shape   plans → Program; results land in `out`, by clause
 */
export function programFrom(plans: readonly DecidingPlan[], options: ProgramOptions = {}): Program {
  const inputs = new Map<string, Omit<ProgramInput, 'missing'>>()
  const names = new Dictionaries()
  const nodes = new Nodes()
  const assumes = (options.assume ?? 'declared') === 'declared'
  const isComplete = options.isComplete ?? (() => false)
  const placeOf = (input: Input): number => {
    // Two meanings of a name are two inputs.
    const meaning = meaningOf(input)
    if (!inputs.has(meaning)) {
      const alike = [...inputs.values()].filter(({ name }) => name === input.name).length
      inputs.set(meaning, { ...input, key: alike === 0 ? input.name : `${input.name} ${alike + 1}` })
    }
    return [...inputs.keys()].indexOf(meaning)
  }
  const full: CodeOptions = {
    asOf: options.asOf ?? null,
    assume: assumes ? 'declared' : 'none',
    undatedReads: options.undatedReads ?? 'unknown',
    isComplete,
    nameOf: (column, name) => names.code(column, name),
    inputNode: (input) => {
      const isKnown = (assumes && input.absent !== undefined) || isComplete(input)
      return nodes.input(placeOf(input), inputBounds(input), isKnown)
    },
    givenNode: (input) => nodes.given(placeOf(input)),
  }
  const clauses = plans.map((plan): ProgramClause => {
    const because = options.leave?.(plan) ?? null
    if (because !== null) return { plan, code: null, because }
    try {
      return { plan, code: clauseCode(plan, nodes, full), because: null }
    } catch (fault) {
      if (!(fault instanceof Unsupported)) throw fault
      return { plan, code: null, because: fault.what }
    }
  })
  const made = {
    clauses,
    // Names that rules speak of have their codes by now.
    inputs: [...inputs.values()].map((input) => ({ ...input, missing: missingCode(input, names, assumes) })),
    names,
    assumes,
    isComplete,
  }
  const target = options.target === 'interpreted' || !mayGenerate() ? 'interpreted' : 'generated'
  return { ...made, target, decideInto: target === 'generated' ? rowsFrom(made) : interpretedRows(made) }
}

const meaningOf = ({ name, kind, scale, absent }: Input): string =>
  [name, kind, scale?.q, scale?.lo, scale?.hi, JSON.stringify(absent)].join(' ')

function missingCode({ absent, kind, scale, name }: Input, names: Dictionaries, assumes: boolean): number {
  if (!assumes || absent === undefined) return unknownCode(kind)
  if (absent instanceof Rational) return encodeNumber(absent, scale?.q ?? 1n) ?? Number.NaN
  if (typeof absent === 'boolean') return absent ? 1 : 0
  if (typeof absent === 'string') return names.code(name, absent)
  return 'day' in absent ? absent.day : names.mask(name, absent)
}

/** A number as an integer over q; undefined where it is none. */
export function encodeNumber(value: Rational, q: bigint): number | undefined {
  const scaled = value.times(Rational.of(q))
  return scaled.isInteger ? Number(scaled.numerator) : undefined
}
