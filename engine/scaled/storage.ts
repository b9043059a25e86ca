import { type Input, inputBounds, unknownCode } from './inputs.ts'

/** How a column holds an input: bytes for yes and no, whole numbers of 32 bits where all fit, else doubles. */
export type Storage = 'byte' | 'int32' | 'float64'

/** Stands in a column of whole numbers for what is not given. */
const unknownInt = -(2 ** 31)

export function storageOf(input: Input): Storage {
  if (input.kind === 'truth') return 'byte'
  if (input.kind === 'name' || input.kind === 'list') return 'int32'
  const { lo, hi } = inputBounds(input)
  return lo > unknownInt && hi < 2 ** 31 ? 'int32' : 'float64'
}

/** What stands in a column for what is not given: 2 for yes and no, −1 for names, else −2³¹ or NaN. */
export const emptyCell = (input: Input): number =>
  storageOf(input) === 'int32' && (input.kind === 'number' || input.kind === 'day')
    ? unknownInt
    : unknownCode(input.kind)
