import type { ScalarNode } from '../document/document.ts'
import type { Place } from '../policy/nodes.ts'

/** The forms of dates that a mapping may let in. */
export type DateForm = 'Y-M-D' | 'Y/M/D' | 'Y.M.D' | 'Y年M月D日' | 'YYYYMMDD'

/** The forms of numbers that a mapping may let in. */
export type NumberForm = 'grouped' | 'full-width'

/** The value of each thing a cell may say, as it is written in the mapping. */
export type Codes = ReadonlyMap<string, Place & { readonly node: ScalarNode }>

/** How the cells of a column are written, where they are not plain. */
export interface CellForms {
  readonly codes: Codes | null
  readonly dates: readonly DateForm[]
  readonly numbers: readonly NumberForm[]
  readonly unit: string | null
  readonly separator: string | null
}

/** What a mapping says of one column. */
export interface MappedColumn extends CellForms {
  readonly name: string
  /** `annual_rent`, `taxes.business_tax`; null: no fact. */
  readonly fact: string | null
  readonly carry: boolean
  /** Of the column's entry in the mapping. */
  readonly place: Place
}

/** Which column of a table is which fact, and how its cells are written. */
export interface Mapping {
  readonly columns: readonly MappedColumn[]
}

/** A column of which no mapping says anything. */
export const plainForms: CellForms = { codes: null, dates: [], numbers: [], unit: null, separator: null }
