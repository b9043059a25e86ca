import { lazy, memo, Suspense, useMemo } from 'react'
import { acceptCases } from '../state/accept.ts'
import { caseForm, startCase } from '../state/case-form.ts'
import { type CaseGroup, causeWords, groupsOf } from '../state/case-groups.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow, CauseView } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { CaseRowView, toggleCase } from './case-row.tsx'
import { Announcement, Told } from './cases-told.tsx'
import { Mark } from './mark.tsx'
import { NameAsked } from './name-asked.tsx'
import { PassingCases } from './passing-cases.tsx'
import { widthOf } from './shown.tsx'

const NewCase = lazy(async () => ({ default: (await import('./new-case.tsx')).NewCase }))

const Elsewhere = lazy(async () => ({ default: (await import('./elsewhere.tsx')).Elsewhere }))

const noRows: readonly CaseRow[] = []
const noCauses: readonly CauseView[] = []

/** The clause's cases by cause, in a fixed order: what edits explain, what nothing does, what moves as it is asked, what passes. */
export const Cases = memo(function Cases() {
  const { t } = useWords()
  const clause = useSignal(derivation, (derived) => derived?.page?.id ?? null)
  const all = useSignal(derivation, (derived) => derived?.cases ?? noRows)
  const causes = useSignal(derivation, (derived) => derived?.causes ?? noCauses)
  const version = useSignal(derivation, (derived) => derived?.version)
  const open = useSignal(derivation, (derived) => derived?.page?.open?.key ?? null)
  const stale = useSignal(derivation, (derived) => derived?.page?.stale === true)
  const form = useSignal(caseForm)
  const groups = useMemo(() => (clause === null ? [] : groupsOf(all, causes, clause)), [all, causes, clause])
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups])
  return (
    <aside id="cases" className="cases" aria-label={t('casesOfClause')} data-verdict-version={version}>
      {clause !== null && (
        <>
          <div className="cases-head">
            <h2>{t('casesOfClause')}</h2>
            <span className="small quiet">{t('caseCount', { n: rows.length })}</span>
            {stale && <span className="small is-warning">… {t('lastValid')}</span>}
            <button type="button" className="button plain end" onClick={() => startCase({ clause })}>
              {t('newCase')}
            </button>
          </div>
          <Told />
          {form?.clause === clause && (
            <Suspense>
              <NewCase key={form.id} form={form} />
            </Suspense>
          )}
          {rows.length === 0 && !form && <p className="case-group soft">{t('noCasesYet')}</p>}
          <ExplainedHead groups={groups} />
          <NameAsked />
          {groups.map((group) =>
            group.kind === 'passing' ? (
              <PassingCases key={group.key} group={group} open={open} />
            ) : (
              <Group key={group.key} group={group} open={open} />
            ),
          )}
        </>
      )}
      <Announcement rows={rows} />
    </aside>
  )
})

const accept = (groups: readonly CaseGroup[]) =>
  acceptCases(
    groups.flatMap(({ rows }) => rows),
    causeWords([...new Set(groups.flatMap(({ causes }) => causes))]),
  )

/** With several causes, all that they explain at once. */
function ExplainedHead({ groups }: { groups: readonly CaseGroup[] }) {
  const { t } = useWords()
  const explained = groups.filter(({ kind }) => kind === 'explained')
  if (explained.length < 2) return null
  const n = explained.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <div className="case-group all-explained">
      <span className="soft">{t('acceptAllExplained', { n })}</span>
      <button type="button" className="button edge-accent end" onClick={() => accept(explained)}>
        {t('acceptAll')}
      </button>
    </div>
  )
}

/** The same rows under the same head need no painting anew. */
const isSameGroup = (a: CaseGroup, b: CaseGroup): boolean =>
  a.key === b.key &&
  a.worth === b.worth &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => row === b.rows[index]) &&
  a.elsewhere.length === b.elsewhere.length &&
  a.elsewhere.every((row, index) => row === b.elsewhere[index]) &&
  a.causes.every((cause, index) => cause === b.causes[index])

const Group = memo(
  function Group({ group, open }: { group: CaseGroup; open: string | null }) {
    const { t, w } = useWords()
    const { kind, rows, causes, worth } = group
    const state = kind === 'moved' ? 'explained' : kind === 'passing' ? 'passing' : kind
    const why =
      kind === 'unexplained'
        ? t('notFromEdit')
        : kind === 'explained'
          ? t('becauseOf', { changes: w(causeWords(causes)) })
          : t('movedBy', { cause: w(causeWords(causes)) })
    const isLong = widthOf(why) > 26
    const id = `cases-${group.key.replaceAll(/[^\w-]/g, '_')}`
    return (
      <section className={`case-group is-${kind}-group`} aria-labelledby={id}>
        <div className="group-head">
          <h3 id={id} className={`state is-${state}`}>
            <Mark shape={state} /> {t(kind === 'moved' ? 'movedAsAsked' : state)} {rows.length}
          </h3>
          {!isLong && <span className="why">{why}</span>}
          <span className="end" />
          {kind === 'explained' && (
            <button type="button" className="button edge-accent" onClick={() => accept([group])}>
              {rows.length === 1 ? t('acceptOne') : t('acceptMany', { n: rows.length })}
            </button>
          )}
          {kind === 'unexplained' && (
            <button
              type="button"
              className="button"
              onClick={() => toggleCase(rows.find((row) => !row.issue)?.key ?? rows[0]?.key ?? '', false)}
            >
              {t('lookOneByOne')}
            </button>
          )}
          {worth !== null && <span className="is-explained">{t('worthInAll', { amount: worth })}</span>}
        </div>
        {isLong && <p className="why-below">{why}</p>}
        {group.elsewhere.length > 0 && (
          <Suspense>
            <Elsewhere group={group} />
          </Suspense>
        )}
        {rows.map((row) => (
          <CaseRowView key={row.key} row={row} isOpen={row.key === open} />
        ))}
      </section>
    )
  },
  (before, after) => before.open === after.open && isSameGroup(before.group, after.group),
)
