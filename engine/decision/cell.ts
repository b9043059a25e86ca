import type { CalendarDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { isDatedSeries, isListValue, isMonthSeries, isRecordValue, type Value } from '../expression/value.ts'
import type { Arithmetic } from './arithmetic.ts'

/** Not known; what it would take is found out only when somebody asks. */
export const unknown: unique symbol = Symbol('unknown')

/** What compiled code computes with: a value whose numbers are of one arithmetic, or not known. */
export type Cell<N> =
  | N
  | null
  | boolean
  | string
  | CalendarDate
  | readonly Cell<N>[]
  | { readonly dated: readonly { readonly from: CalendarDate | null; readonly value: Cell<N> }[] }
  | {
      readonly months: readonly {
        readonly from: CalendarDate
        readonly count: number
        readonly value: Cell<N>
      }[]
    }
  | { readonly fields: Readonly<Record<string, Cell<N>>> }
  | typeof unknown

/** The fields of a record's cell. */
export type Fields<N> = Readonly<Record<string, Cell<N>>>

export const fieldsOf = <N>(cell: Cell<N>): Fields<N> | undefined =>
  typeof cell === 'object' && cell !== null && 'fields' in cell ? (cell.fields as Fields<N>) : undefined

/** A value as a cell of an arithmetic. */
export function cellOf<N>(value: Value, arithmetic: Arithmetic<N>): Cell<N> {
  if (value instanceof Rational) return arithmetic.of(value)
  if (value === null || typeof value !== 'object') return value
  if (isListValue(value)) return value.map((entry) => cellOf(entry, arithmetic))
  if (isDatedSeries(value))
    return { dated: value.dated.map(({ from, value: each }) => ({ from, value: cellOf(each, arithmetic) })) }
  if (isMonthSeries(value))
    return { months: value.months.map((run) => ({ ...run, value: cellOf(run.value, arithmetic) })) }
  if (isRecordValue(value))
    return {
      fields: Object.fromEntries(
        Object.entries(value.fields).map(([key, field]) => [key, cellOf(field, arithmetic)]),
      ),
    }
  return value
}

/** A known cell as a value. */
export function valueFromCell<N>(cell: Cell<N>, arithmetic: Arithmetic<N>): Value {
  if (arithmetic.is(cell)) return arithmetic.toRational(cell)
  if (cell === null || typeof cell !== 'object') return cell as Value
  if (Array.isArray(cell)) return cell.map((entry: Cell<N>) => valueFromCell(entry, arithmetic))
  if ('dated' in cell)
    return { dated: cell.dated.map(({ from, value }) => ({ from, value: valueFromCell(value, arithmetic) })) }
  if ('months' in cell)
    return { months: cell.months.map((run) => ({ ...run, value: valueFromCell(run.value, arithmetic) })) }
  if ('fields' in cell)
    return {
      fields: Object.fromEntries(
        Object.entries(cell.fields).map(([key, field]) => [key, valueFromCell(field, arithmetic)]),
      ),
    }
  return cell as CalendarDate
}
