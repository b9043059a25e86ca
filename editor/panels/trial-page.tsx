import '../styles/trial.css'
import '../styles/trial-sheet.css'
import '../styles/trial-print.css'
import { memo } from 'react'
import { hashOfPlace, place } from '../state/location.ts'
import { trial } from '../state/trial.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import { TrialForm } from './trial-form.tsx'
import { TrialSheet } from './trial-sheet.tsx'

/** One applicant, all clauses of a policy: what is known on the left, what comes of it on the right. */
export const TrialPage = memo(function TrialPage() {
  const view = useSignal(trial)
  const policy = useSignal(place, (now) => (now.page === 'try' ? now.policy : null))
  if (!view || view.policy.id !== policy) return <NoTrial policy={policy} />
  return (
    <main className="trial-page">
      <TrialForm view={view} />
      <TrialSheet view={view} />
    </main>
  )
})

/** Nothing to try yet: the policies to choose from. */
function NoTrial({ policy }: { policy: string | null }) {
  const { t, w } = useTrialWords()
  const policies = useSignal(derivation, (derived) => derived?.policies)
  if (!policies)
    return (
      <main className="trial-page empty">
        <h1>{t('opening')}</h1>
      </main>
    )
  const isThere = policies.some(({ id }) => id === policy)
  // The engine answers in a moment: nothing flashes meanwhile.
  if (isThere) return <main className="trial-page" aria-busy="true" />
  return (
    <main className="trial-page empty">
      <h1>{policy === null ? t('choosePolicyToTry') : t('noSuchPolicy', { id: policy })}</h1>
      <p>{t('choosePolicyHint')}</p>
      <ul className="policies-to-try">
        {policies.map(({ id, title }) => (
          <li key={id}>
            <a href={hashOfPlace({ page: 'try', policy: id, about: null })}>{w(title)}</a>
          </li>
        ))}
      </ul>
    </main>
  )
}
