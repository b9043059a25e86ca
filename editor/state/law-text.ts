/** A paragraph of a promulgated text, by offsets in it. */
export interface Block {
  readonly start: number
  readonly end: number
  /** 1 for 一、 2 for (一) 3 for 1. or 1、 4 for (1); 0 for anything else. */
  readonly level: 0 | 1 | 2 | 3 | 4
  /** `一`, `(一)`; empty without a number. */
  readonly label: string
  /** Where its heading ends: the whole line, the first sentence, or only the number. */
  readonly headingEnd: number
}

const numberings = [
  [1, /^([一二三四五六七八九十]+)、/],
  [2, /^([(（][一二三四五六七八九十]+[)）])/],
  [3, /^(\d+)[.．、]/],
  [4, /^([(（]\d+[)）])/],
] as const

const longestHeading = 36

/** The paragraphs of a text, with what can be read as their headings. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.replace(/\r$/, '').length
    if (line.trim() !== '') blocks.push(blockAt(text.slice(start, end), start, end))
    start += line.length + 1
  }
  return blocks
}

function blockAt(line: string, start: number, end: number): Block {
  for (const [level, pattern] of numberings) {
    const match = pattern.exec(line)
    if (match)
      return {
        start,
        end,
        level,
        label: match[1] ?? '',
        headingEnd: start + headingLength(line, match[0], level),
      }
  }
  return { start, end, level: 0, label: '', headingEnd: start }
}

/** A first sentence that is long, or that counts or joins things, is the text itself and no heading. */
function headingLength(line: string, number: string, level: number): number {
  const stop = line.search(/[。:：]/)
  const first = stop < 0 ? line.length : stop + (line[stop] === '。' ? 1 : 0)
  const words = line.slice(number.length, first)
  const isPlain = level <= 2 ? !/[\d;；]/.test(words) : !/[\d,，;；]/.test(words)
  return isPlain && words.length <= longestHeading ? first : number.length
}

/** The beginning of a section that its neighbours share: `三(二)` of `三(二)3`. */
export const chapterOf = (section: string): string =>
  /^[一二三四五六七八九十]*(?:[(（][一二三四五六七八九十]+[)）])?/.exec(section)?.[0] ?? ''

/** What a text says over a section such as `三(二)`; null where it has no heading there. */
export function headingOf(text: string, section: string): string | null {
  const [, chapter = '', part = ''] = /^([一二三四五六七八九十]*)(.*)$/.exec(section) ?? []
  let at = ''
  for (const { start, level, label, headingEnd } of blocksOf(text)) {
    if (level === 1) at = label
    const isIt =
      level === 1 ? part === '' && label === chapter : level === 2 && at === chapter && label === part
    if (!isIt) continue
    const heading = text.slice(start, headingEnd).replace(/^(?:[^、(（]*、|[(（][^)）]*[)）])/, '')
    return heading.replace(/[。:：]$/, '') || null
  }
  return null
}
