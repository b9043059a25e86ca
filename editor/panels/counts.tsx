import { memo } from 'react'
import type { Cause, Counts } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** A state's mark and number; the word is there for those who do not see the mark. */
export function StateCount({
  cause,
  count,
  little = false,
}: {
  cause: Cause
  count: number
  little?: boolean
}) {
  const { t } = useWords()
  return (
    <span className={`state is-${cause}`}>
      <Mark shape={cause} label={t(cause)} className={little ? 'little' : ''} />
      {count}
    </span>
  )
}

/** What differs, or quietly how many pass. */
export const TreeCounts = memo(function TreeCounts({ counts }: { counts: Counts }) {
  const { t } = useWords()
  if (counts.explained === 0 && counts.unexplained === 0)
    return (
      <span className="counts">
        {counts.passing > 0 && <span className="unseen">{t('passing')} </span>}
        {counts.passing > 0 ? counts.passing : ''}
      </span>
    )
  return (
    <span className="counts">
      {counts.explained > 0 && <StateCount cause="explained" count={counts.explained} little />}
      {counts.unexplained > 0 && <StateCount cause="unexplained" count={counts.unexplained} little />}
    </span>
  )
})
