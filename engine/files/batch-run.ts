import type { Batch } from '../batch/batch.ts'
import type { PieceDecider } from '../batch/piece.ts'
import { decidedElsewhere, decidedHere } from './batch-pieces.ts'
import { type BatchState, readState, removeState, writeState } from './batch-state.ts'
import { withLock } from './lock.ts'
import { finishResult, openResult, type ResultFile } from './result-file.ts'
import { removeLeftovers } from './save.ts'
import { openTable, type TableReader } from './table.ts'

/** A batch with its files. */
export interface BatchRun {
  readonly batch: Batch
  readonly input: { readonly path: string; readonly format: 'csv' | 'ndjson'; readonly encoding: string }
  readonly out: string
  readonly refused: string
  /** Hash of everything but the input that the results hang on. */
  readonly binding: string
  /** Begins again, whatever an earlier run has left. */
  readonly restart?: boolean
  readonly onProgress?: (progress: BatchProgress) => void
  /** How often the state is kept. */
  readonly keepEvery?: number
  /** Decides pieces of the table elsewhere, several at once; here, row by row, unless given. */
  readonly decider?: PieceDecider
  readonly pieceSize?: number
}

export interface BatchProgress {
  readonly rows: BatchState['rows']
  readonly read: number
  readonly size: number
}

export interface BatchDone {
  readonly rows: BatchState['rows']
  /** Rows that an earlier, interrupted run had decided or refused; 0 for a new one. */
  readonly resumedAfter: number
}

const coded = (code: string, message: string) => Object.assign(new Error(message), { code })

/** Milliseconds between two states. */
const usualKeep = 1000
const progressEvery = 100

/**
 * Decides a table row by row. Killed at any moment, the same call goes on where it was and the results are
 * the same to the byte: the state tells of nothing that is not on the disk.
 *
 * Errors  throws STATE_OTHER, INPUT_CHANGED, PART_SHORT, LOCK_BUSY and the system's own; what is on the disk
 *         by then can be gone on with
 */
export const runBatch = (run: BatchRun): Promise<BatchDone> =>
  withLock(run.out, async () => {
    await removeLeftovers(run.out)
    if (run.restart) await removeState(run.out)
    const state = await readState(run.out)
    if (state === null || (state && state.binding !== run.binding))
      throw coded('STATE_OTHER', 'the state belongs to another batch')
    const { input } = run
    const soFar = state?.input ?? { offset: 0, read: 0, hash: '' }
    const table = await openTable(input.path, input.format === 'csv', soFar, run.pieceSize)
    try {
      const rows = state?.finished ? state.rows : await decideRows(run, table, state)
      await finishResult(run.out)
      await finishResult(run.refused)
      await removeState(run.out)
      return { rows, resumedAfter: state?.rows.in ?? 0 }
    } finally {
      await table.close()
    }
  })

async function decideRows(
  run: BatchRun,
  table: TableReader,
  state: BatchState | undefined,
): Promise<BatchState['rows']> {
  const out = await openResult(run.out, state?.lengths.out ?? 0)
  try {
    const refused = await openResult(run.refused, state?.lengths.refused ?? 0)
    try {
      return await decideAll(run, table, state, out, refused)
    } finally {
      await refused.close()
    }
  } finally {
    await out.close()
  }
}

async function decideAll(
  run: BatchRun,
  table: TableReader,
  state: BatchState | undefined,
  out: ResultFile,
  refused: ResultFile,
): Promise<BatchState['rows']> {
  const { batch, binding, input, keepEvery = usualKeep } = run
  const rows = { in: 0, decided: 0, refused: 0, ...state?.rows }
  let offset = state?.input.offset ?? 0
  let read = table.read()
  if (!state) {
    out.append(batch.writer.head)
    refused.append(batch.writer.refusedHead)
  }
  const keep = async (finished: boolean) => {
    await Promise.all([out.sync(), refused.sync()])
    await writeState(run.out, {
      version: 1,
      binding,
      encoding: input.encoding,
      input: { offset, ...read },
      rows: { ...rows },
      lengths: { out: out.length(), refused: refused.length() },
      finished,
    })
  }
  let kept = performance.now()
  let shown = 0
  const withHeader = input.format === 'csv' && !state
  const decided = run.decider
    ? decidedElsewhere(table, run.decider, rows.in, withHeader)
    : decidedHere(table, batch, rows.in, withHeader)
  for await (const piece of decided) {
    for (const text of piece.out) out.append(text)
    for (const text of piece.refused) refused.append(text)
    rows.in += piece.decided + piece.refusedRows
    rows.decided += piece.decided
    rows.refused += piece.refusedRows
    offset = piece.offset ?? offset
    read = piece.read
    // Waiting here keeps what is not yet written small.
    await Promise.all([out.drain(), refused.drain()])
    const now = performance.now()
    // Before the header is read there is nothing to go on from.
    if (now - kept >= keepEvery && offset > 0) {
      await keep(false)
      kept = performance.now()
    }
    if (now - shown >= progressEvery) {
      run.onProgress?.({ rows, read: read.read, size: table.size })
      shown = now
    }
  }
  await keep(true)
  run.onProgress?.({ rows, read: table.size, size: table.size })
  return rows
}
