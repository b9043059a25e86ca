import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { saveWords } from './save-words.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...saveWords })

/** The words of review and commit with those of the whole workbench. */
export const useSaveWords = () => speakers[useSignal(preferences, (chosen) => chosen.language)]
