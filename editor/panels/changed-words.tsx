import type { Words } from '../../engine/index.ts'
import { insideLine } from '../state/lines.ts'
import { useWords } from '../words/use-words.ts'

/** Words that changed: the old part struck in grey, the new one bold and blue, the rest once. */
export function ChangedWords({ now, before }: { now: Words; before: Words | null }) {
  const { w } = useWords()
  if (before === null) return <>{w(now)}</>
  const { start, old, now: fresh, end } = insideLine(w(before), w(now))
  return (
    <>
      {start}
      {old && <del>{old}</del>} <ins>{fresh}</ins>
      {end}
    </>
  )
}
