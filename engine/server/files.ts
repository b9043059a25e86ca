import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { createFile } from '../files/create.ts'
import { type Saved, saveFile } from '../files/save.ts'
import { readWorkspace, type UnreadFile, type WorkspaceFile } from '../files/workspace.ts'
import { fileKind } from '../policy/workspace.ts'

/** A file as the editor sees it: named by an id, never by a path it could make up. */
export interface ServedFile {
  readonly id: string
  readonly path: string
  readonly kind: WorkspaceFile['kind']
  readonly text: string
  readonly hash: string
  readonly writable: boolean
}

/** A file that was made, or what stands there already. */
export type Created = (ServedFile & { readonly saved: true }) | Exclude<Saved, { readonly saved: true }>

/** The files of the folders that were named at the start, and nothing else. */
export interface FileStore {
  readonly all: () => Promise<{
    readonly files: readonly ServedFile[]
    readonly problems: readonly UnreadFile[]
  }>
  /** Of files that are there, and without a hash of those of the last listing that are not. */
  readonly hashes: () => Promise<
    readonly { readonly id: string; readonly path: string; readonly hash: string | null }[]
  >
  /** Where files are; undefined where one of the ids is of no file. */
  readonly pathsOf: (ids: readonly string[]) => Promise<readonly string[] | undefined>
  readonly save: (id: string, text: string, expected: string) => Promise<Saved | 'unknown' | 'read-only'>
  /** A new file of a policy, named by the id of its policy.yaml and where in the folder it stands. */
  readonly create: (policy: string, name: string, text: string) => Promise<Created | 'unknown' | 'no-name'>
}

/** What may be made through the browser: never a source text, never a name that could lead elsewhere. */
const creatable = /^(?:log|facts|(?:provisions|cases)\/[a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/

const idOf = (absolute: string): string =>
  createHash('sha256').update(absolute).digest('base64url').slice(0, 16)

export function fileStore(folders: readonly string[], cwd: string): FileStore {
  const known = new Map<string, Pick<WorkspaceFile, 'path' | 'absolute' | 'root' | 'kind'>>()
  // Paths of the last listing by id: one that is gone is told until the next.
  let listed = new Map<string, string>()
  const read = async () => {
    const workspace = await readWorkspace(folders, cwd)
    for (const { path, absolute, root, kind } of workspace.files)
      known.set(idOf(absolute), { path, absolute, root, kind })
    return workspace
  }
  return {
    all: async () => {
      const { files, problems } = await read()
      listed = new Map(files.map(({ absolute, path }) => [idOf(absolute), path]))
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
      const now = files.map(({ absolute, path, hash }) => ({ id: idOf(absolute), path, hash }))
      const ids = new Set(now.map(({ id }) => id))
      const gone = [...listed].filter(([id]) => !ids.has(id))
      return [...now, ...gone.map(([id, path]) => ({ id, path, hash: null }))]
    },
    pathsOf: async (ids) => {
      if (ids.some((id) => !known.has(id))) await read()
      const paths = ids.flatMap((id) => known.get(id)?.absolute ?? [])
      return paths.length === ids.length ? paths : undefined
    },
    save: async (id, text, expected) => {
      if (!known.has(id)) await read()
      const file = known.get(id)
      if (!file) return 'unknown'
      if (file.kind === 'source') return 'read-only'
      return saveFile(file.absolute, text, expected, file.root)
    },
    create: async (policy, name, text) => {
      if (!creatable.test(name)) return 'no-name'
      if (!known.has(policy)) await read()
      const beside = known.get(policy)
      if (beside?.kind !== 'policy') return 'unknown'
      const path = beside.path.replace(/policy\.yaml$/, name)
      const kind = fileKind(path)?.kind
      if (!kind) return 'no-name'
      const absolute = join(dirname(beside.absolute), ...name.split('/'))
      const saved = await createFile(absolute, text, beside.root)
      if (!saved.saved) return saved
      known.set(idOf(absolute), { path, absolute, root: beside.root, kind })
      listed.set(idOf(absolute), path)
      return { ...saved, id: idOf(absolute), path, kind, text, writable: true }
    },
  }
}
