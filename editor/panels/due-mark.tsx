import type { DueView } from '../state/yearly-view.ts'
import type { Speaker } from '../words/speak.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** A value is near its day from here on. */
const near = 90

/** The day by which a value has to be looked at; a clock where it is near or past. */
export function Due({ due }: { due: DueView }) {
  const { t } = useWords()
  const text = dueText(due, t)
  if (due.days > near) return <span className="quiet">{text}</span>
  return (
    <span className="state is-warning">
      <Mark shape="clock" /> {text}
    </span>
  )
}

/** `10 天后到期`. */
export function dueText({ kind, on, days }: DueView, t: Speaker['t']): string {
  if (kind === 'runs-out') {
    if (days > near) return t('validUntilOn', { date: on })
    return days > 0 ? t('runsOutIn', { n: days }) : days === 0 ? t('runsOutToday') : t('ranOut', { date: on })
  }
  return days > 0 ? t('reviewIn', { n: days }) : days === 0 ? t('reviewToday') : t('reviewLate', { date: on })
}
