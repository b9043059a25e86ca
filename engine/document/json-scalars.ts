import { codePoint, shown } from './fault.ts'
import { type Stop, stop, unexpected } from './json-words.ts'
import { readNumber } from './scalar.ts'

/** What stands at a place and where it ends. */
interface Read {
  readonly text: string
  readonly end: number
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** A string from its opening quote. */
export function readString(text: string, start: number): Read | Stop {
  const pieces: string[] = []
  let from = start + 1
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) {
      pieces.push(text.slice(from, i))
      return { text: pieces.join(''), end: i + 1 }
    }
    if (code < 0x20) return code === 10 || code === 13 ? notClosed(text, start) : rawControl(text, i)
    if (code !== 0x5c) continue
    pieces.push(text.slice(from, i))
    const escaped = readEscape(text, i)
    if ('fault' in escaped) return escaped
    pieces.push(escaped.text)
    from = escaped.end
    i = from - 1
  }
  return notClosed(text, start)
}

function notClosed(text: string, start: number): Stop {
  const line = text.slice(start).split(/[\r\n]/, 1)[0] as string
  return stop(
    [start, start + line.length],
    { zh: '引号 `"` 没有闭合', en: 'the quote `"` is not closed' },
    {
      zh: '在同一行用 `"` 闭合；换行写成 `\\n`',
      en: 'close it with `"` on the same line; write a line break as `\\n`',
    },
  )
}

const rawControl = (text: string, index: number): Stop =>
  stop(
    [index, index + 1],
    {
      zh: `引号里有不允许的字符 ${codePoint(text[index] ?? '')}`,
      en: `the quoted text holds the character ${codePoint(text[index] ?? '')}, which is not allowed`,
    },
    { zh: '删去它；制表符写成 `\\t`', en: 'remove it; write a tab as `\\t`' },
  )

function readEscape(text: string, start: number): Read | Stop {
  const letter = text[start + 1] ?? ''
  if (letter !== 'u') {
    const character = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (character !== undefined) return { text: character, end: start + 2 }
    return badEscape(text.slice(start, start + 2), start)
  }
  const first = hexAt(text, start)
  if (first === undefined)
    return badEscape(/^\\u[\da-f]{0,3}/i.exec(text.slice(start, start + 5))?.[0] ?? '', start)
  if (first < 0xd800 || first > 0xdfff) return { text: String.fromCharCode(first), end: start + 6 }
  const second = first < 0xdc00 && text.startsWith('\\u', start + 6) ? hexAt(text, start + 6) : undefined
  if (second !== undefined && second >= 0xdc00 && second <= 0xdfff)
    return { text: String.fromCharCode(first, second), end: start + 12 }
  return stop(
    [start, start + 6],
    {
      zh: `${shown(text.slice(start, start + 6))} 只是半个字符`,
      en: `${shown(text.slice(start, start + 6))} is half a character`,
    },
    { zh: '直接写出这个字符', en: 'write the character itself' },
  )
}

function hexAt(text: string, start: number): number | undefined {
  const digits = text.slice(start + 2, start + 6)
  return /^[\da-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined
}

const badEscape = (source: string, start: number): Stop =>
  stop(
    [start, start + source.length],
    { zh: `${shown(source)} 不是转义`, en: `${shown(source)} is not an escape` },
    { zh: '把 `\\` 写两次，或删去它', en: 'write the `\\` twice, or remove it' },
  )

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** A number as it stands, not yet judged, or `true`, `false`, `null`. */
export function readLiteral(text: string, start: number): Read | Stop {
  for (const word of ['true', 'false', 'null'])
    if (text.startsWith(word, start) && !/[\p{L}\p{N}_]/u.test(text[start + word.length] ?? ' '))
      return { text: word, end: start + word.length }
  if (!/[-+.\p{Nd}]/u.test(text[start] ?? '') || /^[-+]?[\p{L}]/u.test(text.slice(start, start + 3)))
    return unexpected(text, start, { zh: '一个值', en: 'a value' })
  numberForm.lastIndex = start
  const number = numberForm.exec(text)?.[0] ?? ''
  const end = start + number.length
  if (number !== '' && !/[\p{L}\p{N}_.+-]/u.test(text[end] ?? ' ')) return { text: number, end }
  const written = /^[\p{L}\p{N}_.+-]+/u.exec(text.slice(start, start + 60))?.[0] ?? ''
  const span = [start, start + written.length] as const
  const near = readNumber({ kind: 'scalar', text: written, source: written, style: 'plain', span })
  const spelling = near.ok ? '' : near.fix
  return stop(
    span,
    {
      zh: `数字不能这样写：${shown(written)}`,
      en: `${shown(written)} is not a form of number that is allowed`,
    },
    spelling
      ? {
          zh: `写成 \`${spelling}\`；文字放在双引号里`,
          en: `write \`${spelling}\`, or double quotes around a text`,
        }
      : {
          zh: '只用数字和一个小数点；文字放在双引号里',
          en: 'write digits and at most one point; put a text in double quotes',
        },
    spelling || undefined,
  )
}
