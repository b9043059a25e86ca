import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerFailure, answerNotAllowed, answerPage, answerRefusal, refusals } from './answer.ts'
import { answerApi } from './api.ts'
import { type FileStore, fileStore } from './files.ts'
import { type Guard, hostsOf, isForeign, newGuard, securityHeaders } from './guard.ts'
import { type Repository, repositoryOf } from './repository.ts'
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

/**
 * Serves the editor and the files of policy folders to this machine alone: 127.0.0.1, our own host names and
 * origins, a secret per start, files by id.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const guard = newGuard()
  const store = fileStore(options.folders, options.cwd)
  const repository = repositoryOf(options.folders, options.cwd)
  let port = 0
  const server = createServer((request, response) => {
    answer(request, response, { ...options, guard, store, repository, port }).catch((fault: unknown) =>
      answerFailure(response, fault),
    )
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
  port = (server.address() as AddressInfo).port
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
  readonly repository: Repository
  readonly port: number
  readonly editorDir: string
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { guard, port } = context
  if (!hostsOf(port).includes(request.headers.host?.toLowerCase() ?? ''))
    return answerRefusal(response, refusals.hostUnknown)
  if (isForeign(request, port)) return answerRefusal(response, refusals.foreign)
  // Put together, not resolved: `//name/api` is a path here, not another host.
  if (!request.url?.startsWith('/')) return answerRefusal(response, refusals.notFound)
  const url = new URL(`http://${request.headers.host}${request.url}`)
  if (request.method === 'GET' && url.pathname === '/' && guard.hasKey(url)) {
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
  if (isApi) return answerApi(request, response, url.pathname, context.store, context.repository)
  if (request.method !== 'GET') return answerNotAllowed(response, 'GET')
  return answerStatic(response, context.editorDir, url.pathname)
}
