import { useEffect, useId, useState } from 'react'
import { timeOf } from '../state/log.ts'
import { preferences } from '../state/preferences.ts'
import {
  commitFiles,
  draftMessage,
  lookAtRepository,
  type RepositoryInfo,
  repository,
} from '../state/repository.ts'
import type { WorkbenchFile } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { ChangeRow } from '../state/view.ts'
import { store } from '../state/workbench.ts'
import { useSaveWords } from '../words/use-save-words.ts'
import { Mark } from './mark.tsx'

/** After saving: commits what is on disk, where the folder is a git repository. */
export function Commit() {
  const { t } = useSaveWords()
  const { info, done, trouble } = useSignal(repository)
  const files = useSignal(store, (state) => state.files)
  useEffect(() => {
    void lookAtRepository()
  }, [])
  const uncommitted = [...files.values()].filter(({ id }) => info?.uncommitted.includes(id))
  const { w } = useSaveWords()
  return (
    <>
      {done && (
        <p className="section state is-passing" role="status">
          <Mark shape="passing" />{' '}
          {done.branch === null
            ? t('committedDetached', { commit: done.commit })
            : t('committed', { commit: done.commit, branch: done.branch })}
        </p>
      )}
      {trouble && (
        <div className="notice section" role="alert">
          <Mark shape="warning" />
          <p>
            <strong>{t('notCommitted')}</strong> <span className="git-said">{w(trouble)}</span>
          </p>
        </div>
      )}
      {info && uncommitted.length > 0 && <CommitForm info={info} files={uncommitted} />}
    </>
  )
}

function CommitForm({ info, files }: { info: RepositoryInfo; files: readonly WorkbenchFile[] }) {
  const { t, w } = useSaveWords()
  const { told, busy } = useSignal(repository)
  const name = useSignal(preferences, (chosen) => chosen.name)
  const ids = useId()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState<string | null>(null)
  const [branch, setBranch] = useState<string | null>(null)
  const [author, setAuthor] = useState({ name, email: '' })
  const chosen = files.filter(({ id }) => !left.has(id))
  const line = ({ title, words }: ChangeRow) => t('sentenceOn', { name: w(title), sentence: w(words) })
  const message =
    typed ?? draftMessage(told, line, t('commitDraft', { n: Math.max(told.length, chosen.length) }))
  const isReady =
    chosen.length > 0 &&
    message.trim() !== '' &&
    branch !== '' &&
    (info.author !== null || (author.name.trim() !== '' && author.email.trim() !== ''))
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  const commit = () =>
    commitFiles({ ids: chosen.map(({ id }) => id), message, branch, author: info.author ? null : author })
  return (
    <section className="section commit" aria-labelledby={`${ids}title`}>
      <div className="section-head">
        <h2 id={`${ids}title`}>{t('commitTitle')}</h2>
        <span>{t('commitHint')}</span>
      </div>
      <form
        className="commit-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !busy) void commit()
        }}
      >
        <fieldset>
          <legend>{t('commitFilesTitle')}</legend>
          {files.map(({ id, path }) => (
            <label key={id} className="choice">
              <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
              <span className="code">{path}</span>
            </label>
          ))}
        </fieldset>
        <label htmlFor={`${ids}message`}>{t('commitMessage')}</label>
        <textarea
          id={`${ids}message`}
          rows={Math.min(10, message.split('\n').length + 1)}
          value={message}
          onChange={(event) => setTyped(event.target.value)}
        />
        <fieldset>
          <legend>{t('branch')}</legend>
          <label className="choice">
            <input
              type="radio"
              name={`${ids}branch`}
              checked={branch === null}
              onChange={() => setBranch(null)}
            />
            {info.branch === null ? t('noBranch') : t('thisBranch', { name: info.branch })}
          </label>
          <label className="choice">
            <input
              type="radio"
              name={`${ids}branch`}
              checked={branch !== null}
              onChange={() => setBranch(freeName(info.branches))}
            />
            {t('newBranch')}
          </label>
          {branch !== null && (
            <input
              className="text"
              aria-label={t('newBranchName')}
              value={branch}
              onChange={(event) => setBranch(event.target.value)}
            />
          )}
        </fieldset>
        {info.author === null && (
          <div className="author">
            <label>
              {t('authorName')}
              <input
                className="text"
                autoComplete="name"
                value={author.name}
                onChange={(event) => setAuthor({ ...author, name: event.target.value })}
              />
            </label>
            <label>
              {t('authorEmail')}
              <input
                className="text"
                type="email"
                autoComplete="email"
                value={author.email}
                onChange={(event) => setAuthor({ ...author, email: event.target.value })}
              />
            </label>
          </div>
        )}
        <button type="submit" className="button" disabled={!isReady || busy}>
          {busy ? t('committing') : chosen.length === 1 ? t('commitOne') : t('commitN', { n: chosen.length })}
        </button>
      </form>
    </section>
  )
}

/** A name for a new branch that none has: by the day. */
function freeName(taken: readonly string[]): string {
  const day = timeOf(new Date()).slice(0, 10)
  for (let number = 1; ; number++) {
    const name = `policy/${day}${number === 1 ? '' : `-${number}`}`
    if (!taken.includes(name)) return name
  }
}
