import { memo } from 'react'
import type { CheckView, ConditionView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import { ChangedWords } from './changed-words.tsx'
import { lights, lit, numbersText } from './light.ts'
import { Mark } from './mark.tsx'

/** What must hold, in words, with the code a refusal reports. */
export const Conditions = memo(function Conditions({
  conditions,
  paid,
}: {
  conditions: readonly ConditionView[]
  /** Whether something is paid to who meets them. */
  paid: boolean
}) {
  const { t } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t(paid ? 'conditions' : 'conditionsPlain')}</h2>
        {conditions.length > 1 && <span>{t('allMustHold')}</span>}
        {conditions.length > 0 && <span className="end code-head">{t('code')}</span>}
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

/** What a check compares, and whether the figures of the case fit together. */
export const Check = memo(function Check({
  check,
  caseNumber,
}: {
  check: CheckView
  caseNumber: string | null
}) {
  const { t } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('check')}</h2>
        <span>{t('checkHint')}</span>
      </div>
      <ul className="conditions check">
        <li>
          <span />
          <span>
            <ChangedWords now={check.words} before={check.before} />
          </span>
          {caseNumber !== null && <Verdict holds={check.holds} />}
        </li>
      </ul>
    </section>
  )
})

/** Figures that do not fit are what the text says, not a fault of the rule: no red. */
function Verdict({ holds }: { holds: boolean | null }) {
  const { t } = useWords()
  if (holds === null)
    return (
      <span className="state">
        <Mark shape="unknown" className="little" /> {t('undecided')}
      </span>
    )
  return (
    <span className={holds ? 'state' : 'state is-warning'}>
      <Mark shape={holds ? 'passing' : 'warning'} className="little" />
      {t(holds ? 'consistent' : 'notConsistent')}
    </span>
  )
}
