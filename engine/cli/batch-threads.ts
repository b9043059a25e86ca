import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type BatchThreads, batchThreads } from '../files/batch-threads.ts'
import type { PreparedBatch } from './batch-prepare.ts'
import { type Call, callFault, type Terminal, textOption } from './command.ts'

/** What a thread makes the same batch of. */
export interface ThreadData {
  readonly call: Call
  readonly cwd: string
  readonly binding: string
}

/** Shorter tables are decided before threads have read the policies. */
const longTable = 32 << 20
/** More gain little: the table is read and the results are written by one. */
const most = 8

/** How many threads a call asks for; undefined: as it suits the table. */
export function threadsOf(call: Call): number | undefined {
  const text = textOption(call, 'threads')
  if (text === undefined) return undefined
  if (!/^[1-9]\d?$/.test(text))
    throw callFault(`--threads takes a number from 1 to 99, not \`${text}\``, 'write --threads 2')
  return Number(text)
}

/** Threads for a batch; undefined where it is decided by the one that reads the table. */
export async function threadsFor(
  asked: number | undefined,
  { paths, encoding, binding }: PreparedBatch,
  call: Call,
  { cwd }: Terminal,
): Promise<BatchThreads | undefined> {
  // Beside this file when the command line is built; its sources have none.
  const script = new URL('./batch-worker.js', import.meta.url)
  const isLong = statSync(paths.in).size >= longTable
  const threads = asked ?? (isLong ? Math.min(availableParallelism(), most) : 1)
  if (threads === 1 || !existsSync(fileURLToPath(script))) return undefined
  // The encoding that was told by the bytes is not told again.
  const data: ThreadData = { call: { ...call, options: { ...call.options, encoding } }, cwd, binding }
  return batchThreads(script, data, threads)
}
