/** One line of the table of figures. */
export interface Figure {
  readonly name: string
  readonly value: number
}

export interface Subject {
  readonly title: string
  readonly measure: (context: {
    readonly engine: Readonly<Record<string, unknown>>
    readonly isQuick: boolean
  }) => Promise<readonly Figure[]>
}

export declare const plain: readonly Subject[]
export declare const all: () => Promise<readonly Subject[]>
