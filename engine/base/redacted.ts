/**
 * Whether a whole text is what stands behind a redacted one: `*` stands for one or more characters, every
 * other character for itself.
 *
 * Shape   4050 × 4*0 → true
 */
export function matchesRedacted(whole: string, redacted: string): boolean {
  const pieces = redacted.split('*')
  const first = pieces[0] ?? ''
  if (pieces.length === 1) return whole === redacted
  if (!whole.startsWith(first)) return false
  const last = pieces.at(-1) ?? ''
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    // The leftmost place leaves the most for those that follow.
    const found = whole.indexOf(piece, at + 1)
    if (found < 0 || at + 1 > whole.length) return false
    at = found + piece.length
  }
  return whole.endsWith(last) && whole.length - last.length >= at + 1
}
