import { memo } from 'react'
import { useSignal } from '../state/use-signal.ts'
import type { ConditionView } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'
import { ChangedWords } from './changed-words.tsx'
import { lights, lit, numbersText } from './light.ts'
import { Mark } from './mark.tsx'

/** What must hold, in words, with the code a refusal reports. */
export const Conditions = memo(function Conditions({ conditions }: { conditions: readonly ConditionView[] }) {
  const { t } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('conditions')}</h2>
        {conditions.length > 1 && <span>{t('allMustHold')}</span>}
        <span className="end">{t('code')}</span>
      </div>
      {conditions.length === 0 ? (
        <p className="quiet">{t('without')}</p>
      ) : (
        <ol className="conditions">
          {conditions.map((condition) => (
            <Condition key={condition.code} condition={condition} />
          ))}
        </ol>
      )}
    </section>
  )
})

const Condition = memo(function Condition({ condition }: { condition: ConditionView }) {
  const { t, w } = useWords()
  const isLit = useSignal(lit, (number) => number !== null && condition.numbers.includes(number))
  const open = condition.holds === false || condition.holds === null
  return (
    <li data-lit={isLit} {...lights(condition.numbers)}>
      <span className="number">{numbersText(condition.numbers)}</span>
      <span>
        <ChangedWords now={condition.words} before={condition.before} />
      </span>
      <span className="code" title={condition.code}>
        {condition.code}
      </span>
      {open && condition.given && (
        <span className="given state">
          <Mark shape={condition.holds === null ? 'unknown' : 'none'} className="little" />
          {condition.holds === null ? t('unknownHere') : t('notMet')}　{w(condition.given)}
        </span>
      )}
    </li>
  )
})
