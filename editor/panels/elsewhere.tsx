import { acceptCases } from '../state/accept.ts'
import { type CaseGroup, causeWords, differenceOf } from '../state/case-groups.ts'
import { clauseHash } from '../state/location.ts'
import type { CaseRow } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'

/** Cases of other clauses that the same change explains: each listed, and accepted with those here at once. */
export function Elsewhere({ group: { rows, elsewhere, causes } }: { group: CaseGroup }) {
  const { t } = useWords()
  const all = [...rows, ...elsewhere]
  return (
    <details className="elsewhere">
      <summary>{t('explainedElsewhere', { n: elsewhere.length })}</summary>
      <ul>
        {elsewhere.map((row) => (
          <Other key={row.key} row={row} />
        ))}
      </ul>
      <button
        type="button"
        className="button edge-accent"
        onClick={() => void acceptCases(all, causeWords(causes))}
      >
        {t('acceptWithElsewhere', { n: elsewhere.length, all: all.length })}
      </button>
    </details>
  )
}

function Other({ row }: { row: CaseRow }) {
  const { t, w } = useWords()
  const { expected, actual, change } = differenceOf(row)
  const [clause = ''] = row.clauses
  return (
    <li>
      <a href={clauseHash(clause, row.key)}>
        <span className="code">{row.id}</span> {w(row.title)}
        {row.reading !== null && <span className="quiet small"> {t('reading', { name: row.reading })}</span>}
      </a>
      <span className="amounts">
        <del>{w(expected)}</del> → {actual && <b className="is-explained">{w(actual)}</b>}{' '}
        {change !== null && <b className="is-explained">{change}</b>}
      </span>
    </li>
  )
}
