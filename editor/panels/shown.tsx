import type { Words } from '../../engine/index.ts'
import type { ShownRows, ShownValue } from '../state/clause-view.ts'
import { useWords } from '../words/use-words.ts'

/** In Latin characters; a Chinese one is as wide as two. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)

/** A value that no longer fits beside its words stands under them. */
export const isLong = (value: ShownValue | null, text: (words: Words) => string): boolean =>
  value !== null && (value.rows !== null || widthOf(text(value.text)) > 24)

/** The parts of a value: fields with their values, or entries under their heads. */
export function Rows({ rows: { head, rows } }: { rows: ShownRows }) {
  const { w } = useWords()
  return (
    <table className={head ? 'entries' : 'fields'}>
      {head && (
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title.en} scope="col">
                {w(title)}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((cells, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are told apart by their place
          <tr key={index}>
            {cells.map((cell, at) =>
              at === 0 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their place
                <th key={at} scope="row">
                  {w(cell)}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their place
                <td key={at}>{w(cell)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value as it is, by its parts where it has some. */
export function Shown({ value }: { value: ShownValue }) {
  const { w } = useWords()
  return value.rows ? <Rows rows={value.rows} /> : w(value.text)
}
