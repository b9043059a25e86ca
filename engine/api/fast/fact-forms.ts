import { isRecordValue, type Value } from '../../expression/value.ts'
import type { FactDeclaration } from '../../policy/declarations.ts'
import type { ValueType } from '../../policy/types.ts'
import { encodeFacts } from '../../scaled/encode.ts'
import type { Program, ProgramInput } from '../../scaled/program.ts'
import { type Encoding, encodingOf, otherName } from './encoders.ts'
import { plainReader } from './plain-value.ts'

/** An applicant's facts for generated code, used again for each. */
export type FactRow = Record<string, number | undefined>

/** How one fact of the clauses that are decided is read. */
export interface FactForm {
  readonly name: string
  /** Where its code stands in a row; a fact of more parts stands under several keys. */
  readonly key: string
  /** One step, by one of the encoders. */
  readonly encoding: Encoding | null
  /** In place of one step: writes its parts into a row; 0: all of it is given, 1: parts are not, NaN: misfit. */
  readonly spread: (value: unknown, row: FactRow) => number
  /** All keys that it may write. */
  readonly keys: readonly string[]
}

/** What generated code takes of each fact, in the order they are first read. */
export function factForms(
  declared: readonly FactDeclaration[],
  program: Pick<Program, 'inputs' | 'names' | 'assumes'>,
): readonly FactForm[] {
  const named = new Map<string, ValueType[]>()
  for (const { name, type } of declared) {
    const types = named.get(name) ?? []
    if (!types.includes(type)) types.push(type)
    named.set(name, types)
  }
  return [...named].map(([name, types]): FactForm => {
    const inputs = program.inputs.filter((input) => input.name.split('.')[0] === name)
    const [only] = inputs
    const encoding =
      inputs.length <= 1 && (!only || only.name === name)
        ? encodingOf(types, only, (column) => program.names.namesOf(column))
        : null
    const key = only?.key ?? `${name} alone`
    return {
      name,
      key,
      encoding,
      keys: encoding ? [key] : inputs.map((input) => input.key),
      spread: spreadOf(name, types, inputs, program),
    }
  })
}

/** Through exact values: for records, and names that mean several things. */
function spreadOf(
  name: string,
  types: readonly ValueType[],
  inputs: readonly ProgramInput[],
  program: Pick<Program, 'inputs' | 'names' | 'assumes'>,
): FactForm['spread'] {
  const readers = types.map((type) => ({ type, read: plainReader(type) }))
  const { names, assumes } = program
  const mine = { inputs, assumes, names: { code: codeIn(program), mask: names.mask.bind(names) } }
  return (value, row) => {
    let open = 0
    let first: Value | undefined
    for (const { type, read } of readers) {
      const fact = read(value)
      if (fact === undefined) return Number.NaN
      first ??= fact
      if (!isWholeValue(fact, type)) open = 1
    }
    const encoded = encodeFacts(mine, new Map([[name, first as Value]]))
    if (!encoded) return Number.NaN
    for (const { key } of inputs) row[key] = encoded[key]
    return open
  }
}

/** Names that no rule speaks of are not kept: there is no end to them. */
const codeIn =
  ({ names }: Pick<Program, 'names'>) =>
  (column: string, name: string): number => {
    const code = names.namesOf(column).indexOf(name)
    return code < 0 ? otherName : code
  }

/** Whether no part of a value is left to what is declared, or unknown. */
function isWholeValue(value: Value, { fields, of }: ValueType): boolean {
  if (Array.isArray(value)) return !of?.fields || value.every((entry) => isWholeValue(entry, of))
  if (!fields) return true
  if (!isRecordValue(value)) return false
  return Object.entries(fields).every(([key, field]) => {
    const part = value.fields[key]
    return part !== undefined && isWholeValue(part, field.type)
  })
}

/** Whether a fact stands in a row as the number of a day. */
export const isDayForm = ({ encoding }: FactForm): boolean => encoding?.by === 'day'
