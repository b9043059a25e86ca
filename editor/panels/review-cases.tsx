import { hashOfPlace } from '../state/location.ts'
import type { ChangeCases, MovedCaseView } from '../state/review-view.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { Mark } from './mark.tsx'

/** The cases of a clause by both versions. Zero is shown too: a reviewer signs that there is none. */
export function ReviewCases({ cases }: { cases: ChangeCases }) {
  const { t } = useReviewWords()
  const { moved, unexplained, added, same } = cases
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('reviewCases')}</h2>
        <span>{t('casesHint')}</span>
      </div>
      <table className="effects">
        <tbody>
          <tr>
            <th scope="row">
              <span className="state is-passing">
                <Mark shape="passing" /> {t('casesSame')} {same}
              </span>
            </th>
            <td />
          </tr>
          <tr>
            <th scope="row">
              <span className={`state ${moved.length > 0 ? 'is-explained' : 'quiet'}`}>
                <Mark shape="explained" /> {t('casesMoved')} {moved.length}
              </span>
            </th>
            <td>
              <Moved cases={moved} cause="explained" />
            </td>
          </tr>
          <tr>
            <th scope="row">
              <span className={`state ${unexplained.length > 0 ? 'is-unexplained' : 'quiet'}`}>
                <Mark shape="unexplained" /> {t('casesUnexplained')} {unexplained.length}
              </span>
            </th>
            <td>
              <Moved cases={unexplained} cause="unexplained" />
            </td>
          </tr>
          {added > 0 && (
            <tr>
              <th scope="row">
                <span className="state">
                  {t('casesAdded')} {added}
                </span>
              </th>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}

function Moved({ cases, cause }: { cases: readonly MovedCaseView[]; cause: 'explained' | 'unexplained' }) {
  const { w } = useReviewWords()
  return cases.map((one) => (
    <p className="moved-case" key={one.id}>
      <a href={hashOfPlace({ page: 'clause', clause: one.clause, case: one.id })}>
        {one.title ? w(one.title) : one.id}
      </a>
      <span>
        <del>{w(one.before)}</del> → <b className={`is-${cause}`}>{w(one.after)}</b>
      </span>
    </p>
  ))
}
