/** A run of lines that differ: those of the old text from `oldAt`, those of the new one from `newAt` (both from 0). */
export interface Hunk {
  readonly oldAt: number
  readonly oldLines: readonly string[]
  readonly newAt: number
  readonly newLines: readonly string[]
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/)

/** Cells a comparison may fill; past that the middle counts as one changed run. */
const limit = 4_000_000

/**
 * The lines that differ between two texts.
 *
 * Source  longest common subsequence over lines, after equal beginnings and ends are set aside
 */
export function lineHunks(before: string, after: string): readonly Hunk[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  if (a.length === 0 && b.length === 0) return []
  if (a.length * b.length > limit) return [{ oldAt: start, oldLines: a, newAt: start, newLines: b }]
  return hunksOf(a, b, longestCommon(a, b), start)
}

function longestCommon(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array]
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return rows
}

function hunksOf(
  a: readonly string[],
  b: readonly string[],
  common: readonly Uint32Array[],
  offset: number,
): readonly Hunk[] {
  const hunks: Hunk[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
      continue
    }
    const [oldAt, newAt] = [i, j]
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) break
      const down = common[i + 1]?.[j] ?? -1
      const right = j < b.length ? (common[i]?.[j + 1] ?? -1) : -1
      if (i < a.length && down >= right) i++
      else j++
    }
    hunks.push({
      oldAt: offset + oldAt,
      oldLines: a.slice(oldAt, i),
      newAt: offset + newAt,
      newLines: b.slice(newAt, j),
    })
  }
  return hunks
}

/** Numbers and words whole, anything else by the letter: 3,000 → 3,500, not 000 → 500. */
const tokens = (line: string): readonly string[] =>
  line.match(/\d[\d,.]*\d%?|[A-Za-z0-9_-]+%?|[^A-Za-z0-9_-]/g) ?? []

/** What two lines share at their ends, and the middle in which they differ. */
export function insideLine(
  before: string,
  after: string,
): { start: string; old: string; now: string; end: string } {
  const [a, b] = [tokens(before), tokens(after)]
  const shortest = Math.min(a.length, b.length)
  let start = 0
  while (start < shortest && a[start] === b[start]) start++
  let end = 0
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return {
    start: a.slice(0, start).join(''),
    old: a.slice(start, a.length - end).join(''),
    now: b.slice(start, b.length - end).join(''),
    end: a.slice(a.length - end).join(''),
  }
}
