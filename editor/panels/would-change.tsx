import { useEffect, useState } from 'react'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import type { WouldChange } from '../worker/would-change.ts'

const titles = { grant: 'whatWouldGrant', more: 'whatWouldPayMore', ask: 'whatToAsk' } as const
const nothing = { grant: 'nothingWould', more: 'alreadyMost', ask: 'nothingWould' } as const

/** What would have to be otherwise for the case to come to something else, each way decided before it is named. */
export function WouldChangeView({ caseKey, clause }: { caseKey: string; clause: string }) {
  const { t, w } = useWords()
  const version = useSignal(derivation, (derived) => derived?.version)
  const [found, setFound] = useState<WouldChange | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the texts are others
  useEffect(() => {
    let wanted = true
    void derivation.wouldChange(caseKey, clause).then((answer) => {
      if (wanted) setFound(answer)
    })
    return () => {
      wanted = false
    }
  }, [caseKey, clause, version])
  if (!found) return <p className="would-change quiet">{t('working')}</p>
  const { kind, ways, question, unfollowed } = found
  return (
    <section className="would-change" aria-live="polite">
      <h4>
        {t(titles[kind])} <span className="quiet">{t('verifiedHint')}</span>
      </h4>
      {question && (
        <p>
          <b>{w(question.title)}</b>
        </p>
      )}
      <ul>
        {question?.answers.map((answer) => (
          <li key={answer.en}>{w(answer)}</li>
        ))}
        {ways.map((words) => (
          <li key={words.en}>{w(words)}</li>
        ))}
      </ul>
      {ways.length === 0 && !question && <p>{t(nothing[kind])}</p>}
      {unfollowed.length > 0 && (
        <p className="quiet">{t('notAllFollowed', { what: unfollowed.map(w).join('；') })}</p>
      )}
    </section>
  )
}
