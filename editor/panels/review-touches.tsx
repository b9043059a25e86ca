import type { ReviewedChangeView } from '../state/review-view.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { Mark } from './mark.tsx'

/** What a change touches. */
export function Touches({ effect }: { effect: ReviewedChangeView['effect'] }) {
  const { t } = useReviewWords()
  const isQuiet = effect === 'none' || effect === 'words'
  return (
    <span className={`state nowrap ${isQuiet ? 'quiet' : 'is-explained'}`}>
      <Mark shape={isQuiet ? 'equal' : 'explained'} /> {t(`touches_${effect}`)}
    </span>
  )
}
