import { useEffect, useState } from 'react'
import { clauseHash } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import type { ChangeRow } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useSaveWords } from '../words/use-save-words.ts'
import { Touches } from './touches.tsx'

/** The unsaved changes in words, asked for anew with every verdict; null until they are there. */
export function useChanges(): readonly ChangeRow[] | null {
  const version = useSignal(derivation, (derived) => derived?.version ?? null)
  const [rows, setRows] = useState<readonly ChangeRow[] | null>(null)
  useEffect(() => {
    if (version === null) return
    let isGone = false
    void derivation.changes().then((next) => {
      if (!isGone) setRows(next)
    })
    return () => {
      isGone = true
    }
  }, [version])
  return rows
}

/** What changed, in words, with what of a decision it may change. */
export function Changes({ rows }: { rows: readonly ChangeRow[] }) {
  const { t, w } = useSaveWords()
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('whatChanged')}</h2>
        {rows.length > 0 && <span>{t('changeCount', { n: rows.length })}</span>}
      </div>
      {rows.length === 0 ? (
        <p className="soft">{t('nothingInRules')}</p>
      ) : (
        <table className="changes">
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.clause === null ? w(row.title) : <a href={clauseHash(row.clause)}>{w(row.title)}</a>}
                </th>
                <td>{w(row.words)}</td>
                <td>
                  <Touches effect={row.effect} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
