import { nextNewYear } from '../fields/typed.ts'
import { asking } from './asking.ts'
import { unreasoned } from './corrections.ts'
import { createDerivation, startEditWorker, startWorker } from './derive.ts'
import { type Keeping, startKeeping } from './keeping.ts'
import { go, hashOfPlace, type Place, place } from './location.ts'
import { lookAtRepository, tellSaved } from './repository.ts'
import { createSaving, startPolling } from './saving.ts'
import { server } from './server.ts'
import { createSignal } from './signal.ts'
import { createStore, unsavedFiles } from './store.ts'

/** The one workbench of this window. */
export const store = createStore()
export const saving = createSaving(store, server)

/** The engine's worker is not there: its file is gone, or the browser refused it. */
export const engineGone = createSignal(false)

const gone = () => engineGone.set(true)

export const derivation = createDerivation(store, startWorker(gone), startEditWorker(gone))

/** Drafts that were found; null until they were looked for. */
export const keeping = createSignal<Keeping | null>(null)

/** Which tab of the drawer is open, and the place in the text it shows. */
export type DrawerTab = 'yaml' | 'chart' | 'problems'

export interface DrawerState {
  readonly tab: DrawerTab | null
  readonly place: { readonly path: string; readonly start: number; readonly end: number } | null
}

export const drawer = createSignal<DrawerState>({ tab: null, place: null })

export const toggleDrawer = (tab: DrawerTab): void =>
  drawer.set({ ...drawer.get(), tab: drawer.get().tab === tab ? null : tab })

export const showInYaml = (at: DrawerState['place']): void =>
  drawer.set({ tab: 'yaml', place: at && { ...at } })

/** The last places of their kind that were looked at: where saving and the top bar lead back to. */
export const lastPlaces = createSignal<
  Readonly<Record<'clause' | 'source' | 'yearly' | 'try' | 'review', Place | null>>
>({
  clause: null,
  source: null,
  yearly: null,
  try: null,
  review: null,
})

/** Where saving leads back to. */
export const lastPlace = createSignal<string>('#/clauses')

/** Files that are not saved this time. */
export const leftOut = createSignal<ReadonlySet<string>>(new Set())

/**
 * Saves what was reviewed and not left out, and remembers in words what that was. A correction of what has
 * been in force is not written without its reason: the page asks for it.
 */
export async function saveReviewed(): Promise<void> {
  // Not for longer than a second, where the engine is gone.
  await caughtUp(1000)
  const { files, conflicts } = store.get()
  const paths = unsavedFiles(store.get()).flatMap(({ path }) =>
    conflicts.has(path) || leftOut.get().has(path) ? [] : path,
  )
  if (files.size === 0 || paths.length === 0) return
  if (unreasoned(derivation.get()?.corrections ?? [], paths).length > 0) {
    document.querySelector<HTMLElement>('.save-page .correction input')?.focus()
    return
  }
  const changes = await derivation.changes().catch(() => [])
  await saving.save(paths)
  const saved = new Set(saving.get().saved?.paths)
  tellSaved(changes.filter(({ file }) => saved.has(file)))
  await lookAtRepository()
}

/** When the verdicts are of the texts as they stand; with `within`, not for longer than so many milliseconds. */
export function caughtUp(within?: number): Promise<void> {
  const isCurrent = () => derivation.get()?.version === store.get().version
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      unwatch()
      resolve()
    }
    const unwatch = derivation.watch(() => isCurrent() && done())
    const timer = within === undefined ? undefined : setTimeout(done, within)
    if (isCurrent()) done()
  })
}

/** Review first; the second time, save what was reviewed. */
export function reviewOrSave(): void {
  if (place.get().page === 'save') void saveReviewed()
  else go({ page: 'save' })
}

const follow = () => {
  const now = place.get()
  if (now.page === 'save') return
  lastPlace.set(hashOfPlace(now))
  lastPlaces.set({ ...lastPlaces.get(), [now.page]: now })
  const nothing = { clause: null, case: null, source: null, asking: asking.get() }
  if (now.page === 'yearly') {
    const yearly = { policy: now.policy, from: now.from ?? nextNewYear() }
    derivation.look({ ...nothing, yearly })
    return
  }
  derivation.look(
    now.page === 'clause'
      ? { ...nothing, clause: now.clause, case: now.case }
      : now.page === 'source'
        ? { ...nothing, clause: now.clause, source: { policy: now.policy, document: now.document } }
        : nothing,
  )
}

/** Opens the workspace, then finds drafts, then follows the disk. */
export async function openWorkbench(): Promise<void> {
  place.watch(follow)
  asking.watch(follow)
  follow()
  await saving.open()
  keeping.set(await startKeeping(store).catch(() => null))
  // The engine reads the unsaved texts too, so drafts come first; then a place to begin with.
  startPolling(saving.poll)
  addEventListener('compositionstart', () => derivation.hold(true))
  addEventListener('compositionend', () => derivation.hold(false))
}
