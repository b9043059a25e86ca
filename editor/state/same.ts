/**
 * `next`, with every part that equals the same part of `previous` replaced by that very object:
 * what did not change stays identical, and is not painted again.
 */
export function keepSame<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next) || typeof previous !== 'object' || typeof next !== 'object') return next
  if (previous === null || next === null || Array.isArray(previous) !== Array.isArray(next)) return next
  const before = previous as Readonly<Record<string, unknown>>
  const keys = Object.keys(next)
  let same = keys.length === Object.keys(previous).length
  const out: Record<string, unknown> | unknown[] = Array.isArray(next) ? [] : {}
  for (const key of keys) {
    const kept = keepSame(before[key], (next as Record<string, unknown>)[key])
    ;(out as Record<string, unknown>)[key] = kept
    if (same && !(Object.hasOwn(before, key) && Object.is(kept, before[key]))) same = false
  }
  return (same ? previous : out) as T
}
