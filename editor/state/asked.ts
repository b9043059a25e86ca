import { readDate } from '../fields/typed.ts'

/** As what every case is asked: the day it is decided for, and how the open questions of law are read. */
export interface Asking {
  /** ISO date; null: as each case says, and for those that say nothing the value that the text states. */
  readonly asOf: string | null
  /** `AMB-22=whole`: alternatives that are taken instead of the default, one for each question. */
  readonly readings: readonly string[]
}

/** As `clausebook test` asks. */
export const plainAsking: Asking = { asOf: null, readings: [] }

export const isPlain = ({ asOf, readings }: Asking): boolean => asOf === null && readings.length === 0

/** The question of a reading: `AMB-22` of `AMB-22=whole`. */
export const questionOf = (reading: string): string => reading.split('=')[0] ?? reading

/** What a link asks. A day that does not exist, or a second reading of one question, is left out. */
export function askingFromHash(hash: string): Asking {
  const asked = new URLSearchParams(hash.slice(hash.indexOf('?') + 1 || hash.length))
  const readings = new Map<string, string>()
  for (const reading of asked.get('readings')?.split(',') ?? [])
    if (reading !== '' && !readings.has(questionOf(reading))) readings.set(questionOf(reading), reading)
  return { asOf: readDate(asked.get('day') ?? '') ?? null, readings: [...readings.values()] }
}

/** A link that asks this beside what else it says; what it asked before is taken out. */
export function withAsking(hash: string, { asOf, readings }: Asking): string {
  const [path = '', query = ''] = hash.split('?')
  const parts = query.split('&').filter((part) => part !== '' && !/^(?:day|readings)=/.test(part))
  if (asOf !== null) parts.push(`day=${asOf}`)
  if (readings.length > 0) parts.push(`readings=${readings.map(encodeReading).join(',')}`)
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`
}

const encodeReading = (reading: string): string => encodeURIComponent(reading).replaceAll('%3D', '=')

/** The asking with one question read another way; null: by the default again. */
export function withReading(asked: Asking, question: string, alternative: string | null): Asking {
  const others = asked.readings.filter((reading) => questionOf(reading) !== question)
  return { ...asked, readings: alternative === null ? others : [...others, `${question}=${alternative}`] }
}
