import { lazy, memo, Suspense, useMemo, useState } from 'react'
import type { ClausePage } from '../state/clause-view.ts'
import { hashOfPlace, type Place, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Amount, isReckoned } from './amount.tsx'
import { Choices } from './branches.tsx'
import { Check, Conditions } from './conditions.tsx'
import { FieldsContext } from './fields-context.ts'
import { undoKey } from './keys.ts'
import { Notes } from './notes.tsx'
import { Notice } from './notice.tsx'
import { Overview } from './overview.tsx'
import { Parameters } from './parameters.tsx'
import { Readings } from './readings.tsx'
import { SourceText } from './source.tsx'

const Repeal = lazy(async () => ({ default: (await import('./repeal.tsx')).Repeal }))

/** One clause: its text, what it became, and its values. */
export const Clause = memo(function Clause() {
  const page = useSignal(derivation, (derived) => derived?.page ?? null)
  if (!page) return <NoClause />
  return (
    <>
      <ClauseHead page={page} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="clause-body" tabIndex={0} aria-labelledby="clause-title">
        <Sources page={page} />
        <Rules page={page} />
        <Parameters groups={page.groups} />
        <Readings clause={page.id} readings={page.readings} policyReadings={page.policyReadings} />
      </section>
    </>
  )
})

function NoClause() {
  const { t, w } = useWords()
  const derived = useSignal(derivation)
  const asked = useSignal(place, (now) => (now.page === 'clause' ? now.clause : null))
  if (!derived)
    return (
      <div className="empty">
        <h1>{t('opening')}</h1>
      </div>
    )
  if (derived.policies.length === 0)
    return (
      <div className="empty">
        <NoPolicies />
        {derived.problems.map((problem) => (
          <p key={problem.key}>
            {problem.place.path}:{problem.line} {w(problem.message)}
          </p>
        ))}
      </div>
    )
  if (asked === null) return <Overview derived={derived} />
  return (
    <div className="empty">
      <h1>{t('clauseGone', { id: asked })}</h1>
      <p>{t('chooseClauseHint')}</p>
    </div>
  )
}

function NoPolicies() {
  const { t } = useWords()
  return (
    <>
      <h1>{t('noPolicies')}</h1>
      <p>{t('noPoliciesHint')}</p>
    </>
  )
}

const ClauseHead = memo(function ClauseHead({ page }: { page: ClausePage }) {
  const { t, w } = useWords()
  const section = page.sources[0]?.section
  const [ending, setEnding] = useState(false)
  return (
    <header className="clause-head">
      <p className="crumbs">
        <span>{w(page.policy.title)}</span>
        <span aria-hidden="true">›</span>
        <span>{w(page.provision.title)}</span>
        <span className="end" />
        <a className="button link small" href={hashOfPlace(addingTo(page))}>
          {t('newClause')}
        </a>
        <button
          type="button"
          className="button link small"
          aria-expanded={ending}
          onClick={() => setEnding(!ending)}
        >
          {t('endClause')}
        </button>
      </p>
      <div className="title-line">
        <h1 id="clause-title">{w(page.title)}</h1>
        <ClauseState page={page} />
      </div>
      <p className="meta">
        <span className="code">{page.id}</span>
        {section && <span lang="zh-CN">{section}</span>}
        {page.for && <span>{w(page.for)}</span>}
        {page.payer && <span>{t('payer', { who: w(page.payer) })}</span>}
        {page.approver && <span>{t('approver', { who: w(page.approver) })}</span>}
      </p>
      <Suspense>{ending && <Repeal page={page} onDone={() => setEnding(false)} />}</Suspense>
    </header>
  )
})

/** The text that a new clause of the same provision is taken from. */
const addingTo = ({ policy, provision, sources }: ClausePage): Place => ({
  page: 'source',
  policy: policy.id,
  document: sources.find(({ at }) => at !== null)?.at?.document ?? null,
  clause: null,
  parameter: null,
  addTo: provision.id,
})

/** Whether what is shown is of the text as it stands, and as it is saved. */
export function ClauseState({ page }: { page: ClausePage }) {
  const { t } = useWords()
  return (
    <>
      {page.stale && (
        <span className="state is-warning" title={t('lastValidWhy')}>
          … {t('lastValid')}
        </span>
      )}
      <UnsavedHere unsaved={page.unsaved} />
    </>
  )
}

function UnsavedHere({ unsaved }: { unsaved: number }) {
  const { t } = useWords()
  const canUndo = useSignal(store, (state) => state.history.past.length > 0)
  if (unsaved === 0) return null
  return (
    <span className="unsaved-here">
      <span className="state accent">
        <span className="dot" aria-hidden="true" />
        {t('unsavedHere', { n: unsaved })}
      </span>
      {canUndo && (
        <button type="button" className="button link" onClick={() => store.undo()}>
          {t('undo')} <kbd className="key">{undoKey}</kbd>
        </button>
      )}
    </span>
  )
}

/** Leads to the text around the words that the clause is taken from. */
function InContext({ page }: { page: ClausePage }) {
  const { t } = useWords()
  const at = page.sources.find((source) => source.at !== null)?.at
  if (!at) return null
  const target = { page: 'source', ...at, clause: page.id, parameter: null } as const
  return (
    <a className="end" href={hashOfPlace(target)}>
      {t('inContext')}
    </a>
  )
}

const Sources = memo(function Sources({ page }: { page: ClausePage }) {
  const { t } = useWords()
  if (page.sources.length === 0 && page.notices.length === 0) return null
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('source')}</h2>
        {page.sources.some(({ marks }) => marks.length > 0) && <span>{t('sourceHint')}</span>}
        <InContext page={page} />
      </div>
      {page.sources.map((source, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sources are told apart by their place
        <SourceText key={index} source={source} further={index > 0} />
      ))}
      {page.notices.map((notice) => (
        <Notice key={`${notice.parameter}:${notice.from}`} notice={notice} />
      ))}
    </section>
  )
})

/** What the clause decides by, with the numbers of a case. */
export function Rules({ page }: { page: ClausePage }) {
  const key = page.with
  const number = useSignal(
    derivation,
    (derived) => derived?.cases.find((row) => row.key === key)?.number ?? null,
  )
  const reckoned = isReckoned(page)
  const { groups } = page
  const fields = useMemo(
    () => new Map(groups.flatMap(({ parameters }) => parameters.map(({ name, title }) => [name, title]))),
    [groups],
  )
  // Nobody asks for the conditions of what only works something out.
  const conditional = page.hasAmount || page.conditions.length > 0 || !reckoned
  return (
    <>
      <div className={reckoned && (page.check || conditional) ? 'two section' : 'section'}>
        {page.check ? (
          <Check check={page.check} caseNumber={number} />
        ) : (
          conditional && (
            <Conditions
              id={page.id}
              file={page.file}
              nodePath={page.nodePath}
              sources={page.sources}
              conditions={page.conditions}
              paid={page.hasAmount && page.pays !== 'points'}
            />
          )
        )}
        {reckoned && (
          <FieldsContext value={fields}>
            <Amount reckoned={page} caseNumber={number} />
          </FieldsContext>
        )}
      </div>
      <Choices choices={page.choices} />
      <Notes refer={page.refer} stacking={page.stacking} opens={page.opens} caseNumber={number} />
    </>
  )
}
