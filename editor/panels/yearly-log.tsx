import type { LogLine } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import type { yearlyWords } from '../words/yearly-words.ts'

const kinds = {
  yearly: 'log_yearly',
  correction: 'log_correction',
  rebase: 'log_rebase',
} as const satisfies Record<string, keyof typeof yearlyWords>

/** What was done to the policy before, the latest first. */
export function LogList({ log }: { log: readonly LogLine[] }) {
  const { t } = useYearlyWords()
  if (log.length === 0) return null
  const kind = (what: string) => (Object.hasOwn(kinds, what) ? t(kinds[what as keyof typeof kinds]) : what)
  return (
    <details className="yearly-log">
      <summary>{t('logOf', { n: log.length })}</summary>
      <ul>
        {log.map(({ at, by, what, changes, basis, isUnsaved }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only added, at one end
          <li key={log.length - index}>
            {t('logEntry', {
              at: at.slice(0, 16).replace('T', ' '),
              by,
              what: kind(what),
              n: changes,
              basis,
            })}
            {isUnsaved && (
              <span className="accent">
                {' '}
                <span className="dot" /> {t('logUnsaved')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
