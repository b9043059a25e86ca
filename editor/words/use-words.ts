import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { type Speaker, speakers } from './speak.ts'

/** The workbench's words in the language that is chosen; all of them change at once. */
export const useWords = (): Speaker => speakers[useSignal(preferences, (chosen) => chosen.language)]
