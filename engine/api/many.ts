import type { Answer, Columns, DecideMany } from './answer.ts'
import { problemOf } from './problem.ts'

type DecideOne<F, D> = (facts: F) => Answer<D>

/** Decides one after another, in order; a row that is refused stops no other. */
export function decideManyBy<F extends object, D>(decide: DecideOne<F, D>): DecideMany<F, D> {
  async function* stream(rows: AsyncIterable<F>) {
    for await (const row of rows) yield decide(row)
  }
  const many = (rows: Iterable<F> | AsyncIterable<F> | Columns<F>) => {
    if (isAsync<F>(rows)) return stream(rows)
    if (isIterable<F>(rows)) return Array.from(rows, decide)
    return decideColumns(rows as Readonly<Record<string, ArrayLike<unknown>>>, decide)
  }
  return many as DecideMany<F, D>
}

const isAsync = <F>(rows: object): rows is AsyncIterable<F> => Symbol.asyncIterator in rows
const isIterable = <F>(rows: object): rows is Iterable<F> => Symbol.iterator in rows

/** A row for each place of the columns. A column of another length would give somebody a neighbour's facts. */
function decideColumns<F, D>(
  columns: Readonly<Record<string, ArrayLike<unknown>>>,
  decide: DecideOne<F, D>,
): readonly Answer<D>[] {
  const names = Object.keys(columns)
  const lengths = names.map((name) => columns[name]?.length ?? 0)
  const rows = Math.max(0, ...lengths)
  const problems = names.flatMap((name, at) =>
    lengths[at] === rows
      ? []
      : [
          problemOf(
            'FACT_VALUE',
            name,
            {
              zh: `\`${name}\` 这一列有 ${lengths[at]} 个值，其他列有 ${rows} 个`,
              en: `the column \`${name}\` has ${lengths[at]} values where another has ${rows}`,
            },
            {
              zh: '每一列写同样多的值；不知道的写 undefined',
              en: 'give each column as many values; write undefined for what is not known',
            },
          ),
        ],
  )
  // One object for all rows: whoever decides one keeps nothing of it but a copy.
  const facts = (names.includes('__proto__') ? Object.create(null) : {}) as Record<string, unknown>
  return Array.from({ length: rows }, (_, row) => {
    if (problems.length > 0) return { ok: false, problems }
    for (const name of names) facts[name] = columns[name]?.[row]
    return decide(facts as F)
  })
}
