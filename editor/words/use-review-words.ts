import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { reviewWords } from './review-words.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...reviewWords })

/** The words of reviewing versions with those of the whole workbench. */
export const useReviewWords = () => speakers[useSignal(preferences, (chosen) => chosen.language)]
