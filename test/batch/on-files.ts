import { join } from 'node:path'
import { type BatchDone, type BatchRun, runBatch } from '../../engine/files/batch-run.ts'
import { loadWorkspace, type SourceFile } from '../../engine/index.ts'
import { applicantHeader, applicantMapping } from './applicants.ts'
import { smallBatch } from './small.ts'

export const files = { in: 'applicants.csv', out: 'results.csv', refused: 'results.refused.csv' } as const

/** Runs the batch of `applicants.csv` in a folder, keeping its state as often as it can. */
export function runIn(
  folder: string,
  policy: readonly SourceFile[],
  more: Partial<BatchRun> = {},
): Promise<BatchDone> {
  if (loadWorkspace(policy).diagnostics.length > 0) throw new Error('the policy is at fault')
  const { batch } = smallBatch(policy, applicantHeader.trimEnd(), { mapping: applicantMapping })
  return runBatch({
    batch,
    input: { path: join(folder, files.in), format: 'csv', encoding: 'utf-8' },
    out: join(folder, files.out),
    refused: join(folder, files.refused),
    binding: 'one',
    keepEvery: 0,
    pieceSize: 700,
    ...more,
  })
}
