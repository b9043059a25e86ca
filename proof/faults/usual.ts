/** The loading of all that any part may use. */
export const ofProgram = 'the program'

/** What a unit does without a fault, or the loading of a part. */
export interface Usual {
  /** `part > unit`; of loading, the part alone, or the program. */
  readonly id: string
  /** Of the processor. */
  readonly milliseconds: number
  /** The numbers of the faults that it comes by. */
  readonly reached: readonly number[]
  readonly said: unknown
}
