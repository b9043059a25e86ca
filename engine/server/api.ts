import type { IncomingMessage, ServerResponse } from 'node:http'
import { sizeLimit } from '../files/read.ts'
import { answerJson, answerNotAllowed, answerRefusal, refusals } from './answer.ts'
import { readJson } from './body.ts'
import { answerCommit } from './commits.ts'
import type { FileStore } from './files.ts'
import type { Repository } from './repository.ts'

/** Lists the files, tells their hashes, saves one, commits some: JSON alone, files by id. */
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
    return answerJson(response, 200, { repository: await repository.state() })
  if (request.method === 'POST' && pathname === '/api/commits')
    return answerCommit(request, response, store, repository)
  if (request.method === 'PUT' && file) return answerSave(request, response, file[1] as string, store)
  if (file) return answerNotAllowed(response, 'PUT')
  if (pathname === '/api/commits') return answerNotAllowed(response, 'POST')
  if (['/api/workspace', '/api/hashes', '/api/repository'].includes(pathname))
    return answerNotAllowed(response, 'GET')
  return answerRefusal(response, refusals.notFound)
}

async function answerSave(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  store: FileStore,
): Promise<void> {
  const body = await readJson(request, response)
  if (body === undefined) return
  const wanted = parseSave(body)
  if (!wanted) return answerRefusal(response, refusals.badBody)
  // What could not be read again would be lost to the editor.
  if (Buffer.byteLength(wanted.text) > sizeLimit.yaml) return answerRefusal(response, refusals.tooLarge)
  const saved = await store.save(id, wanted.text, wanted.expect)
  if (saved === 'unknown') return answerRefusal(response, refusals.notFound)
  if (saved === 'read-only') return answerRefusal(response, refusals.readOnly)
  if (saved.saved) return answerJson(response, 200, { hash: saved.hash })
  const message =
    saved.reason === 'changed'
      ? { zh: '文件已被别处改动', en: 'the file was changed elsewhere' }
      : { zh: '文件已被删除', en: 'the file was deleted' }
  answerJson(response, 412, { code: 'CONFLICT', message, text: null, hash: null, ...saved })
}

/** Only text that UTF-8 can hold: otherwise a character would be replaced on the way to the disk. */
function parseSave(body: unknown): { readonly text: string; readonly expect: string } | undefined {
  const { text, expect } = body as { text?: unknown; expect?: unknown }
  return typeof text === 'string' && typeof expect === 'string' && !/\p{Surrogate}/u.test(text)
    ? { text, expect }
    : undefined
}
