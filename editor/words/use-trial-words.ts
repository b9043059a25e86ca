import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { speakersOf } from './speak.ts'
import { trialWords } from './trial-words.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...trialWords })

export type TrialSpeaker = (typeof speakers)['zh']

/** The words of a trial with those of the whole workbench: loaded with its page. */
export const useTrialWords = (): TrialSpeaker => speakers[useSignal(preferences, (chosen) => chosen.language)]
