import { timeOf } from '../state/log.ts'
import type { ReviewedChangeView } from '../state/review-view.ts'
import { type Compared, openChange } from '../state/reviewing.ts'
import { draft, tick, tickState, untick } from '../state/ticks.ts'
import { useSignal } from '../state/use-signal.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { Mark } from './mark.tsx'
import { Touches } from './touches.tsx'

const effects = ['amount', 'eligibility', 'decision', 'words', 'none'] as const
const sums = {
  amount: 'sumAmount',
  eligibility: 'sumEligibility',
  decision: 'sumDecision',
  words: 'sumWords',
  none: 'sumNone',
} as const

/** Every change with its tick, and what is proven of the rest. */
export function ReviewList({ view, open }: { view: Compared; open: ReviewedChangeView | null }) {
  const { t } = useReviewWords()
  const { changes, same } = view
  const counted = effects.flatMap((effect) => {
    const n = changes.filter((one) => one.effect === effect).length
    return n === 0 ? [] : [t(sums[effect], { n })]
  })
  return (
    <>
      <div className="review-sums">
        <h2>{t('changesFound', { n: changes.length })}</h2>
        {counted.length > 0 && <p className="small soft">{counted.join(t('listJoin'))}</p>}
      </div>
      <ol>
        {changes.map((change) => (
          <Row key={change.key} change={change} isOpen={change === open} />
        ))}
      </ol>
      {same > 0 && (
        <div className="review-rest">
          <p className="state is-passing">
            <Mark shape="passing" /> <b>{t('restProven', { n: same })}</b>
          </p>
          <p className="small soft">{t('restProvenWhy')}</p>
        </div>
      )}
    </>
  )
}

function Row({ change, isOpen }: { change: ReviewedChangeView; isOpen: boolean }) {
  const { t, w } = useReviewWords()
  const state = useSignal(draft, (now) => tickState(now, change))
  return (
    <li className="review-row" data-open={isOpen} data-tick={state}>
      <input
        type="checkbox"
        checked={state === 'ticked'}
        aria-label={t('tickLabel', { title: w(change.title) })}
        onChange={() => (state === 'ticked' ? untick(change) : tick(change, timeOf(new Date())))}
      />
      <button
        type="button"
        className="review-open"
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => openChange(change)}
      >
        <b>{w(change.title)}</b>
        <span className="small soft">{w(change.words)}</span>
        {state === 'void' && (
          <span className="small is-warning state">
            <Mark shape="warning" /> {t('tickVoid')}
          </span>
        )}
      </button>
      <Touches effect={change.effect} />
    </li>
  )
}
