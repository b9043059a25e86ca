import type { Rounding, RoundingMode } from '../base/rational.ts'
import { fillWords, sameWords, tightened, type Words } from '../base/words.ts'
import type { Mechanism } from '../mechanisms/mechanism.ts'

const modeWords: Readonly<Record<RoundingMode, Words>> = {
  'half-up': { zh: '四舍五入', en: 'rounded half up' },
  'half-even': { zh: '四舍六入五成双', en: 'rounded half to even' },
  'toward-zero': { zh: '舍去尾数', en: 'cut' },
  'away-from-zero': { zh: '有尾数即进一', en: 'rounded away from zero' },
  downward: { zh: '向下取整', en: 'rounded down' },
  upward: { zh: '向上取整', en: 'rounded up' },
}

const fenWords: Readonly<Record<string, Words>> = {
  '0.01': { zh: '到分', en: ' to the fen' },
  '0.1': { zh: '到角', en: ' to 0.1 yuan' },
  '1': { zh: '到元', en: ' to the yuan' },
}

/** `四舍五入到分`, `rounded half up to the fen`. */
export function roundingWords({ to, mode }: Rounding, unit: string | null | undefined): Words {
  const text = to.toString()
  const place = (unit === 'CNY' ? fenWords[text] : undefined) ?? { zh: `到 ${text}`, en: ` to ${text}` }
  return { zh: modeWords[mode].zh + place.zh, en: modeWords[mode].en + place.en }
}

/** A filled template without the blanks that empty fillings leave. */
export function stepWords(template: Words, fillings: Readonly<Record<string, Words>>): Words {
  const filled = fillWords(template, fillings)
  const tidy = (text: string) => text.replaceAll(/ {2,}/g, ' ').trim()
  return { zh: tightened(tidy(filled.zh)), en: tidy(filled.en) }
}

export const nothing: Words = sameWords('')

/** What a step may be without fills nothing. */
export function unfilled({ argument }: Mechanism): Readonly<Record<string, Words>> {
  const names =
    argument.kind === 'named' ? (argument.oneOf ?? []) : argument.kind === 'entries' ? argument.may : []
  return Object.fromEntries(names.map((name) => [name, nothing]))
}

/** Several words in a row, as a list. */
export const listed = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: parts.map(({ en }) => en).join(', '),
})

/** `A 80 × B 25`; with a value so far before it, `× B 25`. */
export const joinedBy = (sign: string, parts: readonly Words[], afterPrevious: boolean): Words => {
  const join = (texts: readonly string[]) => (afterPrevious ? `${sign} ` : '') + texts.join(` ${sign} `)
  return { zh: join(parts.map(({ zh }) => zh)), en: join(parts.map(({ en }) => en)) }
}

/** A title and a value beside it. */
export const beside = (title: Words, value: Words): Words => ({
  zh: `${title.zh} ${value.zh}`.trim(),
  en: `${title.en} ${value.en}`.trim(),
})
