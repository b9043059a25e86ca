import type * as Monaco from 'monaco-editor/editor'
import { type Hunk, insideLine, lineHunks } from '../state/lines.ts'

/** Shows which lines are not the saved ones: the new tinted with +, the old above them, struck, with −. */
export function changedLines(editor: Monaco.editor.ICodeEditor): {
  readonly show: (saved: string, text: string) => void
  readonly clear: () => void
} {
  const decorations = editor.createDecorationsCollection()
  let zones: string[] = []
  const clear = () => {
    decorations.clear()
    editor.changeViewZones((accessor) => {
      for (const zone of zones) accessor.removeZone(zone)
    })
    zones = []
  }
  return {
    clear,
    show: (saved, text) => {
      clear()
      const hunks = saved === text ? [] : lineHunks(saved, text)
      decorations.set(hunks.flatMap((hunk) => [...wholeLines(hunk), ...insideLines(hunk)]))
      editor.changeViewZones((accessor) => {
        zones = hunks.flatMap(({ newAt, oldLines }) => {
          if (oldLines.length === 0) return []
          const domNode = linesNode(oldLines, 'old-line', struck)
          const marginDomNode = linesNode(oldLines, 'old-sign', () => ['−'])
          return [
            accessor.addZone({
              afterLineNumber: newAt,
              heightInLines: oldLines.length,
              domNode,
              marginDomNode,
            }),
          ]
        })
      })
    },
  }
}

type Decoration = Monaco.editor.IModelDeltaDecoration

const wholeLines = ({ newAt, newLines }: Hunk): readonly Decoration[] =>
  newLines.length === 0
    ? []
    : [
        {
          range: {
            startLineNumber: newAt + 1,
            startColumn: 1,
            endLineNumber: newAt + newLines.length,
            endColumn: 1,
          },
          options: {
            isWholeLine: true,
            className: 'line-changed',
            linesDecorationsClassName: 'sign-changed',
          },
        },
      ]

/** The part of a line that is another one, where lines stand for each other. */
const insideLines = ({ oldLines, newAt, newLines }: Hunk): readonly Decoration[] =>
  oldLines.length !== newLines.length
    ? []
    : newLines.map((line, index) => {
        const { start, now } = insideLine(oldLines[index] ?? '', line)
        return {
          range: {
            startLineNumber: newAt + index + 1,
            startColumn: start.length + 1,
            endLineNumber: newAt + index + 1,
            endColumn: start.length + now.length + 1,
          },
          options: { inlineClassName: 'inside-changed' },
        }
      })

/** The text is struck, not the blanks before it. */
function struck(line: string): readonly (Node | string)[] {
  const text = line.trimStart()
  const old = document.createElement('del')
  old.textContent = text
  return [line.slice(0, line.length - text.length), old]
}

function linesNode(
  lines: readonly string[],
  className: string,
  inside: (line: string) => readonly (Node | string)[],
): HTMLElement {
  const node = document.createElement('div')
  for (const line of lines) {
    const row = document.createElement('div')
    row.className = className
    row.append(...inside(line), '\u200b')
    node.append(row)
  }
  return node
}
