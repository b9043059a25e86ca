import type * as Monaco from 'monaco-editor/editor'
import type { Theme } from '../state/preferences.ts'

/** The tokens of styles/tokens.css that Monaco needs as colours: it takes no variables. */
const colours = {
  light: {
    surface: '#ffffff',
    paper: '#f7f6f2',
    sunken: '#f0eee8',
    line: '#e4e0d7',
    line2: '#c9c3b5',
    ink: '#1b2026',
    ink2: '#4b525b',
    ink3: '#666c75',
    accent: '#1b4d89',
    accentSoft: '#e9f0f9',
    fail: '#ab2a1f',
    warn: '#7d5200',
  },
  dark: {
    surface: '#191c21',
    paper: '#131519',
    sunken: '#23272d',
    line: '#2c3138',
    line2: '#4a515b',
    ink: '#e9e7e2',
    ink2: '#b7bdc5',
    ink3: '#969da7',
    accent: '#91baf0',
    accentSoft: '#1a2a41',
    fail: '#f49185',
    warn: '#e3ba63',
  },
} as const satisfies Record<Theme, Record<string, string>>

export const themeName = (theme: Theme): string => `clausebook-${theme}`

/** Keys are weight, comments are grey; blue is kept for what was changed. */
export function defineThemes(monaco: typeof Monaco): void {
  for (const theme of ['light', 'dark'] as const) {
    const c = colours[theme]
    const ink = c.ink.slice(1)
    monaco.editor.defineTheme(themeName(theme), {
      base: theme === 'light' ? 'vs' : 'vs-dark',
      inherit: true,
      rules: [
        { token: '', foreground: ink },
        { token: 'type.yaml', foreground: ink, fontStyle: 'bold' },
        { token: 'string', foreground: ink },
        { token: 'string.yaml', foreground: ink },
        { token: 'number', foreground: ink },
        { token: 'keyword', foreground: ink },
        { token: 'tag', foreground: ink },
        { token: 'comment', foreground: c.ink3.slice(1) },
        { token: 'delimiter', foreground: c.ink3.slice(1) },
        { token: 'operators', foreground: c.ink3.slice(1) },
      ],
      colors: {
        'editor.background': c.surface,
        'editor.foreground': c.ink,
        'editorLineNumber.foreground': c.ink3,
        'editorLineNumber.activeForeground': c.ink,
        'editorGutter.background': c.surface,
        'editor.lineHighlightBackground': '#00000000',
        'editor.lineHighlightBorder': '#00000000',
        'editor.selectionBackground': c.accentSoft,
        'editorCursor.foreground': c.accent,
        'editorIndentGuide.background1': c.line,
        'editorIndentGuide.activeBackground1': c.line2,
        'editorError.foreground': c.fail,
        'editorWarning.foreground': c.warn,
        'editorWidget.background': c.surface,
        'editorWidget.border': c.line2,
        'editorHoverWidget.background': c.surface,
        'editorHoverWidget.border': c.line2,
        'editorSuggestWidget.background': c.surface,
        'editorSuggestWidget.border': c.line2,
        'editorSuggestWidget.foreground': c.ink,
        'editorSuggestWidget.selectedBackground': c.sunken,
        'editorSuggestWidget.selectedForeground': c.ink,
        'editorSuggestWidget.highlightForeground': c.accent,
        'editorSuggestWidget.focusHighlightForeground': c.accent,
        'editorBracketHighlight.foreground1': c.ink3,
        'editorBracketHighlight.foreground2': c.ink3,
        'editorBracketHighlight.foreground3': c.ink3,
        'editorBracketHighlight.foreground4': c.ink3,
        focusBorder: c.accent,
        'scrollbar.shadow': '#00000000',
        'scrollbarSlider.background': `${c.line2}99`,
        'scrollbarSlider.hoverBackground': c.line2,
        'scrollbarSlider.activeBackground': c.line2,
      },
    })
  }
}
