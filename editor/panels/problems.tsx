import { memo } from 'react'
import { useSignal } from '../state/use-signal.ts'
import type { ProblemRow } from '../state/view.ts'
import { derivation, showInYaml, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

const none: readonly ProblemRow[] = []

/** What is wrong with the texts as they stand; each line goes to its place. */
export const Problems = memo(function Problems() {
  const { t } = useWords()
  const problems = useSignal(derivation, (derived) => derived?.problems ?? none)
  if (problems.length === 0) return <p className="waiting">{t('noProblems')}</p>
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <Problem key={problem.key} problem={problem} />
      ))}
    </ul>
  )
})

const Problem = memo(function Problem({ problem }: { problem: ProblemRow }) {
  const { t, w } = useWords()
  const { place, replacement } = problem
  return (
    <li>
      <button type="button" className="problem" onClick={() => showInYaml(place)}>
        {problem.severity === 'error' ? (
          <Mark shape="unexplained" label={t('error')} className="is-unexplained" />
        ) : (
          <Mark shape="warning" label={t('warning')} className="is-warning" />
        )}
        <span className="quiet">
          {problem.line}:{problem.column}
        </span>
        <span>
          {w(problem.message)}
          <span className="soft">　{w(problem.fix)}</span>
        </span>
        <span className="code">
          {place.path.split('/').at(-1)} {problem.code}
        </span>
      </button>
      {replacement !== null && (
        <button type="button" className="button link small mend" onClick={() => mend(problem, replacement)}>
          {t('mend')}
        </button>
      )}
    </li>
  )
})

/** Puts the suggested text in; refused where the text has moved on since. */
function mend({ place }: ProblemRow, replacement: string): void {
  const file = store.get().files.get(place.path)
  if (!file || derivation.get()?.version !== store.get().version) return
  const removed = file.text.slice(place.start, place.end)
  store.edit([{ path: place.path, at: place.start, removed, inserted: replacement }], { author: 'form' })
}
