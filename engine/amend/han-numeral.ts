const digits = '零一二三四五六七八九'
const formalDigits: Readonly<Record<string, string>> = {
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
}
const units = ['', '十', '百', '千'] as const

/** Four digits, with 零 where a unit is left out: 1005 is 一千零五. */
function section(value: bigint): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const digit = Number((value / 10n ** BigInt(place)) % 10n)
    if (digit > 0) text += (digits[digit] ?? '') + units[place]
    else if (text !== '' && !text.endsWith('零')) text += '零'
  }
  return text.replace(/零$/, '')
}

/**
 * A whole number in Chinese numerals as documents write it: 12 is 十二, 10500 is 一万零五百.
 *
 * Shape   integer from 0 below 10^12 → text; undefined outside
 */
export function hanNumeral(value: bigint): string | undefined {
  const long = longHan(value)
  return long?.replace(/^一十/, '十')
}

/** The same in the characters of bills: 壹万零伍佰. */
export const formalNumeral = (value: bigint): string | undefined =>
  longHan(value)?.replaceAll(/[一二三四五六七八九十百千]/g, (char) => formalDigits[char] ?? char)

function longHan(value: bigint): string | undefined {
  if (value < 0n || value >= 10n ** 12n) return undefined
  if (value === 0n) return '零'
  let text = ''
  for (const [scale, name] of [
    [10n ** 8n, '亿'],
    [10n ** 4n, '万'],
    [1n, ''],
  ] as const) {
    const part = (value / scale) % 10_000n
    if (part === 0n) {
      if (text !== '' && !text.endsWith('零') && value % scale !== 0n) text += '零'
      continue
    }
    if (text !== '' && part < 1000n && !text.endsWith('零')) text += '零'
    text += section(part) + name
  }
  return text
}

/** A year digit by digit: 2010 is 二〇一〇. */
export const hanYear = (year: number): string =>
  [...String(year)].map((digit) => (digit === '0' ? '〇' : (digits[Number(digit)] ?? ''))).join('')

/** Digits after the point: 一点五. */
export const hanFraction = (fraction: string): string =>
  [...fraction].map((digit) => digits[Number(digit)] ?? '').join('')
