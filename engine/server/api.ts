import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Words } from '../base/words.ts'
import { sizeLimit } from '../files/read.ts'
import type { RevisionRead } from '../files/revision.ts'
import type { Saved } from '../files/save.ts'
import { answerJson, answerNotAllowed, answerRefusal, refusals } from './answer.ts'
import { readJson } from './body.ts'
import { answerCommit } from './commits.ts'
import type { FileStore } from './files.ts'
import type { Repository } from './repository.ts'

/** Lists the files, tells their hashes, saves one, makes one, commits some, reads old versions: JSON alone, files by id. */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  store: FileStore,
  repository: Repository,
): Promise<void> {
  const file = /^\/api\/files\/([\w-]{1,64})$/.exec(pathname)
  if (request.method === 'GET' && pathname === '/api/workspace')
    return answerJson(response, 200, await store.all())
  if (request.method === 'GET' && pathname === '/api/hashes')
    return answerJson(response, 200, { files: await store.hashes(), head: await repository.head() })
  if (request.method === 'GET' && pathname === '/api/repository')
    return answerRepository(response, store, repository)
  if (request.method === 'POST' && pathname === '/api/commits')
    return answerCommit(request, response, store, repository)
  if (request.method === 'PUT' && file) return answerSave(request, response, file[1] as string, store)
  if (request.method === 'POST' && pathname === '/api/files') return answerCreate(request, response, store)
  if (request.method === 'GET' && pathname === '/api/revisions')
    return answerJson(response, 200, { revisions: await repository.revisions() })
  const revision = /^\/api\/revisions\/([^/]{1,600})$/.exec(pathname)
  if (request.method === 'GET' && revision) return answerRevision(response, revision[1] as string, repository)
  if (file) return answerNotAllowed(response, 'PUT')
  if (['/api/commits', '/api/files'].includes(pathname)) return answerNotAllowed(response, 'POST')
  if (['/api/workspace', '/api/hashes', '/api/repository', '/api/revisions'].includes(pathname) || revision)
    return answerNotAllowed(response, 'GET')
  return answerRefusal(response, refusals.notFound)
}

type Unread = Extract<RevisionRead, { readonly ok: false }>['why']

/** The repository around the policies, and their files that differ from its last commit. */
async function answerRepository(
  response: ServerResponse,
  store: FileStore,
  repository: Repository,
): Promise<void> {
  const state = await repository.state()
  if (!state) return answerJson(response, 200, { repository: null })
  const ids = (await store.hashes()).flatMap(({ id, hash }) => (hash === null ? [] : id))
  const paths = (await store.pathsOf(ids)) ?? []
  const changed = new Set(await repository.uncommitted(paths))
  const uncommitted = ids.filter((_, index) => changed.has(paths[index] ?? ''))
  answerJson(response, 200, { repository: { ...state, uncommitted } })
}

const unread: Readonly<Record<Unread, Words>> = {
  'no-git': { zh: '这个文件夹没有 git', en: 'this folder has no git repository' },
  'no-revision': { zh: '没有这个提交、分支或标签', en: 'there is no such commit, branch or tag' },
  'no-policy': { zh: '那一版里没有这些政策', en: 'that version has none of these policies' },
}

/** The policies as a version had them: texts by the paths of the workspace. */
async function answerRevision(
  response: ServerResponse,
  encoded: string,
  repository: Repository,
): Promise<void> {
  const name = decoded(encoded)
  if (name === null) return answerRefusal(response, refusals.notFound)
  const read = await repository.read(name)
  if (read.ok) return answerJson(response, 200, { files: read.files })
  answerJson(response, 404, { code: 'REVISION_UNREAD', message: unread[read.why] })
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

async function answerSave(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  store: FileStore,
): Promise<void> {
  const wanted = await readTexts(request, response, ['expect'])
  if (!wanted) return
  const saved = await store.save(id, wanted.text, wanted.expect)
  if (saved === 'unknown') return answerRefusal(response, refusals.notFound)
  if (saved === 'read-only') return answerRefusal(response, refusals.readOnly)
  if (saved.saved) return answerJson(response, 200, { hash: saved.hash })
  answerConflict(response, saved)
}

async function answerCreate(
  request: IncomingMessage,
  response: ServerResponse,
  store: FileStore,
): Promise<void> {
  const wanted = await readTexts(request, response, ['policy', 'name'])
  if (!wanted) return
  const made = await store.create(wanted.policy, wanted.name, wanted.text)
  if (made === 'unknown') return answerRefusal(response, refusals.notFound)
  if (made === 'no-name') return answerRefusal(response, refusals.badName)
  if (!made.saved) return answerConflict(response, made)
  const { saved: _, ...file } = made
  answerJson(response, 201, file)
}

function answerConflict(response: ServerResponse, saved: Exclude<Saved, { readonly saved: true }>): void {
  const message =
    saved.reason === 'changed'
      ? { zh: '文件已被别处改动', en: 'the file was changed elsewhere' }
      : { zh: '文件已被删除', en: 'the file was deleted' }
  answerJson(response, 412, { code: 'CONFLICT', message, text: null, hash: null, ...saved })
}

/** The texts that a request names and one to write; answers by itself where one is missing or cannot be written. */
async function readTexts<Key extends string>(
  request: IncomingMessage,
  response: ServerResponse,
  keys: readonly Key[],
): Promise<Readonly<Record<Key | 'text', string>> | undefined> {
  const body = await readJson(request, response)
  if (body === undefined) return undefined
  const given = [...keys, 'text' as const].map(
    (key) => [key, (body as Record<string, unknown>)[key]] as const,
  )
  // Only text that UTF-8 can hold: otherwise a character would be replaced on the way to the disk.
  if (!given.every(([, text]) => typeof text === 'string' && !/\p{Surrogate}/u.test(text))) {
    answerRefusal(response, refusals.badBody)
    return undefined
  }
  const texts = Object.fromEntries(given) as Record<Key | 'text', string>
  // What could not be read again would be lost to the editor.
  if (Buffer.byteLength(texts.text) <= sizeLimit.yaml) return texts
  answerRefusal(response, refusals.tooLarge)
  return undefined
}
