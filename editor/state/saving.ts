import type { Words } from '../../engine/index.ts'
import { changeBetween } from './history.ts'
import type { SaveAnswer, ServedFile, Server, UnreadFile } from './server.ts'
import { createSignal, type Signal } from './signal.ts'
import { isUnsaved, type Store, type WorkbenchFile } from './store.ts'

export type Trouble =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'refused'; readonly path: string; readonly code: string; readonly message: Words }

export interface SavingState {
  /** Files on their way. */
  readonly saving: readonly string[]
  /** Set only by the server's answer. */
  readonly saved: { readonly paths: readonly string[]; readonly time: number } | null
  readonly trouble: Trouble | null
  /** Files that are there and cannot be read. */
  readonly unread: readonly UnreadFile[]
  /** What git looks at, as its own file says it; null without git. */
  readonly head: string | null
  /** The branch or commit that somebody switched the folder to, until that is read. */
  readonly switched: string | null
}

export interface Saving extends Signal<SavingState> {
  readonly save: (paths: readonly string[]) => Promise<void>
  /** Writes this text over the one on disk, which she has seen. */
  readonly keepMine: (path: string) => Promise<void>
  /** Takes the text on disk; undo brings hers back. */
  readonly takeTheirs: (path: string) => void
  /** The note about another branch has been read. */
  readonly acknowledge: () => void
  /** Looks whether files changed on disk. */
  readonly poll: () => Promise<void>
}

const fileFrom = (served: ServedFile): WorkbenchFile => ({
  id: served.id,
  path: served.path,
  kind: served.kind,
  writable: served.writable,
  saved: served.text,
  hash: served.hash,
  text: served.text,
})

const isLog = (path: string): boolean => path.endsWith('/log.yaml')
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const logsLast = (paths: readonly string[]): readonly string[] =>
  paths.toSorted((a, b) => Number(isLog(a)) - Number(isLog(b)))

/** `ref: refs/heads/main` is `main`; of a single commit its short hash. */
const nameOf = (head: string): string =>
  head
    .trim()
    .replace(/^ref: refs\/heads\//, '')
    .replace(/^([0-9a-f]{7})[0-9a-f]{33,}$/, '$1')

/** Opens the workspace; then saves, and follows what others do to the files. */
export function createSaving(store: Store, server: Server): Saving & { open: () => Promise<void> } {
  const signal = createSignal<SavingState>({
    saving: [],
    saved: null,
    trouble: null,
    unread: [],
    head: null,
    switched: null,
  })
  const update = (part: Partial<SavingState>) => signal.set({ ...signal.get(), ...part })

  /** A file that is not there yet, beside its policy.yaml. */
  const create = async (path: string, text: string): Promise<SaveAnswer> => {
    const policy = [...store.get().files.values()].find(
      (file) => file.kind === 'policy' && path.startsWith(file.path.replace(/policy\.yaml$/, '')),
    )
    if (!policy) return { kind: 'unreachable' }
    return server.create(policy.id, path.slice(policy.path.length - 'policy.yaml'.length), text)
  }

  /** True when the text is on disk. */
  const saveOne = async (path: string, expect: string): Promise<boolean> => {
    const file = store.get().files.get(path)
    if (!file) return false
    // What is typed while the server writes is not saved: keep to the text that was sent.
    const { text } = file
    const answer = file.id === '' ? await create(path, text) : await server.save(file.id, text, expect)
    switch (answer.kind) {
      case 'saved':
        store.markSaved(path, text, answer.hash, answer.id)
        return true
      case 'conflict':
        store.setConflict(path, answer)
        return false
      case 'refused':
        update({ trouble: { kind: 'refused', path, code: answer.code, message: answer.message } })
        return false
      default:
        update({ trouble: { kind: answer.kind } })
        return false
    }
  }

  const save = async (paths: readonly string[], expected?: string) => {
    if (signal.get().saving.length > 0) return
    update({ saving: paths, saved: null, trouble: null })
    const done: string[] = []
    const failed: string[] = []
    for (const path of logsLast(paths)) {
      // A log tells what was written: not where something of its policy was not.
      if (isLog(path) && failed.some((other) => other.startsWith(folderOf(path)))) continue
      const file = store.get().files.get(path)
      const list = file && (await saveOne(path, expected ?? file.hash)) ? done : failed
      list.push(path)
    }
    update({ saving: [], saved: done.length > 0 ? { paths: done, time: Date.now() } : null })
  }

  const reconcile = (served: readonly ServedFile[]) => {
    const onDisk = new Map(served.map((file) => [file.path, file]))
    for (const theirs of served) {
      const begun = store.get().files.get(theirs.path)
      // Somebody made the same file meanwhile: from now on it is that one that is edited here.
      if (begun?.id === '') store.add({ ...begun, id: theirs.id })
      const mine = store.get().files.get(theirs.path)
      if (!mine) store.add(fileFrom(theirs))
      else if (mine.hash === theirs.hash) store.setConflict(mine.path, null)
      else if (theirs.text === mine.text) store.markSaved(mine.path, theirs.text, theirs.hash)
      else if (!isUnsaved(mine)) store.refresh(mine.path, theirs.text, theirs.hash)
      else store.setConflict(mine.path, { reason: 'changed', text: theirs.text, hash: theirs.hash })
    }
    for (const mine of store.get().files.values()) {
      if (onDisk.has(mine.path) || mine.id === '') continue
      if (isUnsaved(mine)) store.setConflict(mine.path, { reason: 'deleted', text: '', hash: '' })
      else store.remove(mine.path)
    }
  }

  const poll = async () => {
    if (signal.get().saving.length > 0) return
    const hashes = await server.hashes()
    if (hashes.kind !== 'read') {
      update({ trouble: { kind: hashes.kind } })
      return
    }
    if (signal.get().trouble?.kind === 'unreachable') update({ trouble: null })
    const { files: onDisk, head } = hashes.value
    const before = signal.get().head
    if (head !== before) update({ head, switched: before !== null && head !== null ? nameOf(head) : null })
    const { files, conflicts } = store.get()
    const known = [...files.values()]
    const ids = new Set(known.map(({ id }) => id))
    // What a conflict has shown already is no news.
    const news =
      [...onDisk.keys()].some((id) => !ids.has(id)) ||
      known.some(({ id, path, hash }) => (onDisk.get(id) ?? '') !== (conflicts.get(path)?.hash ?? hash))
    // A save that began meanwhile knows better than hashes asked for before it.
    if (!news || signal.get().saving.length > 0) return
    const workspace = await server.workspace()
    if (workspace.kind !== 'read' || signal.get().saving.length > 0) return
    reconcile(workspace.value.files)
    update({ unread: workspace.value.problems })
  }

  return {
    ...signal,
    save: (paths) => save(paths),
    keepMine: async (path) => {
      const conflict = store.get().conflicts.get(path)
      if (conflict) await save([path], conflict.hash)
    },
    takeTheirs: (path) => {
      const conflict = store.get().conflicts.get(path)
      const file = store.get().files.get(path)
      if (!conflict || !file) return
      if (conflict.reason === 'deleted') {
        store.remove(path)
        store.setConflict(path, null)
        return
      }
      const change = changeBetween(path, file.text, conflict.text)
      if (change) store.edit([change], { author: 'disk' })
      store.markSaved(path, conflict.text, conflict.hash)
    },
    acknowledge: () => update({ switched: null }),
    poll,
    open: async () => {
      const workspace = await server.workspace()
      if (workspace.kind !== 'read') return update({ trouble: { kind: workspace.kind } })
      store.open(workspace.value.files.map(fileFrom))
      update({ unread: workspace.value.problems })
    },
  }
}

/** Asks on return to the window, and every few seconds while it is seen. */
export function startPolling(poll: () => Promise<void>, every = 3000): void {
  let asking = false
  const ask = async () => {
    if (asking || document.visibilityState === 'hidden') return
    asking = true
    await poll()
    asking = false
  }
  addEventListener('focus', ask)
  setInterval(ask, every)
}
