import { type ReactNode, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { acceptCases, keepAsIssue, told } from '../state/accept.ts'
import { asking } from '../state/asking.ts'
import { startCase } from '../state/case-form.ts'
import { causeWords, flaggedWords } from '../state/case-groups.ts'
import { go, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow } from '../state/view.ts'
import { derivation, showInYaml } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import type { CaseKind } from '../worker/case-drafts.ts'

/** What can be done with an open case: accept what it comes to, keep it as a problem, begin another like it, take it away. */
export function CaseActions({ row, more }: { row: CaseRow; more: ReactNode }) {
  const { t, w } = useWords()
  const [reasonFor, setReasonFor] = useState<'accept' | 'issue' | null>(null)
  const [why, setWhy] = useState<Words | null>(null)
  const causes = useSignal(derivation, (derived) => derived?.causes)
  const { cause, actual, expected, issue } = row
  const explain = causeWords((causes ?? []).filter(({ key }) => row.causes.includes(key)))
  return (
    <>
      {issue && <p className="derivation is-warning">{t('flagged', flaggedWords(issue))}</p>}
      {reasonFor && actual && (
        <Reason
          label={t(reasonFor === 'accept' ? 'whyAccept' : 'whyKeep', { value: w(actual) })}
          action={
            reasonFor === 'accept'
              ? t(isNumber(w(actual)) ? 'acceptThis' : 'acceptWord', { value: w(actual) })
              : t('noteIssue')
          }
          onGiven={(reason) => {
            setReasonFor(null)
            if (reasonFor === 'accept') void acceptCases([row], { zh: reason, en: reason }).then(openNext)
            else void keepAsIssue(row, reason)
          }}
          onGivenUp={() => setReasonFor(null)}
        />
      )}
      {why && <p className="is-warning">{t('cannotEdit', { why: w(why) })}</p>}
      {!reasonFor && (
        <div className="actions">
          {cause !== 'passing' && actual && (
            <>
              <button
                type="button"
                className="button edge-accent"
                onClick={() =>
                  cause === 'explained' ? void acceptCases([row], explain) : setReasonFor('accept')
                }
              >
                {t(isNumber(w(actual)) ? 'acceptThis' : 'acceptWord', { value: w(actual) })}
              </button>
              <button type="button" className="button plain" onClick={() => setReasonFor('issue')}>
                {t(isNumber(w(expected)) ? 'keepThis' : 'keepWord', { value: w(expected) })}
              </button>
            </>
          )}
          {cause === 'passing' && row.moved && <SaveForDay row={row} />}
        </div>
      )}
      {!reasonFor && (
        <div className="actions tools">
          {more}
          <button type="button" className="button plain" onClick={() => showInYaml(row.place)}>
            {t('showInYaml')}
          </button>
          {row.reading === null && (
            <button type="button" className="button plain" onClick={() => void another(row)}>
              {t('duplicate')}
            </button>
          )}
          <button type="button" className="button plain" onClick={() => void tryCase(row.key)}>
            {t('tryCase')}
          </button>
          {row.reading === null && (
            <button type="button" className="button plain" onClick={async () => setWhy(await takeAway(row))}>
              {t('deleteCase')}
            </button>
          )}
        </div>
      )}
    </>
  )
}

const isNumber = (text: string): boolean => /^[−\d]/.test(text)

/** A case that moves on the day that is asked can be kept as one of that day: it guards the new value. */
function SaveForDay({ row }: { row: CaseRow }) {
  const { t } = useWords()
  const { asOf } = useSignal(asking)
  if (asOf === null || row.reading !== null) return null
  return (
    <button type="button" className="button edge-accent" onClick={() => void another(row, asOf)}>
      {t('saveForDay', { day: asOf })}
    </button>
  )
}

/** Begins a case like another one; with a day, one of that day. */
async function another(row: CaseRow, day: string | null = null): Promise<void> {
  const written = await derivation.written(row.key)
  if (!written) return
  const { clause, facts, kind, parts, supposes } = written
  startCase({
    clause,
    parts,
    supposes,
    facts: day === null ? facts : { ...facts, as_of: day },
    kind: day === null ? (kind as CaseKind) : 'effective-date',
  })
}

/** Tries all clauses of the policy for the applicant of a case. */
async function tryCase(key: string): Promise<void> {
  const found = await derivation.caseGiven(key)
  if (!found) return
  const { tryApplicant } = await import('../state/trial.ts')
  tryApplicant(found)
}

/** The next case that differs, now that this one no longer does. */
function openNext(): void {
  const now = place.get()
  if (now.page === 'clause' && told.get()?.accepted === 1) go({ ...now, case: null }, { replace: true })
}

/** Takes the case out of its file, as one step that can be undone. */
async function takeAway(row: CaseRow): Promise<Words | null> {
  const refused = await derivation.edit(row.place.path, [{ kind: 'uncase', id: row.id }])
  const now = place.get()
  if (!refused && now.page === 'clause') go({ ...now, case: null }, { replace: true })
  return refused
}

/** Why something is accepted or kept: typed, for the log. */
function Reason({
  label,
  action,
  onGiven,
  onGivenUp,
}: {
  label: string
  action: string
  onGiven: (reason: string) => void
  onGivenUp: () => void
}) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  return (
    <form
      className="reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onGiven(reason.trim())
      }}
      onKeyDown={(event) => event.key === 'Escape' && onGivenUp()}
    >
      <label>
        <span>{label}</span>
        <input
          className="text-field"
          // biome-ignore lint/a11y/noAutofocus: it was just asked for
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="hint">{t('reasonNeeded')}</p>
      <div className="actions">
        <button type="submit" className="button edge-accent" disabled={reason.trim() === ''}>
          {action}
        </button>
        <button type="button" className="button plain" onClick={onGivenUp}>
          {t('giveUp')}
        </button>
      </div>
    </form>
  )
}
