import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { caseFormWords } from './case-form-words.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...caseFormWords })

/** The words of the form of a case with those of the whole workbench: loaded with it. */
export const useCaseFormWords = () => speakers[useSignal(preferences, (chosen) => chosen.language)]
