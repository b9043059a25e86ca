import { Rational } from '../base/rational.ts'
import type { Language } from '../base/words.ts'
import { csvLine, safeCell } from '../batch/csv.ts'
import type { ResultWriter, TableFormat } from '../batch/results.ts'
import { resultWriter } from '../batch/results.ts'
import type { Clause } from '../policy/policy.ts'
import type { Difference } from './difference.ts'

/** The text of the two files of a recomputation, piece by piece. */
export interface DifferenceWriter extends Pick<ResultWriter, 'head' | 'refusedHead' | 'refused'> {
  readonly recomputed: (row: number, carried: readonly string[], differences: readonly Difference[]) => string
}

const parts = ['paid', 'was', 'now', 'difference'] as const

/** Names of the columns that results have beside those carried through. */
export const differenceColumns = (clauses: readonly Pick<Clause, 'id'>[]): readonly string[] => [
  'row',
  ...clauses.flatMap(({ id }) => parts.map((part) => `${id}.${part}`)),
  'difference',
]

const sumOf = (differences: readonly Difference[]): string =>
  differences
    .reduce((sum, { difference }) => sum.plus(Rational.parse(difference) ?? Rational.zero), Rational.zero)
    .toString(2)

/** Writes past decisions beside what they are now, in a format. */
export function differenceWriter(
  format: TableFormat,
  carriedNames: readonly string[],
  clauses: readonly Clause[],
  language: Language,
): DifferenceWriter {
  const { refused, refusedHead } = resultWriter(format, carriedNames, clauses, language)
  if (format === 'ndjson')
    return {
      head: '',
      refusedHead,
      refused,
      recomputed: (row, carried, differences) =>
        `${JSON.stringify({
          row,
          ...(carriedNames.length > 0 && {
            carried: Object.fromEntries(carriedNames.map((name, index) => [name, carried[index]])),
          }),
          clauses: differences,
          difference: sumOf(differences),
        })}\n`,
    }
  const [row, ...columns] = differenceColumns(clauses)
  return {
    head: `\ufeff${csvLine([row as string, ...carriedNames.map(safeCell), ...columns])}`,
    refusedHead,
    refused,
    recomputed: (number, carried, differences) =>
      csvLine([
        String(number),
        ...carried.map(safeCell),
        ...differences.flatMap((one) => parts.map((part) => one[part])),
        sumOf(differences),
      ]),
  }
}
