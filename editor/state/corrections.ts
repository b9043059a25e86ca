import type { CorrectionView } from './view.ts'

/**
 * Corrections that keep files from being saved: a value that has been in force was typed over, and nobody
 * has said why. One that begins later corrects no decision, and needs no reason.
 */
export const unreasoned = (
  corrections: readonly CorrectionView[],
  paths: readonly string[],
): readonly CorrectionView[] =>
  corrections.filter(({ reason, months, file }) => reason === null && months !== 0 && paths.includes(file))
