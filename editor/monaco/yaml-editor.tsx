import type * as Monaco from 'monaco-editor/editor'
import { useEffect, useRef } from 'react'
import { preferences } from '../state/preferences.ts'
import type { TextPlace } from '../state/view.ts'
import { derivation, reviewOrSave, store } from '../state/workbench.ts'
import { speakers } from '../words/speak.ts'
import { changedLines } from './changed-lines.ts'
import { showMarkers } from './markers.ts'
import { modelFor } from './models.ts'
import { monaco } from './setup.ts'
import { themeName } from './themes.ts'

/** How long typing rests before the old lines are drawn again. */
const drawAfter = 120

/** The text of one file. Its content lives in the store; React only says which file and place. */
export default function YamlEditor({ path, place }: { path: string; place: TextPlace | null }) {
  const container = useRef<HTMLDivElement>(null)
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor | null>(null)

  useEffect(() => {
    if (!container.current) return
    const made = monaco.editor.create(container.current, options())
    editor.current = made
    bindKeys(made)
    const stopLooks = followPreferences(made)
    return () => {
      stopLooks()
      editor.current = null
      made.dispose()
    }
  }, [])

  useEffect(() => {
    const shown = modelFor(monaco, path)
    const made = editor.current
    if (!shown || !made) return
    made.setModel(shown.model)
    made.updateOptions({ readOnly: !shown.exact || store.get().files.get(path)?.writable === false })
    return follow(made, path)
  }, [path])

  useEffect(() => {
    const made = editor.current
    const model = made?.getModel()
    if (!made || !model || !place || place.path !== path) return
    const start = model.getPositionAt(place.start)
    const end = model.getPositionAt(place.end)
    made.setSelection({
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    })
    made.revealLineNearTop(start.lineNumber, monaco.editor.ScrollType.Immediate)
  }, [path, place])

  return <div ref={container} className="yaml" />
}

const options = (): Monaco.editor.IStandaloneEditorConstructionOptions => ({
  model: null,
  theme: themeName(preferences.get().theme),
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
  fontSize: 12,
  lineHeight: 20,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
  // Quotes of law are long; they are read here, not scrolled.
  wordWrap: 'on',
  wrappingIndent: 'indent',
  automaticLayout: true,
  lineNumbersMinChars: 4,
  folding: false,
  renderLineHighlight: 'none',
  occurrencesHighlight: 'off',
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, strings: true, comments: false },
  fixedOverflowWidgets: true,
  stickyScroll: { enabled: false },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  // The law's own punctuation is no look-alike.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
})

/** Undo, redo and save are the workbench's; Monaco's own would know only this file. */
function bindKeys(editor: Monaco.editor.IStandaloneCodeEditor): void {
  const { CtrlCmd, Shift } = monaco.KeyMod
  editor.addCommand(CtrlCmd | monaco.KeyCode.KeyZ, () => void store.undo())
  editor.addCommand(CtrlCmd | Shift | monaco.KeyCode.KeyZ, () => void store.redo())
  editor.addCommand(CtrlCmd | monaco.KeyCode.KeyY, () => void store.redo())
  editor.addCommand(CtrlCmd | monaco.KeyCode.KeyS, reviewOrSave)
}

/** Markers and changed lines of a file, kept up with the text. */
function follow(editor: Monaco.editor.IStandaloneCodeEditor, path: string): () => void {
  const lines = changedLines(editor)
  const mark = () => {
    const derived = derivation.get()
    const model = editor.getModel()
    // Only for the text they were found in.
    if (!derived || !model || derived.version !== store.get().version) return
    const own = derived.problems.filter((problem) => problem.place.path === path)
    showMarkers(monaco, model, own, preferences.get().language)
  }
  const draw = () => {
    const file = store.get().files.get(path)
    if (file) lines.show(file.saved, file.text)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const drawSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(draw, drawAfter)
  }
  const stops = [derivation.watch(mark), preferences.watch(mark), store.watch(drawSoon)]
  mark()
  draw()
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
    lines.clear()
  }
}

function followPreferences(editor: Monaco.editor.IStandaloneCodeEditor): () => void {
  const look = () => {
    const { theme, language } = preferences.get()
    monaco.editor.setTheme(themeName(theme))
    const path = editor.getModel()?.uri.path ?? ''
    editor.updateOptions({ ariaLabel: speakers[language].t('yamlText', { path }) })
  }
  look()
  return preferences.watch(look)
}
