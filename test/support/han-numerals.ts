const digits = '零一二三四五六七八九'
const units = ['', '十', '百', '千'] as const

/** Up to 9999, with 零 where a unit is left out: 1005 is 一千零五. */
function section(value: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit > 0) text += (digits[digit] ?? '') + units[place]
    else if (text !== '' && !text.endsWith('零')) text += '零'
  }
  return text.replace(/零$/, '')
}

/** A whole number below 100 million in Chinese numerals, as people write it: 12 is 十二. */
export function hanText(value: number): string {
  const [high, low] = [Math.floor(value / 10_000), value % 10_000]
  const text =
    high === 0 ? section(low) : `${section(high)}万${low > 0 && low < 1000 ? '零' : ''}${section(low)}`
  return text.replace(/^一十/, '十')
}

/** The same characters full-width. */
export const wideText = (text: string): string =>
  text.replaceAll(/[\d.%]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
