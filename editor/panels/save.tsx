import '../styles/save.css'
import { memo } from 'react'
import { unreasoned } from '../state/corrections.ts'
import { lineHunks } from '../state/lines.ts'
import { hashOfPlace } from '../state/location.ts'
import { type Conflict, unsavedFiles, type WorkbenchFile } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow } from '../state/view.ts'
import { derivation, lastPlace, leftOut, saveReviewed, saving, store } from '../state/workbench.ts'
import { useSaveWords } from '../words/use-save-words.ts'
import { ConflictView } from './conflict.tsx'
import { CorrectionsWithoutReason } from './correction.tsx'
import { LineDiff } from './line-diff.tsx'
import { Mark } from './mark.tsx'
import { Changes, useChanges } from './save-changes.tsx'
import { Commit } from './save-commit.tsx'
import { TroubleView } from './trouble.tsx'

const noRows: readonly CaseRow[] = []

const changedLines = (file: WorkbenchFile): number =>
  lineHunks(file.saved, file.text).reduce(
    (sum, { oldLines, newLines }) => sum + Math.max(oldLines.length, newLines.length),
    0,
  )

/** Every line that will be written, what it did to the cases, and one button that writes it. */
export const Save = memo(function Save() {
  const { t } = useSaveWords()
  const state = useSignal(store)
  const back = useSignal(lastPlace)
  const { saving: under, saved, trouble } = useSignal(saving)
  const errors = useSignal(
    derivation,
    (derived) => derived?.problems.filter(({ severity }) => severity === 'error').length ?? 0,
  )
  const files = unsavedFiles(state)
  const conflicts = [...state.conflicts].flatMap(([path, conflict]) => {
    const file = state.files.get(path)
    return file ? [{ file, conflict }] : []
  })
  const plain = files.filter(({ path }) => !state.conflicts.has(path))
  const left = useSignal(leftOut)
  const chosen = plain.filter(({ path }) => !left.has(path))
  const writing = chosen.map(({ path }) => path)
  const waiting = useSignal(derivation, (derived) => unreasoned(derived?.corrections ?? [], writing).length)
  const changes = useChanges()
  const lines = plain.reduce((sum, file) => sum + changedLines(file), 0)
  return (
    <main className="save-page">
      <header className="save-head">
        <h1>{t('saveTitle')}</h1>
        <p>
          {plain.length > 0
            ? t('saveSummary', { files: plain.length, lines })
            : conflicts.length > 0
              ? t('conflictHint')
              : t('saveNothing')}
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="save-body" tabIndex={0} aria-label={t('ruleDiff')}>
        {saved && <SavedNote paths={saved.paths} />}
        {trouble && <TroubleView trouble={trouble} />}
        {conflicts.map(({ file, conflict }) => (
          <ConflictView key={file.path} file={file} conflict={conflict as Conflict} />
        ))}
        {files.length > 0 && <CorrectionsWithoutReason />}
        {plain.length > 0 && (
          <>
            {changes && <Changes rows={changes} />}
            <Effects />
            {plain.map((file) => (
              <FileDiff key={file.path} file={file} />
            ))}
          </>
        )}
        <Commit />
      </section>
      <footer className="save-foot">
        {errors > 0 && (
          <span className="state is-warning">
            <Mark shape="warning" />
            {t('problemsRemain', { n: errors })}
          </span>
        )}
        {waiting > 0 && (
          <span className="state is-warning" role="status">
            <Mark shape="warning" />
            {t('reasonsFirstWhy')}
          </span>
        )}
        <span className="end" />
        <a className={plain.length > 0 ? 'button plain' : 'button first'} href={back}>
          {t('back')}
        </a>
        {plain.length > 0 && (
          <button
            type="button"
            className="button first"
            disabled={under.length > 0 || chosen.length === 0 || waiting > 0}
            onClick={() => void saveReviewed()}
          >
            {under.length > 0
              ? t('saving')
              : chosen.length === 0
                ? t('chooseFiles')
                : waiting > 0
                  ? t('reasonsFirst', { n: waiting })
                  : chosen.length === 1
                    ? t('saveFile')
                    : t('saveFiles', { n: chosen.length })}
          </button>
        )}
      </footer>
    </main>
  )
})

function SavedNote({ paths }: { paths: readonly string[] }) {
  const { t } = useSaveWords()
  return (
    <p className="section state is-passing" role="status">
      <Mark shape="passing" /> {t('savedPaths', { paths: paths.join(', ') })}
    </p>
  )
}

/** What the change did to all cases. */
function Effects() {
  const { t } = useSaveWords()
  const counts = useSignal(derivation, (derived) => derived?.counts ?? null)
  const cases = useSignal(derivation, (derived) => derived?.cases ?? noRows)
  if (!counts) return null
  const moved = cases.filter(({ cause }) => cause !== 'passing')
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('whatItDid')}</h2>
      </div>
      <table className="effects">
        <tbody>
          {(['explained', 'unexplained', 'passing'] as const).map((cause) => (
            <tr key={cause}>
              <th scope="row">
                <span className={`state ${counts[cause] > 0 ? `is-${cause}` : 'quiet'}`}>
                  <Mark shape={cause} /> {t(cause)} {counts[cause]}
                </span>
              </th>
              <td>
                {moved
                  .filter((row) => row.cause === cause)
                  .map((row) => (
                    <MovedCase key={row.key} row={row} />
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MovedCase({ row }: { row: CaseRow }) {
  const { t, w } = useSaveWords()
  const clause = row.clauses[0] ?? null
  return (
    <p className="moved-case">
      <a href={hashOfPlace({ page: 'clause', clause, case: row.key })}>
        {row.number} {w(row.title)}
      </a>
      {row.actual && (
        <span>
          <del>{w(row.expected)}</del> → <b className={`is-${row.cause}`}>{w(row.actual)}</b>
        </span>
      )}
      {row.change !== null && <b className={`is-${row.cause}`}>{row.change}</b>}
      {row.reading !== null && <span className="quiet">{t('reading', { name: row.reading })}</span>}
      {row.reason && <span className="soft">{w(row.reason)}</span>}
    </p>
  )
}

function FileDiff({ file }: { file: WorkbenchFile }) {
  const { t } = useSaveWords()
  const left = useSignal(leftOut)
  const isLeft = left.has(file.path)
  const toggle = () => {
    const next = new Set(left)
    if (!next.delete(file.path)) next.add(file.path)
    leftOut.set(next)
  }
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('ruleDiff')}</h2>
        <label className="choice">
          <input
            type="checkbox"
            checked={!isLeft}
            aria-label={t('saveThisFile', { file: file.path })}
            onChange={toggle}
          />
          <span className="code">{file.path}</span>
        </label>
        <span>{t('linesOf', { n: changedLines(file) })}</span>
        {isLeft && <span className="is-warning">{t('leftOut')}</span>}
      </div>
      <LineDiff before={file.saved} after={file.text} />
    </section>
  )
}
