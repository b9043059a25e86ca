import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Column, ColumnResults } from '../scaled/columns.ts'
import type { Program } from '../scaled/program.ts'
import { type Crew, crewOf, type Member, workerScript } from '../wasm/crew.ts'
import { type Room, roomFor } from '../wasm/room.ts'

/** A thread of Node that decides rooms. */
function memberOf(worker: Worker): Member {
  return {
    send: (message) => worker.postMessage(message),
    listen: (onMessage, onFault) => {
      worker.on('message', onMessage)
      worker.on('error', onFault)
      worker.on('exit', (code) => {
        if (code !== 0) onFault(new Error(`a thread ended with ${code}`))
      })
    },
    end: () => worker.terminate(),
  }
}

const script = workerScript("require('node:worker_threads').parentPort")

/** So many threads over a shared room; as many as there are cores unless said. */
export const crewFor = (room: Room, threads = availableParallelism()): Promise<Crew> =>
  crewOf(
    room,
    Array.from({ length: threads }, () => memberOf(new Worker(script, { eval: true }))),
  )

/**
 * Decides columns that stand elsewhere: they are copied into a room, in WebAssembly, and decided by so many
 * threads. null where a room cannot be made.
 *
 * Shape   Program × columns (by the place of an input; null: given by nobody) → results by clause
 */
export async function decideColumns(
  program: Program,
  columns: readonly Column[],
  rows: number,
  threads = availableParallelism(),
): Promise<{ readonly results: readonly (ColumnResults | null)[]; readonly wide: Uint8Array } | null> {
  const place = new Map(program.inputs.map((input, index) => [input, index]))
  const present = (input: Program['inputs'][number]) => columns[place.get(input) as number] !== null
  const room = roomFor(program, { rows, present, isShared: threads > 1 })
  if (!room) return null
  for (const [index, column] of columns.entries()) if (column) room.columns[index]?.set(column)
  if (threads > 1) {
    const crew = await crewFor(room, threads)
    try {
      await crew.decide(0, rows)
    } finally {
      await crew.end()
    }
  } else room.decide(0, rows)
  return room
}
