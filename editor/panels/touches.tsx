import type { ChangeRow } from '../state/view.ts'
import { useSaveWords } from '../words/use-save-words.ts'
import { Mark } from './mark.tsx'

/** What of a decision a change touches. */
export function Touches({ effect }: { effect: ChangeRow['effect'] }) {
  const { t } = useSaveWords()
  const isQuiet = effect === 'none' || effect === 'words'
  return (
    <span className={`state nowrap ${isQuiet ? 'quiet' : 'is-explained'}`}>
      <Mark shape={isQuiet ? 'equal' : 'explained'} /> {t(`effect_${effect}`)}
    </span>
  )
}
