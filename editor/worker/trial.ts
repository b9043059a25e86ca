import type { Diagnostic } from '../../engine/index.ts'
import type { Refusal } from './draft.ts'

/** What an error is, wherever it stands: an edit moves the places of what was wrong before. */
const keyOf = ({ file, code, message }: Diagnostic): string => `${file} ${code} ${message.en}`

/** The first error that is there after an edit and was not before it, as the reason to refuse the edit. */
export function worsened(before: readonly Diagnostic[], after: readonly Diagnostic[]): Refusal | null {
  const known = new Map<string, number>()
  const count = (key: string, by: number) => known.set(key, (known.get(key) ?? 0) + by)
  for (const diagnostic of before) if (diagnostic.severity === 'error') count(keyOf(diagnostic), 1)
  for (const diagnostic of after) {
    if (diagnostic.severity !== 'error') continue
    if ((known.get(keyOf(diagnostic)) ?? 0) <= 0)
      return { ok: false, why: diagnostic.message, fix: diagnostic.fix }
    count(keyOf(diagnostic), -1)
  }
  return null
}
