import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { type Saved, saveFile } from '../files/save.ts'
import { readWorkspace, type UnreadFile, type WorkspaceFile } from '../files/workspace.ts'

/** A file as the editor sees it: named by an id, never by a path it could make up. */
export interface ServedFile {
  readonly id: string
  readonly path: string
  readonly kind: WorkspaceFile['kind']
  readonly text: string
  readonly hash: string
  readonly writable: boolean
}

/** The files of the folders that were named at the start, and nothing else. */
export interface FileStore {
  readonly all: () => Promise<{
    readonly files: readonly ServedFile[]
    readonly problems: readonly UnreadFile[]
  }>
  /** Of files that are there and of those that were: a deleted one has no hash. */
  readonly hashes: () => Promise<
    readonly { readonly id: string; readonly path: string; readonly hash: string | null }[]
  >
  readonly save: (id: string, text: string, expected: string) => Promise<Saved | 'unknown' | 'read-only'>
}

const idOf = (absolute: string): string =>
  createHash('sha256').update(absolute).digest('base64url').slice(0, 16)

export function fileStore(folders: readonly string[], cwd: string): FileStore {
  const known = new Map<string, Pick<WorkspaceFile, 'path' | 'absolute' | 'kind'>>()
  const read = async () => {
    const workspace = await readWorkspace(folders, cwd)
    for (const { path, absolute, kind } of workspace.files)
      known.set(idOf(absolute), { path, absolute, kind })
    return workspace
  }
  return {
    all: async () => {
      const { files, problems } = await read()
      return {
        problems,
        files: files.map(({ path, absolute, kind, text, hash }) => ({
          id: idOf(absolute),
          path,
          kind,
          text,
          hash,
          writable: kind !== 'source',
        })),
      }
    },
    hashes: async () => {
      const { files } = await read()
      const now = new Map(files.map(({ absolute, hash }) => [idOf(absolute), hash]))
      return [...known].map(([id, { path }]) => ({ id, path, hash: now.get(id) ?? null }))
    },
    save: async (id, text, expected) => {
      if (!known.has(id)) await read()
      const file = known.get(id)
      if (!file) return 'unknown'
      if (file.kind === 'source') return 'read-only'
      return saveFile(file.absolute, text, expected, rootOf(file))
    },
  }
}

/** The folder that holds the policy's folder: policies/ for policies/x/provisions/y.yaml. */
function rootOf({ absolute, kind }: Pick<WorkspaceFile, 'absolute' | 'kind'>): string {
  const policy = kind === 'policy' || kind === 'facts' ? dirname(absolute) : dirname(dirname(absolute))
  return resolve(policy, '..')
}
