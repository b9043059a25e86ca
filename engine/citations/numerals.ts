import { Rational } from '../base/rational.ts'

/** Characters that say the same as the ones the patterns know; each stands for one, so that places stay. */
const sameAs: Readonly<Record<string, string>> = {
  '％': '%',
  '．': '.',
  '－': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '～': '~',
  '〜': '~',
  '＊': '*',
  '○': '〇',
  '　': ' ',
}

/** A token with a part starred out: `20*年`, `4*0`, `20××年`. Nothing in it is a number. */
const token = /[\d.*×xX零〇一二三四五六七八九十百千万亿两]+/g
const isRedacted = (text: string): boolean => text.includes('*') || /\d[×xX]{2}/.test(text)

/** The text with its digits and signs in one form and its redacted tokens all stars; as long as before. */
export const plainText = (original: string): string =>
  original
    .replaceAll(/[％．－–—―～〜＊○　]/g, (char) => sameAs[char] ?? char)
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(token, (text) => (isRedacted(text) ? '*'.repeat(text.length) : text))

const hanDigits = '零一二三四五六七八九'
const formalDigits = '零壹贰叁肆伍陆柒捌玖'
const smallUnits: Readonly<Record<string, bigint>> = {
  十: 10n,
  百: 100n,
  千: 1000n,
  拾: 10n,
  佰: 100n,
  仟: 1000n,
}
const largeUnits: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n }

function digitOf(char: string): bigint | undefined {
  if (char === '两') return 2n
  if (char === '〇') return 0n
  const place = Math.max(hanDigits.indexOf(char), formalDigits.indexOf(char))
  return place < 0 ? undefined : BigInt(place)
}

/**
 * A whole number in Chinese numerals: `十`, `二十`, `一百二十`, `两万`, `二〇〇九`.
 *
 * Shape   text → integer, or undefined where the characters make none (`三五`, `万一`)
 */
export function hanInteger(text: string): bigint | undefined {
  if (text === '') return undefined
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) {
    const read = text.length >= 4 || /[零〇]/.test(text.slice(1))
    return read ? BigInt([...text].map(digitOf).join('')) : undefined
  }
  let total = 0n
  let section = 0n
  let digit: bigint | null = null
  let unit = 1n
  let smallest = 1n
  for (const char of text) {
    const value = digitOf(char)
    const small = smallUnits[char]
    const large = largeUnits[char]
    if (value !== undefined) {
      // 零 only parts what stands before it from what follows.
      if (digit !== null) return undefined
      digit = value === 0n && text.length > 1 ? null : value
      unit = value === 0n ? 10n : unit
    } else if (small !== undefined) {
      if (digit === null && !(small === 10n && section === 0n)) return undefined
      if (section !== 0n && small >= smallest) return undefined
      section += (digit ?? 1n) * small
      digit = null
      unit = small
      smallest = small
    } else if (large !== undefined) {
      section += digit ?? 0n
      if (section === 0n) return undefined
      total = large > 10_000n ? (total + section) * large : total + section * large
      section = 0n
      digit = null
      unit = large
    } else return undefined
  }
  // 一百二 is 120, 一万二 is 12000; after 十 and 零 it is the digit itself.
  return total + section + (digit ?? 0n) * (unit > 10n ? unit / 10n : 1n)
}

/** A numeral in digits or Chinese: `1,200`, `1.5`, `一百二十`, `一点五`. */
export function numeralValue(text: string): Rational | undefined {
  if (/^\d/.test(text)) return Rational.parse(text.replaceAll(',', ''))
  const [whole = '', fraction] = text.split('点')
  const integer = hanInteger(whole)
  if (integer === undefined) return undefined
  if (fraction === undefined) return Rational.of(integer)
  return Rational.parse(`${integer}.${[...fraction].map(digitOf).join('')}`)
}

/** A numeral in digits. Thousands may be parted by commas, which are also how this text ends a phrase. */
export const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?)`

/** A numeral in Chinese. */
export const han = '(?:[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?)'
