import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'
import { yearlyWords } from './yearly-words.ts'

const speakers = speakersOf({ ...words, ...yearlyWords })

/** The words of the yearly update and of corrections beside those of the whole workbench. */
export const useYearlyWords = () => speakers[useSignal(preferences, (chosen) => chosen.language)]
