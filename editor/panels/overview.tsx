import { clauseHash, hashOfPlace } from '../state/location.ts'
import { unsavedFiles } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow, Derived, PolicyNode } from '../state/view.ts'
import { store, toggleDrawer } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { TreeCounts } from './counts.tsx'
import { findKey } from './keys.ts'
import { Mark, type MarkShape } from './mark.tsx'

/** All policies and what is to be done: where the workbench opens. */
export function Overview({ derived }: { derived: Derived }) {
  const { t } = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="overview" tabIndex={0} aria-labelledby="overview-title">
      <h1 id="overview-title">{t('overview')}</h1>
      <p className="soft">{t('overviewHint', { key: findKey })}</p>
      <section className="section">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('policyColumn')}</th>
              <th scope="col">{t('versionColumn')}</th>
              <th scope="col" className="number">
                {t('clausesColumn')}
              </th>
              <th scope="col">{t('casesColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {derived.policies.map((policy) => (
              <PolicyRow key={policy.id} policy={policy} />
            ))}
          </tbody>
        </table>
      </section>
      <ToDo derived={derived} />
    </section>
  )
}

function PolicyRow({ policy }: { policy: PolicyNode }) {
  const { t, w } = useWords()
  const clauses = policy.provisions.flatMap((provision) => provision.clauses)
  const first = clauses[0]
  return (
    <tr>
      <th scope="row">
        {first ? <a href={clauseHash(first.id)}>{w(policy.title)}</a> : w(policy.title)}
        {policy.stale && (
          <span className="state is-warning">
            {' '}
            <Mark shape="warning" /> {t('lastValid')}
          </span>
        )}
      </th>
      <td>{policy.version}</td>
      <td className="number">{clauses.length}</td>
      <td>
        <TreeCounts counts={policy.counts} />
      </td>
    </tr>
  )
}

interface Task {
  readonly shape: MarkShape
  readonly tone: string
  readonly text: string
  readonly href?: string
  readonly act?: () => void
}

/** What keeps this from being done, each with the way to it. */
function ToDo({ derived }: { derived: Derived }) {
  const { t } = useWords()
  const unsaved = useSignal(store, (state) => unsavedFiles(state).length)
  const first = (cause: CaseRow['cause']) => derived.cases.find((row) => row.cause === cause)
  const linkOf = (row: CaseRow | undefined) => row && clauseHash(row.clauses[0] ?? '', row.key)
  const errors = derived.problems.filter(({ severity }) => severity === 'error').length
  const warnings = derived.problems.length - errors
  const { explained, unexplained } = derived.counts
  const to = (href: string | undefined) => (href === undefined ? {} : { href })
  const problems = { act: () => toggleDrawer('problems') }
  const tasks: readonly (Task | false)[] = [
    unexplained > 0 && {
      shape: 'unexplained',
      tone: 'is-unexplained',
      text: t('todoUnexplained', { n: unexplained }),
      ...to(linkOf(first('unexplained'))),
    },
    errors > 0 && { shape: 'warning', tone: 'is-warning', text: t('todoErrors', { n: errors }), ...problems },
    explained > 0 && {
      shape: 'explained',
      tone: 'is-explained',
      text: t('todoExplained', { n: explained }),
      ...to(linkOf(first('explained'))),
    },
    warnings > 0 && {
      shape: 'warning',
      tone: 'is-warning',
      text: t('todoWarnings', { n: warnings }),
      ...problems,
    },
    unsaved > 0 && {
      shape: 'explained',
      tone: 'accent',
      text: t('todoUnsaved', { n: unsaved }),
      href: hashOfPlace({ page: 'save' }),
    },
  ]
  const open = tasks.filter((task): task is Task => task !== false)
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('todo')}</h2>
      </div>
      {open.length === 0 ? (
        <p className="state is-passing">
          <Mark shape="passing" /> {t('nothingToDo')}
        </p>
      ) : (
        <ul className="todo">
          {open.map(({ shape, tone, text, href, act }) => (
            <li key={text}>
              <Mark shape={shape} className={tone} />
              {href !== undefined ? (
                <a href={href}>{text}</a>
              ) : (
                <button type="button" className="button link" onClick={act}>
                  {text}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
