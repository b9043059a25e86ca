import type * as Monaco from 'monaco-editor/editor'
import type { Language } from '../../engine/index.ts'
import type { ProblemRow } from '../state/view.ts'

/** Our diagnostics under the words they concern. */
export function showMarkers(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  problems: readonly ProblemRow[],
  language: Language,
): void {
  const markers = problems.map(({ severity, code, message, fix, label, place }) => {
    const start = model.getPositionAt(place.start)
    const end = model.getPositionAt(Math.max(place.end, place.start + 1))
    return {
      severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      code,
      message: [message, label, fix].flatMap((words) => (words ? [words[language]] : [])).join('\n'),
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    }
  })
  monaco.editor.setModelMarkers(model, 'clausebook', markers)
}
