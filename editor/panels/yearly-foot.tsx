import { memo, useEffect, useRef, useState } from 'react'
import { refusal } from '../fields/value-edits.ts'
import { insideLine, lineHunks } from '../state/lines.ts'
import { go } from '../state/location.ts'
import { logPath } from '../state/log.ts'
import { choose, preferences } from '../state/preferences.ts'
import { unsavedFiles } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import { store } from '../state/workbench.ts'
import { giveUp, logYearly, rowsOf, yearlyBasis } from '../state/yearly.ts'
import type { YearlyPage } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { isMac } from './keys.ts'

/** A line that will be written: where, what it was, what it will be. */
interface Line {
  readonly at: number
  readonly file: string
  readonly before: string | null
  readonly now: string
}

/** Lines of the policy's files that are not saved yet, but for its log. */
function linesToWrite(folder: string, files: ReturnType<typeof unsavedFiles>): readonly Line[] {
  return files
    .filter(({ path }) => path.startsWith(`${folder}/`) && path !== logPath(folder))
    .flatMap((file) =>
      lineHunks(file.saved, file.text).flatMap(({ oldLines, newLines, newAt }) =>
        newLines.map((now, index) => ({
          at: newAt + index + 1,
          file: file.path.slice(folder.length + 1),
          before: oldLines.length === newLines.length ? (oldLines[index] ?? null) : null,
          now,
        })),
      ),
    )
}

/** What will be written, on which ground, and the one button that leads on. */
export const YearlyFoot = memo(function YearlyFoot({ page }: { page: YearlyPage }) {
  const { t, w } = useYearlyWords()
  const state = useSignal(store)
  const refused = useSignal(refusal)
  const name = useSignal(preferences, (chosen) => chosen.name)
  const basis = useSignal(yearlyBasis)
  const [missing, setMissing] = useState<'name' | 'basis' | null>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const basisField = useRef<HTMLInputElement>(null)
  const changed = rowsOf(page).filter(({ isChanged }) => isChanged).length
  const lines = linesToWrite(page.policy.folder, unsavedFiles(state))
  const review = async () => {
    if (changed === 0) return
    const lacking = name.trim() === '' ? 'name' : basis.trim() === '' ? 'basis' : null
    setMissing(lacking)
    if (lacking) return (lacking === 'name' ? nameField : basisField).current?.focus()
    const why = await logYearly(page, basis.trim())
    refusal.set(why)
    if (!why) go({ page: 'save' })
  }
  const onSave = useRef(review)
  useEffect(() => {
    onSave.current = review
  })
  useEffect(() => {
    // Before the key of the whole window, which would lead to the review without a line of the log.
    const onKey = (event: KeyboardEvent) => {
      if (!(isMac ? event.metaKey : event.ctrlKey) || event.key.toLowerCase() !== 's' || event.altKey) return
      event.preventDefault()
      void onSave.current()
    }
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [])
  return (
    <footer className="yearly-foot">
      <div className="yearly-lines">
        <p>
          <b>{lines.length === 0 ? t('willWriteNothing') : t('willWrite', { n: lines.length })}</b>
          {lines[0] && <FirstLine line={lines[0]} />}
        </p>
        <div className="yearly-record small">
          <span className="quiet">{t('record')}</span>
          <input
            ref={nameField}
            className="record-field record-name"
            aria-label={t('yourName')}
            aria-invalid={missing === 'name'}
            placeholder={t('yourName')}
            autoComplete="name"
            value={name}
            onChange={(event) => choose({ name: event.target.value })}
          />
          <span className="quiet">{t('recordSays', { time: timeNow(), date: page.from, n: changed })}</span>
          <input
            ref={basisField}
            className="record-field record-basis"
            aria-label={t('basis')}
            aria-invalid={missing === 'basis'}
            aria-required="true"
            placeholder={t('basisHint')}
            value={basis}
            onChange={(event) => {
              setMissing(null)
              yearlyBasis.set(event.target.value)
            }}
          />
          {missing && (
            <span className="is-warning" role="alert">
              {t(missing === 'name' ? 'nameNeeded' : 'basisNeeded')}
            </span>
          )}
          {refused && (
            <span className="is-warning" role="alert">
              {t('cannotEdit', { why: w(refused) })}
            </span>
          )}
        </div>
      </div>
      <button
        type="button"
        className="button plain"
        disabled={changed === 0}
        onClick={() => void giveUp(page).then((why) => refusal.set(why))}
      >
        {t('giveUpAll')}
      </button>
      <button type="button" className="button first" disabled={changed === 0} onClick={() => void review()}>
        {t('reviewPlaces', { n: changed })}
      </button>
    </footer>
  )
})

const timeNow = (now = new Date()): string => {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`
}

function FirstLine({ line: { at, file, before, now } }: { line: Line }) {
  const { t } = useYearlyWords()
  const parts = before === null ? null : insideLine(before, now)
  return (
    <span className="first-line">
      <span className="soft">
        {file} {t('lineNumber', { n: at })}
      </span>{' '}
      <code className="code">
        {parts ? (
          <>
            {parts.start.trimStart()}
            <ins>{parts.now}</ins>
            {parts.end}
          </>
        ) : (
          <ins>{now.trim()}</ins>
        )}
      </code>
    </span>
  )
}
