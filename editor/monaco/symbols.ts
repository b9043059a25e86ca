import type * as Monaco from 'monaco-editor/editor'
import { preferences } from '../state/preferences.ts'
import type { TextPlace } from '../state/view.ts'
import { derivation, showInYaml, store } from '../state/workbench.ts'
import { speakers } from '../words/speak.ts'
import type { Named } from '../worker/named.ts'
import { modelFor, pathOf } from './models.ts'

type Model = Monaco.editor.ITextModel

/** Titles come from files: shown as plain text, never as markup. */
const plain = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&')

/** Monaco does not count a byte order mark. */
const shiftOf = (path: string): number => (store.get().files.get(path)?.text.startsWith('\ufeff') ? 1 : 0)

async function namedAt(model: Model, position: Monaco.IPosition): Promise<Named | null> {
  const path = pathOf(model)
  return path === undefined ? null : derivation.named(path, model.getOffsetAt(position) + shiftOf(path))
}

function rangeIn(model: Model, { path, start, end }: TextPlace): Monaco.IRange {
  const shift = shiftOf(path)
  const [from, to] = [model.getPositionAt(start - shift), model.getPositionAt(end - shift)]
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  }
}

/** Places as Monaco shows them; files that were not opened yet are. */
const locations = (monaco: typeof Monaco, places: readonly TextPlace[]): Monaco.languages.Location[] =>
  places.flatMap((place) => {
    const held = modelFor(monaco, place.path)
    return held ? [{ uri: held.model.uri, range: rangeIn(held.model, place) }] : []
  })

/** What names mean, where they are defined and used, and other names for them; what is wrong, and how to mend it. */
export function provideSymbols(monaco: typeof Monaco): void {
  const { languages } = monaco
  languages.registerHoverProvider('yaml', {
    provideHover: async (model, position) => {
      const named = await namedAt(model, position)
      if (!named) return null
      const { language } = preferences.get()
      const lines = named.lines.map((line) => plain(line[language]))
      return {
        range: rangeIn(model, named.at),
        contents: [{ value: [`**${plain(named.title[language])}**`, ...lines].join('  \n') }],
      }
    },
  })
  languages.registerDefinitionProvider('yaml', {
    provideDefinition: async (model, position) => {
      const named = await namedAt(model, position)
      return named && locations(monaco, named.definitions)
    },
  })
  languages.registerReferenceProvider('yaml', {
    provideReferences: async (model, position) => {
      const named = await namedAt(model, position)
      return named && locations(monaco, named.places)
    },
  })
  languages.registerRenameProvider('yaml', {
    resolveRenameLocation: async (model, position) => {
      const named = await namedAt(model, position)
      if (named)
        return { range: rangeIn(model, named.at), text: model.getValueInRange(rangeIn(model, named.at)) }
      const { t } = speakers[preferences.get().language]
      return {
        range: { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 },
        text: '',
        rejectReason: t('noNameHere'),
      }
    },
    // The texts are changed through the one history, as one step over all files; Monaco has nothing left to do.
    provideRenameEdits: async (model, position, to) => {
      const named = await namedAt(model, position)
      if (!named) return { edits: [] }
      const answer = await derivation.rewrite({ rename: named.symbol, to: nameIn(named, to) })
      if (answer.ok) return { edits: [] }
      const { w } = speakers[preferences.get().language]
      const { why, fix } = answer
      return { edits: [], rejectReason: fix ? `${w(why)}　${w(fix)}` : w(why) }
    },
  })
  languages.registerCodeActionProvider('yaml', {
    provideCodeActions: (model, range) => ({
      actions: mendsIn(monaco, model, range),
      dispose: () => {},
    }),
  })
  // A definition in another file opens in the same editor.
  monaco.editor.registerEditorOpener({
    openCodeEditor: (_, resource, selection) => {
      const model = monaco.editor.getModel(resource)
      const path = model && pathOf(model)
      if (!model || !path) return false
      const shift = shiftOf(path)
      const start =
        selection === undefined
          ? 0
          : model.getOffsetAt(
              'startLineNumber' in selection
                ? { lineNumber: selection.startLineNumber, column: selection.startColumn }
                : selection,
            )
      showInYaml({ path, start: start + shift, end: start + shift })
      return true
    },
  })
}

/** A clause may be renamed by its id, where that is what stands under the cursor. */
function nameIn({ symbol }: Named, typed: string): string {
  if (symbol.kind !== 'clause') return typed
  const provision = symbol.name.split('.')[0] ?? ''
  return typed.startsWith(`${provision}.`) ? typed.slice(provision.length + 1) : typed
}

/** The corrections that problems in a range offer, in the text that they were found in. */
function mendsIn(monaco: typeof Monaco, model: Model, range: Monaco.IRange): Monaco.languages.CodeAction[] {
  const path = pathOf(model)
  const derived = derivation.get()
  if (path === undefined || !derived || derived.version !== store.get().version) return []
  const { t, w } = speakers[preferences.get().language]
  return derived.problems.flatMap((problem) => {
    const { place, replacement } = problem
    if (place.path !== path || replacement === null) return []
    const at = rangeIn(model, place)
    if (!monaco.Range.areIntersectingOrTouching(at, range)) return []
    return [
      {
        title: `${t('mend')}: ${w(problem.fix)}`,
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: monaco.editor
          .getModelMarkers({ resource: model.uri, owner: 'clausebook' })
          .filter((marker) => monaco.Range.equalsRange(marker, at)),
        edit: {
          edits: [
            {
              resource: model.uri,
              versionId: model.getVersionId(),
              textEdit: { range: at, text: replacement },
            },
          ],
        },
      },
    ]
  })
}
