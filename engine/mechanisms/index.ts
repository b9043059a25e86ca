import { cap } from './cap.ts'
import { choose } from './choose.ts'
import { count } from './count.ts'
import { dateAfter, dateOfYear, daysBetween, firstOfMonth, lastDay, monthsBetween } from './dates.ts'
import { deduct } from './deduct.ts'
import { difference } from './difference.ts'
import { every, filter, some, take } from './entries.ts'
import { floor } from './floor.ts'
import { constantOf, highest, lowest, total } from './fold.ts'
import { less } from './less.ts'
import { matchesRedacted } from './matches-redacted.ts'
import type { Mechanism } from './mechanism.ts'
import { monthsPayable } from './months-payable.ts'
import { perItem } from './per-item.ts'
import { perMonth } from './per-month.ts'
import { product } from './product.ts'
import { rank, tied, tiedAfter } from './rank.ts'
import { rate } from './rate.ts'
import { ratio } from './ratio.ts'
import { allocate, missing, present } from './records.ts'
import { round } from './round.ts'
import { sum } from './sum.ts'
import { table } from './table.ts'
import { value } from './value.ts'
import { holding, whether } from './whether.ts'
import { yearOf } from './year-of.ts'

/** Every mechanism, in the order of the reference. */
export const mechanisms: readonly Mechanism[] = [
  value,
  sum,
  difference,
  product,
  ratio,
  rate,
  cap,
  floor,
  deduct,
  round,
  choose,
  table,
  count,
  perMonth,
  total,
  constantOf,
  perItem,
  highest,
  lowest,
  monthsPayable,
  yearOf,
  dateAfter,
  lastDay,
  dateOfYear,
  firstOfMonth,
  daysBetween,
  monthsBetween,
  filter,
  some,
  every,
  rank,
  tied,
  tiedAfter,
  take,
  missing,
  present,
  allocate,
  whether,
  holding,
  matchesRedacted,
  less,
]

const byName = new Map(mechanisms.map((mechanism) => [mechanism.name, mechanism]))

export const findMechanism = (name: string): Mechanism | undefined => byName.get(name)
