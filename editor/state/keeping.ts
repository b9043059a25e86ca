import { allDrafts, claimTab, type Draft, keepDrafts, orphanedDrafts } from './drafts.ts'
import { changeBetween } from './history.ts'
import { createSignal, type Signal } from './signal.ts'
import { newFile, type Store, unsavedFiles } from './store.ts'

/** What became of drafts that were found on opening. */
export interface Found {
  /** Put back into the workbench: this tab's own unsaved text. */
  readonly restored: readonly string[]
  /** Left by a tab that is gone: offered, not put back unasked. */
  readonly offered: readonly Draft[]
}

export interface Keeping extends Pick<Signal<Found>, 'get' | 'watch'> {
  /** Puts an offered draft back, or gives it up. */
  readonly settle: (draft: Draft, use: boolean) => void
  /** The note about restored text has been read. */
  readonly acknowledge: () => void
}

/** Time an edit may stand without being kept; the promise is 1 s. */
const keepAfter = 300

/**
 * Keeps unsaved text in the browser, so that a reload or a crash loses nothing, and finds it again.
 *
 * Shape   store → found drafts; from then on every edit is kept within a second
 */
export async function startKeeping(store: Store): Promise<Keeping> {
  const tab = await claimTab()
  const orphans = await orphanedDrafts(tab).catch(() => [])
  const own = (await allDrafts().catch(() => [])).find((entry) => entry.tab === tab)?.drafts ?? []
  const restored = own.filter((draft) => !draft.offered && restore(store, draft)).map((draft) => draft.path)
  const left = [...own.filter((draft) => draft.offered), ...orphans.flatMap(({ drafts }) => drafts)]
  const offered = left.filter((draft) => differs(store, draft)).map((draft) => ({ ...draft, offered: true }))
  const found = createSignal<Found>({ restored, offered })

  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    const unsaved = unsavedFiles(store.get()).map(
      (file): Draft => ({ path: file.path, text: file.text, base: file.hash, time: Date.now() }),
    )
    return keepDrafts(tab, [...unsaved, ...found.get().offered]).catch(() => {})
  }
  // Offered drafts are this tab's from now on; only then may the gone tabs' copies go.
  await keep()
  for (const orphan of orphans) await keepDrafts(orphan.tab, []).catch(() => {})

  store.watch(() => {
    timer ??= setTimeout(keep, keepAfter)
  })
  addEventListener('pagehide', keep)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep())

  return {
    get: found.get,
    watch: found.watch,
    settle: (draft, use) => {
      if (use) restore(store, draft)
      found.set({ ...found.get(), offered: found.get().offered.filter((other) => other !== draft) })
      keep()
    },
    acknowledge: () => found.set({ ...found.get(), restored: [] }),
  }
}

const differs = (store: Store, draft: Draft): boolean => {
  const file = store.get().files.get(draft.path)
  return file ? file.saved !== draft.text : draft.base === '' && draft.text !== ''
}

/** Puts a draft back as one step that can be undone. True where it changed something. */
function restore(store: Store, draft: Draft): boolean {
  // It was begun here and never saved: nothing on disk stands for it.
  if (draft.base === '' && draft.text !== '' && !store.get().files.has(draft.path))
    store.add(newFile(draft.path))
  const file = store.get().files.get(draft.path)
  if (!file) return false
  const change = changeBetween(draft.path, file.text, draft.text)
  if (!change) return false
  store.edit([change], { author: 'disk' })
  // The file on disk is not the one it was made from: say so before anything is saved.
  if (draft.base !== file.hash)
    store.setConflict(draft.path, { reason: 'changed', text: file.saved, hash: file.hash })
  return true
}
