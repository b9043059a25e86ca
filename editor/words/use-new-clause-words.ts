import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { newClauseWords } from './new-clause-words.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...newClauseWords })

/** The words of adding and ending clauses with those of the whole workbench: loaded with them. */
export const useNewClauseWords = () => speakers[useSignal(preferences, (chosen) => chosen.language)]
