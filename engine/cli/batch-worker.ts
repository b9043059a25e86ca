// A thread of `clausebook batch`: it makes the same batch of the same call, and decides the pieces it is given.
import { parentPort, workerData } from 'node:worker_threads'
import { decidePiece } from '../batch/piece.ts'
import type { PieceAnswer, PieceAsked } from '../files/batch-threads.ts'
import { prepareBatch } from './batch-prepare.ts'
import type { ThreadData } from './batch-threads.ts'

const { call, cwd, binding } = workerData as ThreadData

// What is to be said was said before.
const prepared = prepareBatch(call, { out: () => {}, err: () => {}, colour: false, cwd }).then((ready) => {
  if (typeof ready === 'number' || ready.binding !== binding)
    throw Object.assign(new Error('the policies changed while the batch began'), { code: 'STATE_OTHER' })
  return ready.batch
})

parentPort?.on('message', async ({ id, piece }: PieceAsked) => {
  let answer: PieceAnswer
  try {
    answer = { id, result: decidePiece(await prepared, piece) }
  } catch (fault) {
    const { message, code } = fault as NodeJS.ErrnoException
    answer = { id, fault: { message, code } }
  }
  parentPort?.postMessage(answer)
})
