import type * as Monaco from 'monaco-editor/editor'
import { preferences } from '../state/preferences.ts'
import { derivation } from '../state/workbench.ts'
import type { NameHint } from '../worker/names.ts'
import { pathOf } from './models.ts'

const wordBefore = /[\w.-]*$/

/** Completion of the names of the policy, each with its title: facts, parameters, values, conditions, operators. */
export function provideNames(monaco: typeof Monaco): void {
  const kinds: Readonly<Record<NameHint['kind'], Monaco.languages.CompletionItemKind>> = {
    fact: monaco.languages.CompletionItemKind.Variable,
    parameter: monaco.languages.CompletionItemKind.Constant,
    value: monaco.languages.CompletionItemKind.Value,
    condition: monaco.languages.CompletionItemKind.Reference,
    clause: monaco.languages.CompletionItemKind.Module,
    operator: monaco.languages.CompletionItemKind.Operator,
    literal: monaco.languages.CompletionItemKind.EnumMember,
  }

  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', '[', ','],
    provideCompletionItems: async (model, position) => {
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
      const path = pathOf(model)
      if (path === undefined) return { suggestions: [] }
      const { language } = preferences.get()
      const hints = await derivation.names(path, model.getValue(), model.getOffsetAt(position))
      const start = position.column - (wordBefore.exec(before)?.[0].length ?? 0)
      return {
        suggestions: hints.map((hint, index) => ({
          label: { label: hint.name, description: hint.title[language] },
          kind: kinds[hint.kind],
          detail: hint.detail[language],
          insertText: hint.insert ?? hint.name,
          // Found by either title too.
          filterText: `${hint.name} ${hint.title.zh} ${hint.title.en}`,
          // Ours first: a schema knows the shapes, not the names.
          sortText: `0${String(index).padStart(4, '0')}`,
          range: {
            startLineNumber: position.lineNumber,
            endLineNumber: position.lineNumber,
            startColumn: start,
            endColumn: position.column,
          },
        })),
      }
    },
  })
}
