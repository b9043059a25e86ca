import type { Draft } from '../state/drafts.ts'
import type { Found, Keeping } from '../state/keeping.ts'
import { lineHunks } from '../state/lines.ts'
import { go, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import { engineGone, keeping, saving, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'

const nameOf = (path: string) => path.split('/').at(-1) ?? path

/** What concerns the whole workspace: drafts that were found, files that changed on disk, a server that is gone. */
export function Strips() {
  const found = useSignal(keeping)
  return (
    <div className="strips">
      <Trouble />
      <EngineGone />
      <Unread />
      <Switched />
      <Conflicts />
      {found && <Drafts keeping={found} />}
    </div>
  )
}

function Trouble() {
  const { t } = useWords()
  const trouble = useSignal(saving, (state) => state.trouble)
  const page = useSignal(place, (now) => now.page)
  if (!trouble || trouble.kind === 'refused' || page === 'save') return null
  return (
    <div className="strip warning" role="alert">
      <strong>{t(trouble.kind)}</strong>
      {trouble.kind === 'unreachable' && t('stillHere')}
    </div>
  )
}

function EngineGone() {
  const { t } = useWords()
  if (!useSignal(engineGone)) return null
  return (
    <div className="strip warning" role="alert">
      <strong>{t('engineGone')}</strong>
      {t('engineGoneHint')}
    </div>
  )
}

const unreadWords = [
  'FILE_UNREADABLE',
  'FILE_TOO_LARGE',
  'FILE_NOT_UTF8',
  'FILE_SYMLINK',
  'FOLDER_WITHOUT_POLICY',
] as const

/** Files that are there and take no part: nothing is left out in silence. */
function Unread() {
  const { t } = useWords()
  const unread = useSignal(saving, (state) => state.unread)
  if (unread.length === 0) return null
  return (
    <div className="strip warning" role="status">
      <strong>{t('unread')}</strong>
      {unread.map(({ path, code }) => (
        <span key={path}>
          {t(unreadWords.find((known) => known === code) ?? 'FILE_UNREADABLE', { path })}
        </span>
      ))}
    </div>
  )
}

/** Somebody switched the folder to another branch: what is shown is another text now. */
function Switched() {
  const { t } = useWords()
  const name = useSignal(saving, (state) => state.switched)
  if (name === null) return null
  return (
    <div className="strip warning" role="alert">
      {t('switchedBranch', { name: ` ${name} ` })}
      <button type="button" className="button plain" onClick={saving.acknowledge}>
        {t('understood')}
      </button>
    </div>
  )
}

function Conflicts() {
  const { t } = useWords()
  const conflicts = useSignal(store, (state) => state.conflicts)
  const page = useSignal(place, (now) => now.page)
  if (page === 'save') return null
  return [...conflicts].map(([path, { reason }]) => (
    <div key={path} className="strip warning" role="alert">
      <strong>{t('changedElsewhere')}</strong>
      {t(reason === 'deleted' ? 'conflictDeleted' : 'conflictTitle', { file: nameOf(path) })}
      <button type="button" className="button" onClick={() => go({ page: 'save' })}>
        {t('seeBoth')}
      </button>
    </div>
  ))
}

const restoredOf = (found: Found) => found.restored
const offeredOf = (found: Found) => found.offered

function Drafts({ keeping: kept }: { keeping: Keeping }) {
  const { t } = useWords()
  const restored = useSignal(kept, restoredOf)
  const offered = useSignal(kept, offeredOf)
  const page = useSignal(place, (now) => now.page)
  return (
    <>
      {restored.length > 0 && (
        <div className="strip" role="status">
          {t('restoredDraft', { files: restored.map(nameOf).join(', ') })}
          {page !== 'save' && (
            <button type="button" className="button" onClick={() => go({ page: 'save' })}>
              {t('seeChanges')}
            </button>
          )}
          <button type="button" className="button plain" onClick={kept.acknowledge}>
            {t('understood')}
          </button>
        </div>
      )}
      {offered.map((draft) => (
        <Offered key={`${draft.path}:${draft.time}`} draft={draft} keeping={kept} />
      ))}
    </>
  )
}

function Offered({ draft, keeping: kept }: { draft: Draft; keeping: Keeping }) {
  const { t, language } = useWords()
  const differing = useSignal(store, (state) => {
    const file = state.files.get(draft.path)
    return file ? lineHunks(file.saved, draft.text).reduce((sum, hunk) => sum + hunk.newLines.length, 0) : 0
  })
  const time = new Date(draft.time).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false })
  return (
    <div className="strip" role="status">
      <span>
        {t('offeredDraft', { file: nameOf(draft.path), time })}{' '}
        <span className="soft">{t('offeredDiff', { n: differing })}</span>
      </span>
      <button type="button" className="button" onClick={() => kept.settle(draft, true)}>
        {t('putBack')}
      </button>
      <button type="button" className="button plain" onClick={() => kept.settle(draft, false)}>
        {t('dropDraft')}
      </button>
    </div>
  )
}
