import type * as Monaco from 'monaco-editor/editor'
import { preferences } from '../state/preferences.ts'
import { derivation } from '../state/workbench.ts'
import type { NameHint } from '../worker/names.ts'
import { pathOf } from './models.ts'

const wordBefore = /[\w.-]*$/

/** Titles come from files: shown as plain text, never as markup. */
const plain = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&')

/** Completion and hover for the names of the policy: facts, parameters, values, conditions. */
export function provideNames(monaco: typeof Monaco): void {
  const kinds: Readonly<Record<NameHint['kind'], Monaco.languages.CompletionItemKind>> = {
    fact: monaco.languages.CompletionItemKind.Variable,
    parameter: monaco.languages.CompletionItemKind.Constant,
    value: monaco.languages.CompletionItemKind.Value,
    condition: monaco.languages.CompletionItemKind.Reference,
    clause: monaco.languages.CompletionItemKind.Module,
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
          insertText: hint.name,
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

  monaco.languages.registerHoverProvider('yaml', {
    provideHover: async (model, position) => {
      const line = model.getLineContent(position.lineNumber)
      const path = pathOf(model)
      const start =
        position.column - 1 - (wordBefore.exec(line.slice(0, position.column - 1))?.[0].length ?? 0)
      const name = /^[\w.-]+/.exec(line.slice(start))?.[0]
      if (path === undefined || !name) return null
      const { language } = preferences.get()
      const hints = await derivation.names(path, model.getValue(), model.getOffsetAt(position))
      const hint = hints.find((candidate) => candidate.name === name)
      if (!hint) return null
      return {
        range: {
          startLineNumber: position.lineNumber,
          endLineNumber: position.lineNumber,
          startColumn: start + 1,
          endColumn: start + 1 + name.length,
        },
        contents: [{ value: `**${plain(hint.title[language])}**　${plain(hint.detail[language])}` }],
      }
    },
  })
}
