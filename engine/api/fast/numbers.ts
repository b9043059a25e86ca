import type { ProgramInput } from '../../scaled/program.ts'
import { type Encoded, type Results, resultsFor } from '../../scaled/program.ts'
import type { NumberClause, Numbers } from '../numbers.ts'
import type { PreparedClauses } from './decider.ts'
import { encodeDay, encodeName, encodeNames, encodeNumber, encodeTruth } from './encoders.ts'
import type { FactRow } from './fact-forms.ts'
import { isReadable, rowFor, wordsFor } from './row-reader.ts'

/** What stands in place of an eligibility where code does not decide the clause. */
const left = 3

/** Of a policy at fault: every applicant goes to `decide`, which says why. */
export const noNumbers: Numbers<object> = {
  inputs: [],
  clauses: [],
  resultsFor: () => resultsFor({ clauses: [] }),
  encode: () => null,
  codeOf: () => undefined,
  decideInto: () => false,
}

/** Deciding in numbers alone. */
export function numbersOf({ program, ways, forms, read, holdsOnly }: PreparedClauses): Numbers<object> {
  const keys = new Set(program.inputs.map(({ key }) => key))
  const clauses = ways.map(({ id, clause: { plan }, form }, at): NumberClause => {
    const isSeen = form?.dated.every(({ key }) => keys.has(key)) ?? false
    return {
      id,
      because: isSeen ? null : (program.clauses[at]?.because ?? 'a day that an output is read on'),
      conditions: plan.conditions.map(({ named }) => named.code),
      refer: plan.refer.map(({ refer }) => refer.code),
      unit: plan.amount ? plan.clause.unit : null,
    }
  })
  const lefts = clauses.flatMap(({ because }, at) => (because === null ? [] : [at]))
  // An eligible one whose outputs have a parameter without a value is refused by `decide`.
  const dated = ways.flatMap(({ form }, at) => (form?.dated ?? []).map((need) => ({ at, ...need })))
  const open = new Int32Array(wordsFor(forms))

  const decideInto = (facts: Encoded, out: Results): boolean => {
    if (!program.decideInto(facts, out)) return false
    for (const at of lefts) out.eligible[at] = left
    for (const { at, key, from } of dated)
      if (out.eligible[at] === 1 && (facts[key] ?? from) < from) return false
    return true
  }
  return {
    inputs: program.inputs.map(({ key, name, kind, scale }) => ({
      key,
      fact: name,
      kind,
      scale: scale && { over: Number(scale.q), least: Number(scale.lo), most: Number(scale.hi) },
    })),
    clauses,
    resultsFor: () => {
      const made = resultsFor(program)
      for (const at of lefts) made.eligible[at] = left
      return made
    },
    encode: (facts, into = rowFor(forms)) => {
      if (!isReadable(facts)) return null
      const count = read(facts, into as FactRow, open)
      return count >= 0 && holdsOnly(facts, count) ? into : null
    },
    codeOf: coder(program.inputs, (column) => program.names.namesOf(column)),
    decideInto,
  }
}

function coder(
  inputs: readonly ProgramInput[],
  namesOf: (column: string) => readonly string[],
): Numbers<object>['codeOf'] {
  const coders = new Map(inputs.map((input) => [input.key, codeBy(input, namesOf(input.name))]))
  return (key, value) => {
    const code = coders.get(key)?.(value)
    return code === undefined || Number.isNaN(code) ? undefined : code
  }
}

function codeBy({ kind, scale }: ProgramInput, spoken: readonly string[]): (value: unknown) => number {
  const codes = new Map<unknown, number>(spoken.map((name, code) => [name, code]))
  switch (kind) {
    case 'number':
      return (value) =>
        scale ? encodeNumber(value, Number(scale.q), Number(scale.lo), Number(scale.hi)) : Number.NaN
    case 'truth':
      return encodeTruth
    case 'day':
      return (value) => encodeDay(value, -Infinity, Infinity)
    case 'name':
      return (value) => encodeName(value, codes, [])
    case 'list':
      return (value) => encodeNames(value, codes, [])
  }
}
