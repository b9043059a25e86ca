import type { OpenCase } from '../state/clause-view.ts'
import { clauseHash } from '../state/location.ts'
import { useWords } from '../words/use-words.ts'

/** The clauses that a case runs together, what each comes to, what is added up and what is left of a budget. */
export function Parts({ open, here }: { open: OpenCase; here: string }) {
  const { t, w } = useWords()
  const { total } = open
  const isAdded = open.parts.some(({ counts }) => counts)
  return (
    <table className="compare parts">
      <thead>
        <tr>
          <th scope="col">{t('parts')}</th>
          <th scope="col">{t('now')}</th>
        </tr>
      </thead>
      <tbody>
        {open.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one clause may stand twice
          <tr key={index} className={part.counts || !isAdded ? '' : 'left-out'}>
            <th scope="row">
              {part.id === here ? (
                <b>{w(part.title)}</b>
              ) : (
                <a href={clauseHash(part.id, open.key)}>{w(part.title)}</a>
              )}
              {part.yieldsTo ? (
                <span className="note-why">{t('yieldsTo', { winner: w(part.yieldsTo) })}</span>
              ) : (
                isAdded && !part.counts && <span className="note-why">{t('notCounted')}</span>
              )}
            </th>
            <td>{w(part.outcome)}</td>
          </tr>
        ))}
      </tbody>
      {total && isAdded && (
        <tfoot>
          <tr className="sum">
            <th scope="row">{t('partsTotal')}</th>
            <td>{w(total.amount)}</td>
          </tr>
          {total.budget && total.remaining && (
            <>
              <tr>
                <th scope="row">{t('budget')}</th>
                <td>{w(total.budget)}</td>
              </tr>
              <tr>
                <th scope="row">{t('budgetLeft')}</th>
                <td>{w(total.remaining)}</td>
              </tr>
            </>
          )}
        </tfoot>
      )}
    </table>
  )
}
