import { preferences } from '../state/preferences.ts'

let loading: Promise<typeof import('./yaml-editor.tsx')> | null = null

/** Fetches Monaco once. Its own menus take their language before its first line runs, and keep it. */
export function loadYamlEditor(): Promise<typeof import('./yaml-editor.tsx')> {
  loading ??= (async () => {
    if (preferences.get().language === 'zh') await import('monaco-editor/nls/lang/zh-cn')
    return import('./yaml-editor.tsx')
  })()
  return loading
}
