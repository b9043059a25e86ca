import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { answerRefusal, refusals } from './answer.ts'
import { securityHeaders } from './guard.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** A built file of the editor. Names in assets/ carry a hash of their content and may be kept. */
export async function answerStatic(
  response: ServerResponse,
  folder: string,
  pathname: string,
): Promise<void> {
  const path = safePath(folder, pathname === '/' ? '/index.html' : pathname)
  const type = path && contentTypes[extname(path)]
  const bytes = path && type ? await bytesOf(path) : undefined
  if (!bytes) {
    answerRefusal(response, refusals.notFound)
    return
  }
  response.writeHead(200, {
    ...securityHeaders,
    'content-type': type ?? '',
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  })
  response.end(bytes)
}

/** Inside the folder, or undefined. */
function safePath(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const root = normalize(folder.endsWith(sep) ? folder : folder + sep)
  const path = join(root, decoded)
  return path.startsWith(root) ? path : undefined
}

/** Read before the answer begins, so that a failure is still answered. */
const bytesOf = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(path)
  } catch {
    return undefined
  }
}
