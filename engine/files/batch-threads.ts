import { Worker } from 'node:worker_threads'
import type { Piece, PieceDecider, PieceResult } from '../batch/piece.ts'

/** What a thread is asked, and answers. */
export interface PieceAsked {
  readonly id: number
  readonly piece: Piece
}
export type PieceAnswer =
  | { readonly id: number; readonly result: PieceResult }
  | { readonly id: number; readonly fault: { readonly message: string; readonly code: string | undefined } }

/** Threads that decide pieces; `end` stops them. */
export interface BatchThreads extends PieceDecider {
  readonly end: () => Promise<void>
}

interface Waiting {
  readonly done: (result: PieceResult) => void
  readonly fail: (fault: unknown) => void
}

/** Pieces for each thread: one that it decides, and one that waits so that it never does. */
const ahead = 2

/** Megabytes of a thread's young and old objects: what a row leaves behind is gone at once. */
const room = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 }

/**
 * So many threads of a script, which answers each `PieceAsked` with a `PieceAnswer`.
 *
 * Errors  a piece rejects with what its thread says, or with what ended it
 */
export function batchThreads(script: URL, about: unknown, threads: number): BatchThreads {
  let next = 0
  const members = Array.from({ length: threads }, () => {
    const worker = new Worker(script, { workerData: about, resourceLimits: room })
    const waiting = new Map<number, Waiting>()
    let ended: Error | undefined
    const failAll = (fault: Error): void => {
      ended ??= fault
      for (const { fail } of waiting.values()) fail(ended)
      waiting.clear()
    }
    worker.on('message', (answer: PieceAnswer) => {
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('result' in answer) one?.done(answer.result)
      else one?.fail(Object.assign(new Error(answer.fault.message), { code: answer.fault.code }))
    })
    worker.on('error', failAll)
    worker.on('exit', (code) => failAll(new Error(`a thread ended with ${code}`)))
    const ask = (piece: Piece): Promise<PieceResult> =>
      new Promise((done, fail) => {
        if (ended) {
          fail(ended)
          return
        }
        const id = next++
        waiting.set(id, { done, fail })
        const asked: PieceAsked = { id, piece }
        worker.postMessage(asked, [piece.bytes.buffer, piece.ends.buffer, piece.open.buffer])
      })
    return { worker, waiting, ask }
  })
  return {
    width: threads * ahead,
    decide: (piece) => {
      const freest = members.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
      return freest.ask(piece)
    },
    end: async () => {
      await Promise.all(members.map(({ worker }) => worker.terminate()))
    },
  }
}
