import { useState } from 'react'
import type { CaseGroup } from '../state/case-groups.ts'
import type { CaseRow } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'
import { CaseRowView } from './case-row.tsx'
import { Mark } from './mark.tsx'

/** Cases that pass, by number until they are wanted. */
export function PassingCases({ group: { rows }, open }: { group: CaseGroup; open: string | null }) {
  const { t } = useWords()
  const [wanted, setWanted] = useState(false)
  const shown = wanted || rows.some(({ key }) => key === open)
  return (
    <section className="case-group" aria-labelledby="cases-passing">
      <h3 className="bare">
        <button type="button" className="group-head" aria-expanded={shown} onClick={() => setWanted(!shown)}>
          <span id="cases-passing" className="state is-passing">
            <Mark shape="passing" /> {t('passing')} {rows.length}
          </span>
          {!shown && <span className="why quiet">{numbersOf(rows)}</span>}
          <span className="end" />
          <Mark shape={shown ? 'down' : 'right'} className="quiet" />
        </button>
      </h3>
      {shown && rows.map((row) => <CaseRowView key={row.key} row={row} isOpen={row.key === open} />)}
    </section>
  )
}

/** Numbers of the cases, each once: those over several clauses count anew. */
const numbersOf = (rows: readonly CaseRow[]): string =>
  [...new Set(rows.map(({ number }) => number))].join('　')
