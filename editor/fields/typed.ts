/** What a person typed, as the file writes it. Full-width digits, thousands and blanks are forgiven. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s,，]/g, '')
    .replaceAll('−', '-')

/** A decimal exactly as typed; undefined for anything else. Never goes through a float. */
export function readNumber(typed: string): string | undefined {
  const text = plain(typed).replace(/%$/, '')
  return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined
}

/** `2010-1-1`, `2010/1/1` and `2010年1月1日` are 2010-01-01; a day that does not exist is undefined. */
export function readDate(typed: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain(typed))
  if (!match) return undefined
  const [, year = '', month = '', day = ''] = match
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}

/** `12-25`, `12/25` and `12月25日` are 12-25; a day that no year has is undefined. */
export function readMonthDay(typed: string): string | undefined {
  const match = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain(typed))
  // 29 February is one: a leap year has it.
  const date = match && readDate(`2000-${match[1]}-${match[2]}`)
  return date ? date.slice(5) : undefined
}

/** Thousands parted, for a number at rest. */
export const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.')
  const parted = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? parted : `${parted}.${fraction}`
}

/** This day, where the officer sits: ISO. */
export const todayText = (now = new Date()): string =>
  readDate(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`) ?? ''

/** The day a new value most often begins: the next 1 January. */
export const nextNewYear = (today = new Date()): string => `${today.getFullYear() + 1}-01-01`
