import type { Room } from './room.ts'

/** A thread: Node's or a page's worker, wrapped. It runs `workerScript`. */
export interface Member {
  readonly send: (message: unknown) => void
  /** Whom to tell of messages, and of what went wrong. */
  readonly listen: (onMessage: (message: unknown) => void, onFault: (fault: Error) => void) => void
  readonly end: () => unknown
}

/** Threads that decide a shared room together. */
export interface Crew {
  /** Blocks of rows go to whoever is free; the results are the same for any number of threads. */
  readonly decide: (from: number, to: number) => Promise<void>
  /** Ends the threads; the room stays as it is. */
  readonly end: () => Promise<void>
}

interface Port {
  postMessage: (message: unknown) => void
  on?: (event: 'message', listener: (message: unknown) => void) => void
  onmessage?: (event: { data: unknown }) => void
}

/** What a thread does; it stands alone, since its text is all that a thread is given. */
function serve(port: Port): void {
  let run: ((from: number, to: number) => void) | undefined
  const receive = (message: unknown): void => {
    if (run === undefined) {
      const { module, memory } = message as { module: WebAssembly.Module; memory: WebAssembly.Memory }
      const { exports } = new WebAssembly.Instance(module, { room: { memory } })
      run = exports.decide as (from: number, to: number) => void
    } else {
      const { next, to, rows } = message as { next: Int32Array; to: number; rows: number }
      for (let at = Atomics.add(next, 0, rows); at < to; at = Atomics.add(next, 0, rows))
        run(at, Math.min(at + rows, to))
    }
    port.postMessage('done')
  }
  if (port.on) port.on('message', receive)
  else port.onmessage = ({ data }) => receive(data)
}

/** The script of a thread that hears and answers at a port: in a page's worker, `self`. */
export const workerScript = (port: string): string => `(${serve})(${port})`

/** Rows that a thread takes at a time: their columns stay in its cache. */
const rowsAtOnce = 16_384

/**
 * Threads over one room, which must be shared.
 *
 * Shape   Room × threads → Crew, when all threads are ready
 * Errors  rejects with what ends a thread
 */
export async function crewOf(room: Room, members: readonly Member[]): Promise<Crew> {
  const { module, memory } = room.parts
  if (memory.buffer instanceof ArrayBuffer) throw new TypeError('the room is not shared')
  const waiting = new Map<Member, { done: () => void; fail: (fault: Error) => void }>()
  for (const member of members)
    member.listen(
      () => waiting.get(member)?.done(),
      (fault) => waiting.get(member)?.fail(fault),
    )
  const ask = (member: Member, message: unknown): Promise<void> =>
    new Promise((done, fail) => {
      waiting.set(member, { done, fail })
      member.send(message)
    })
  const all = async (message: unknown): Promise<void> => {
    await Promise.all(members.map((member) => ask(member, message)))
  }
  const end = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.end()))
  }
  try {
    await all({ module, memory })
  } catch (fault) {
    await end()
    throw fault
  }
  return {
    decide: async (from, to) => {
      const next = new Int32Array(new SharedArrayBuffer(4))
      next[0] = from
      await all({ next, to: Math.min(to, room.rows), rows: rowsAtOnce })
    },
    end,
  }
}
