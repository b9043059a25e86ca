import { preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { chartWords } from './chart-words.ts'
import { speakersOf } from './speak.ts'
import { words } from './words.ts'

const speakers = speakersOf({ ...words, ...chartWords })

type ChartSpeaker = (typeof speakers)['zh']

/** The words of charts with those of the whole workbench: loaded with the first chart. */
export const useChartWords = (): ChartSpeaker => speakers[useSignal(preferences, (chosen) => chosen.language)]
