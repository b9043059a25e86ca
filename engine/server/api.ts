import type { IncomingMessage, ServerResponse } from 'node:http'
import { sizeLimit } from '../files/read.ts'
import { answerJson, answerNotAllowed, answerRefusal, refusals } from './answer.ts'
import type { FileStore } from './files.ts'

const bodyLimit = 2 << 20
const drainLimit = 16 << 20

/** Lists the files, tells their hashes, saves one: JSON alone, files by id. */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  store: FileStore,
): Promise<void> {
  const file = /^\/api\/files\/([\w-]{1,64})$/.exec(pathname)
  if (request.method === 'GET' && pathname === '/api/workspace')
    return answerJson(response, 200, await store.all())
  if (request.method === 'GET' && pathname === '/api/hashes')
    return answerJson(response, 200, { files: await store.hashes() })
  if (request.method === 'PUT' && file) return answerSave(request, response, file[1] as string, store)
  if (file) return answerNotAllowed(response, 'PUT')
  if (pathname === '/api/workspace' || pathname === '/api/hashes') return answerNotAllowed(response, 'GET')
  return answerRefusal(response, refusals.notFound)
}

async function answerSave(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  store: FileStore,
): Promise<void> {
  // No page of another site can send this type without asking first.
  if (request.headers['content-type']?.toLowerCase() !== 'application/json')
    return answerRefusal(response, refusals.notJson)
  const body = await readBody(request)
  // One without end is not read to its end.
  if (!request.complete) response.setHeader('connection', 'close')
  if (body === undefined) return answerRefusal(response, refusals.tooLarge)
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

/** The whole body, or undefined past the limit; some more is let through unread so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > drainLimit) break
    if (size <= bodyLimit) chunks.push(chunk)
  }
  return size <= bodyLimit ? Buffer.concat(chunks) : undefined
}

/** Only text that UTF-8 can hold: otherwise a character would be replaced on the way to the disk. */
function parseSave(body: Uint8Array): { readonly text: string; readonly expect: string } | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as {
      text?: unknown
      expect?: unknown
    } | null
    return typeof value?.text === 'string' &&
      typeof value.expect === 'string' &&
      !/\p{Surrogate}/u.test(value.text)
      ? { text: value.text, expect: value.expect }
      : undefined
  } catch {
    return undefined
  }
}
