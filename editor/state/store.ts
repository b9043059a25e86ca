import { applyChange, type Change, emptyHistory, forget, type History, inverted, record } from './history.ts'
import { createSignal, type Signal } from './signal.ts'

export type FileKind = 'policy' | 'facts' | 'log' | 'provision' | 'cases' | 'source'

/** One file of the workspace: what is on disk, and what stands in the workbench. */
export interface WorkbenchFile {
  /** Empty: it was begun here and is not on disk yet. */
  readonly id: string
  readonly path: string
  readonly kind: FileKind
  readonly writable: boolean
  readonly saved: string
  readonly hash: string
  readonly text: string
}

/** The file on disk has become another one while it was edited here. */
export interface Conflict {
  readonly reason: 'changed' | 'deleted'
  readonly text: string
  readonly hash: string
}

/** The text is the only truth; everything else on the screen is derived from it. */
export interface WorkbenchState {
  readonly files: ReadonlyMap<string, WorkbenchFile>
  readonly conflicts: ReadonlyMap<string, Conflict>
  readonly history: History
  /** Grows with every change of a text. */
  readonly version: number
  /** Grows when a saved text changes. */
  readonly savedVersion: number
}

export type Author = 'form' | 'text' | 'history' | 'disk'

export interface Store extends Signal<WorkbenchState> {
  readonly open: (files: readonly WorkbenchFile[]) => void
  readonly edit: (changes: readonly Change[], options: { author: Author; group?: string | null }) => void
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** The server has answered: this text is on disk. */
  readonly markSaved: (path: string, text: string, hash: string, id?: string) => void
  /** The file on disk changed and nothing was edited here: take it. */
  readonly refresh: (path: string, text: string, hash: string) => void
  /** A file that appeared on disk, or went from it. */
  readonly add: (file: WorkbenchFile) => void
  readonly remove: (path: string) => void
  readonly setConflict: (path: string, conflict: Conflict | null) => void
  /** Follows every change as it is made, for an editor that keeps its own copy. */
  readonly onChange: (listener: (changes: readonly Change[], author: Author) => void) => () => void
}

const emptyState: WorkbenchState = {
  files: new Map(),
  conflicts: new Map(),
  history: emptyHistory,
  version: 0,
  savedVersion: 0,
}

/** Files, and one undo history over all of them: form edits and typed text stand in the same row. */
export function createStore(now: () => number = Date.now): Store {
  const signal = createSignal<WorkbenchState>(emptyState)
  const followers = new Set<(changes: readonly Change[], author: Author) => void>()

  const update = (part: Partial<WorkbenchState>) => signal.set({ ...signal.get(), ...part })
  const withFile = (path: string, part: Partial<WorkbenchFile>): ReadonlyMap<string, WorkbenchFile> => {
    const files = new Map(signal.get().files)
    const file = files.get(path)
    if (file) files.set(path, { ...file, ...part })
    return files
  }

  const apply = (changes: readonly Change[], author: Author, history: History) => {
    const files = new Map(signal.get().files)
    for (const change of changes) {
      const file = files.get(change.path)
      if (!file) throw new Error(`no file ${change.path}`)
      files.set(change.path, { ...file, text: applyChange(file.text, change) })
    }
    update({ files, history, version: signal.get().version + 1 })
    for (const follower of [...followers]) follower(changes, author)
  }

  return {
    get: signal.get,
    set: signal.set,
    watch: signal.watch,
    open: (files) => {
      const { version, savedVersion } = signal.get()
      signal.set({
        ...emptyState,
        files: new Map(files.map((file) => [file.path, file])),
        version: version + 1,
        savedVersion: savedVersion + 1,
      })
    },
    edit: (changes, { author, group = null }) => {
      const real = changes.filter((change) => change.removed !== change.inserted)
      if (real.length > 0) apply(real, author, record(signal.get().history, real, group, now()))
    },
    undo: () => {
      const { past, future } = signal.get().history
      const step = past.at(-1)
      if (!step) return false
      apply(inverted(step), 'history', { past: past.slice(0, -1), future: [step, ...future] })
      return true
    },
    redo: () => {
      const { past, future } = signal.get().history
      const step = future[0]
      if (!step) return false
      // Closed: keys typed after a redo begin a step of their own.
      apply(step.changes, 'history', { past: [...past, { ...step, group: null }], future: future.slice(1) })
      return true
    },
    markSaved: (path, text, hash, id) => {
      const conflicts = new Map(signal.get().conflicts)
      conflicts.delete(path)
      update({
        files: withFile(path, { saved: text, hash, ...(id !== undefined && { id }) }),
        conflicts,
        savedVersion: signal.get().savedVersion + 1,
      })
    },
    refresh: (path, text, hash) => {
      const { history, version, savedVersion } = signal.get()
      const file = signal.get().files.get(path)
      if (!file) return
      update({
        files: withFile(path, { saved: text, hash, text }),
        history: forget(history, path),
        version: version + 1,
        savedVersion: savedVersion + 1,
      })
      const whole = { path, at: 0, removed: file.text, inserted: text }
      for (const follower of [...followers]) follower([whole], 'disk')
    },
    add: (file) => {
      const { files, version, savedVersion } = signal.get()
      update({
        files: new Map(files).set(file.path, file),
        version: version + 1,
        savedVersion: savedVersion + 1,
      })
    },
    remove: (path) => {
      const { history, version, savedVersion } = signal.get()
      const files = new Map(signal.get().files)
      files.delete(path)
      update({ files, history: forget(history, path), version: version + 1, savedVersion: savedVersion + 1 })
    },
    setConflict: (path, conflict) => {
      if (!conflict && !signal.get().conflicts.has(path)) return
      const conflicts = new Map(signal.get().conflicts)
      if (conflict) conflicts.set(path, conflict)
      else conflicts.delete(path)
      update({ conflicts })
    },
    onChange: (follower) => {
      followers.add(follower)
      return () => followers.delete(follower)
    },
  }
}

/** A file that is begun here: nothing of it is on disk. */
export const newFile = (path: string): WorkbenchFile => ({
  id: '',
  path,
  kind: /\/cases\//.test(path) ? 'cases' : /\/provisions\//.test(path) ? 'provision' : 'log',
  writable: true,
  saved: '',
  hash: '',
  text: '',
})

/** A file that was begun here and emptied again, by undo say, is none. */
export const isThere = ({ id, text }: WorkbenchFile): boolean => id !== '' || text !== ''

export const isUnsaved = (file: WorkbenchFile): boolean => file.text !== file.saved

/** Files whose text is not the one on disk, in the order of their paths. */
export const unsavedFiles = (state: WorkbenchState): readonly WorkbenchFile[] =>
  [...state.files.values()].filter(isUnsaved).sort((a, b) => (a.path < b.path ? -1 : 1))
