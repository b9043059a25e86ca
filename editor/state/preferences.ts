import type { Language } from '../../engine/index.ts'
import { createSignal } from './signal.ts'

export type Theme = 'light' | 'dark'

export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** Who works here, for the logs of policies; empty until said. */
  readonly name: string
}

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(`clausebook.${key}`)
  } catch {
    return null
  }
}

const remember = (key: string, value: string) => {
  try {
    localStorage.setItem(`clausebook.${key}`, value)
  } catch {
    // A browser that keeps nothing still shows what was chosen.
  }
}

function firstPreferences(): Preferences {
  const language = stored('language')
  const theme = stored('theme')
  return {
    language:
      language === 'zh' || language === 'en'
        ? language
        : navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('en')
          ? 'en'
          : 'zh',
    theme:
      theme === 'light' || theme === 'dark'
        ? theme
        : matchMedia('(prefers-color-scheme: dark)').matches
          ? 'dark'
          : 'light',
    name: stored('name') ?? '',
  }
}

/** Language, theme and name: remembered; the first two at first those of the browser. */
export const preferences = createSignal<Preferences>(firstPreferences())

export function choose(part: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...part })
  for (const [key, value] of Object.entries(part)) remember(key, value)
}
