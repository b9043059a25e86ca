import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerJson, answerPage, answerRefusal, refusals } from './answer.ts'
import { type FileStore, fileStore } from './files.ts'
import { type Guard, hostsOf, isForeign, newGuard, securityHeaders } from './guard.ts'
import { answerStatic } from './static.ts'

export interface ServerOptions {
  /** As on the command line; empty is `policies/`. */
  readonly folders: readonly string[]
  readonly cwd: string
  /** The built editor. */
  readonly editorDir: string
  /** 4310, or the next free one, unless said; 0 takes any. */
  readonly port?: number
}

export interface RunningServer {
  /** With the key of this start. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

const firstPort = 4310
const bodyLimit = 2 << 20

/**
 * Serves the editor and the files of policy folders to this machine alone: 127.0.0.1, our own host names and
 * origins, a secret per start, files by id.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const guard = newGuard()
  const store = fileStore(options.folders, options.cwd)
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    answer(request, response, { ...options, guard, store, port }).catch((fault: unknown) => {
      const code = (fault as NodeJS.ErrnoException | null)?.code ?? 'FAILED'
      if (!response.headersSent)
        answerJson(response, 500, {
          code,
          message: { zh: `没有完成（${code}）`, en: `could not be done (${code})` },
        })
    })
  })
  const wanted = options.port ?? firstPort
  const tries = options.port === undefined ? 20 : 1
  for (let offset = 0; ; offset++)
    try {
      await listen(server, wanted + offset)
      break
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE' || offset + 1 >= tries) throw fault
    }
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/?key=${guard.secret}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: ReturnType<typeof createServer>, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

interface Context {
  readonly guard: Guard
  readonly store: FileStore
  readonly port: number
  readonly editorDir: string
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { guard, port } = context
  if (!hostsOf(port).includes(request.headers.host ?? ''))
    return answerRefusal(response, refusals.hostUnknown)
  if (isForeign(request, port)) return answerRefusal(response, refusals.foreign)
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  if (url.pathname === '/' && guard.hasKey(url)) {
    response.writeHead(302, {
      ...securityHeaders,
      location: '/',
      'set-cookie': guard.cookie(port),
      'cache-control': 'no-store',
    })
    response.end()
    return
  }
  const isApi = url.pathname.startsWith('/api/')
  if (!guard.hasCookie(request, port))
    return isApi ? answerRefusal(response, refusals.locked) : answerPage(response, refusals.locked)
  if (isApi) return answerApi(request, response, url.pathname, context.store)
  if (request.method !== 'GET') return answerRefusal(response, refusals.notAllowed)
  return answerStatic(response, context.editorDir, url.pathname)
}

async function answerApi(
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
  const known = pathname === '/api/workspace' || pathname === '/api/hashes' || file
  answerRefusal(response, known ? refusals.notAllowed : refusals.notFound)
}

async function answerSave(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  store: FileStore,
): Promise<void> {
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
    return answerRefusal(response, refusals.notJson)
  const body = await readBody(request)
  if (body === undefined) return answerRefusal(response, refusals.tooLarge)
  const wanted = parseSave(body)
  if (!wanted) return answerRefusal(response, refusals.badBody)
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

/** The whole body, or undefined past the limit; the rest is let through unread so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= bodyLimit) chunks.push(chunk)
  }
  return size <= bodyLimit ? Buffer.concat(chunks).toString('utf8') : undefined
}

function parseSave(body: string): { readonly text: string; readonly expect: string } | undefined {
  try {
    const value = JSON.parse(body) as { text?: unknown; expect?: unknown } | null
    return typeof value?.text === 'string' && typeof value.expect === 'string'
      ? { text: value.text, expect: value.expect }
      : undefined
  } catch {
    return undefined
  }
}
