import type { Words } from '../../engine/index.ts'
import type { FileKind } from './store.ts'

export interface ServedFile {
  readonly id: string
  readonly path: string
  readonly kind: FileKind
  readonly text: string
  readonly hash: string
  readonly writable: boolean
}

/** A file the server found and could not read. */
export interface UnreadFile {
  readonly path: string
  readonly code: string
}

/** What became of a save. Only `saved` means that the text is on disk. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly hash: string /** Of a file that was made. */; readonly id?: string }
  | {
      readonly kind: 'conflict'
      readonly reason: 'changed' | 'deleted'
      readonly text: string
      readonly hash: string
    }
  | { readonly kind: 'refused'; readonly code: string; readonly message: Words }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'unreachable' }

export type ReadAnswer<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'unreachable' }

/** The local server: lists and reads the workspace, saves one file if it is still the one that was read. */
export interface Server {
  readonly workspace: () => Promise<
    ReadAnswer<{ readonly files: readonly ServedFile[]; readonly problems: readonly UnreadFile[] }>
  >
  /** Hashes by id; a file that went is not among them. `head` is what git looks at: a branch or a commit. */
  readonly hashes: () => Promise<
    ReadAnswer<{ readonly files: ReadonlyMap<string, string>; readonly head: string | null }>
  >
  readonly save: (id: string, text: string, expect: string) => Promise<SaveAnswer>
  /** A new file of a policy, by the id of its policy.yaml; never over one that is there. */
  readonly create: (policy: string, name: string, text: string) => Promise<SaveAnswer>
}

async function read<T>(address: string, take: (body: never) => T): Promise<ReadAnswer<T>> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    if (response.status === 401 || response.status === 403) return { kind: 'unauthorised' }
    if (!response.ok) return { kind: 'unreachable' }
    return { kind: 'read', value: take((await response.json()) as never) }
  } catch {
    return { kind: 'unreachable' }
  }
}

export const server: Server = {
  workspace: () =>
    read('/api/workspace', (body: { files: readonly ServedFile[]; problems?: readonly UnreadFile[] }) => ({
      files: body.files,
      problems: body.problems ?? [],
    })),
  hashes: () =>
    read(
      '/api/hashes',
      (body: { files: readonly { id: string; hash: string | null }[]; head?: string | null }) => ({
        files: new Map(body.files.flatMap(({ id, hash }) => (hash === null ? [] : [[id, hash] as const]))),
        head: body.head ?? null,
      }),
    ),
  save: (id, text, expect) => write('PUT', `/api/files/${encodeURIComponent(id)}`, { text, expect }),
  create: (policy, name, text) => write('POST', '/api/files', { policy, name, text }),
}

async function write(method: string, address: string, asked: object): Promise<SaveAnswer> {
  let response: Response
  try {
    response = await fetch(address, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
  } catch {
    return { kind: 'unreachable' }
  }
  if (response.status === 401) return { kind: 'unauthorised' }
  try {
    const body = await response.json()
    if (response.ok) return { kind: 'saved', hash: body.hash, ...(body.id && { id: String(body.id) }) }
    if (response.status === 412)
      return { kind: 'conflict', reason: body.reason, text: body.text ?? '', hash: body.hash ?? '' }
    return { kind: 'refused', code: String(body.code), message: body.message }
  } catch {
    // An answer that cannot be read is not a promise that the text is on disk.
    return { kind: 'unreachable' }
  }
}
