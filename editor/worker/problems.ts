import { type Diagnostic, lineCounter } from '../../engine/index.ts'
import type { ProblemRow } from '../state/view.ts'

/** Diagnostics with the line and column people count by. */
export function problemRows(
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, string>,
): readonly ProblemRow[] {
  const counters = new Map<string, ReturnType<typeof lineCounter>>()
  const counterOf = (path: string) => {
    const known = counters.get(path)
    if (known) return known
    const counter = lineCounter(files.get(path) ?? '')
    counters.set(path, counter)
    return counter
  }
  return diagnostics.map((diagnostic) => {
    const [start, end] = diagnostic.span
    const { line, column } = counterOf(diagnostic.file)(start)
    return {
      key: `${diagnostic.file}:${start}:${diagnostic.code}:${diagnostic.message.en}`,
      severity: diagnostic.severity,
      code: diagnostic.code,
      message: diagnostic.message,
      label: diagnostic.label ?? null,
      fix: diagnostic.fix,
      replacement: diagnostic.replacement ?? null,
      line,
      column,
      place: { path: diagnostic.file, start, end },
    }
  })
}
