import type { Entry, ScalarNode } from './document.ts'
import { codePoint, type Fault, fault, shown } from './fault.ts'

/** Every property that a plain object has without being given it. */
const ofEveryObject = new Set(['prototype', ...Object.getOwnPropertyNames(Object.prototype)])

const asciiOnly = /^[\x20-\x7e]*$/
const unseen =
  /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u
const ignorable = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Keys that come out equal look the same to a reader. */
function appearance(key: string): string {
  if (asciiOnly.test(key)) return key.trim()
  return key.normalize('NFKC').replaceAll(ignorable, '').replaceAll(/\s+/g, ' ').trim()
}

/**
 * What is wrong with the keys of one map; takes time in proportion to their number.
 *
 * Errors  KEY_EMPTY, YAML_MERGE_KEY, KEY_FORBIDDEN, KEY_DUPLICATE, KEY_LOOKALIKE, KEY_INVISIBLE
 */
export function mapKeyFaults(entries: readonly Entry[]): readonly Fault[] {
  const faults: Fault[] = []
  const asWritten = new Map<string, ScalarNode>()
  const asSeen = new Map<string, ScalarNode>()
  for (const { key } of entries) {
    const seen = appearance(key.text)
    const same = asWritten.get(key.text)
    const alike = asSeen.get(seen)
    const found =
      notAllowed(key) ??
      (same && duplicate(same, key)) ??
      (alike && lookalike(alike, key)) ??
      (unseen.test(key.text) ? invisible(key) : undefined)
    if (found) faults.push(found)
    if (!same) asWritten.set(key.text, key)
    if (!alike) asSeen.set(seen, key)
  }
  return withoutEcho(faults)
}

/** A key with an invisible character is one fault, not two, when its twin follows it. */
function withoutEcho(faults: readonly Fault[]): readonly Fault[] {
  const twins = new Set(
    faults.filter(({ code }) => code === 'KEY_LOOKALIKE').map(({ related }) => related?.span[0]),
  )
  return twins.size === 0
    ? faults
    : faults.filter(({ code, span }) => code !== 'KEY_INVISIBLE' || !twins.has(span[0]))
}

/** Nothing stands before the colon. */
export const emptyKey = (span: ScalarNode['span']): Fault =>
  fault(
    'KEY_EMPTY',
    span,
    { zh: '冒号前没有键', en: 'nothing stands before the colon' },
    { zh: '写上键；若是文字，放在引号里', en: 'write the key, or put the text in quotes' },
  )

function notAllowed({ text, span }: ScalarNode): Fault | undefined {
  if (text === '') return emptyKey(span)
  if (text === '<<')
    return fault(
      'YAML_MERGE_KEY',
      span,
      {
        zh: '`<<` 会把别处的键并到这里；读者看不到它们，所以不允许',
        en: '`<<` would merge keys from elsewhere; a reader does not see them here',
      },
      { zh: '写出这些键本身', en: 'write those keys themselves' },
    )
  if (!ofEveryObject.has(text)) return undefined
  return fault(
    'KEY_FORBIDDEN',
    span,
    { zh: `${shown(text)} 是程序保留的名称`, en: `${shown(text)} is a name that programs reserve` },
    { zh: '换一个名称', en: 'use another name' },
  )
}

const duplicate = (first: ScalarNode, second: ScalarNode): Fault =>
  fault(
    'KEY_DUPLICATE',
    second.span,
    { zh: `键 ${shown(second.text)} 重复`, en: `the key ${shown(second.text)} stands twice` },
    { zh: '删去一个，或改名', en: 'remove one of them, or rename it' },
    { related: { span: first.span, message: { zh: '第一次在这里', en: 'first here' } } },
  )

function lookalike(first: ScalarNode, second: ScalarNode): Fault {
  const [a, b] = differing(first.text, second.text)
  return fault(
    'KEY_LOOKALIKE',
    second.span,
    {
      zh: `${shown(second.text)} 与 ${shown(first.text)} 看上去相同，却是两个键：这里${points(b, '是 ', '没有')}，那里${points(a, '是 ', '没有')}`,
      en: `${shown(second.text)} looks like ${shown(first.text)} but is another key: ${points(b, '', 'nothing')} here, ${points(a, '', 'nothing')} there`,
    },
    { zh: '删去一个，或用同样的字符写', en: 'remove one of them, or write both with the same characters' },
    { related: { span: first.span, message: { zh: '另一个在这里', en: 'the other is here' } } },
  )
}

function invisible({ text, span }: ScalarNode): Fault {
  const name = codePoint(unseen.exec(text)?.[0] ?? '')
  return fault(
    'KEY_INVISIBLE',
    span,
    {
      zh: `键 ${shown(text)} 里有看不见的字符 ${name}`,
      en: `the key ${shown(text)} holds the invisible character ${name}`,
    },
    { zh: '删去这个字符，或换成普通空格', en: 'remove that character, or use an ordinary space' },
  )
}

/** What is left of two texts without their common beginning and end. */
function differing(a: string, b: string): readonly [string[], string[]] {
  const left = [...a]
  const right = [...b]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start++
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return [left.slice(start, left.length - end), right.slice(start, right.length - end)]
}

const points = (characters: readonly string[], is: string, nothing: string): string =>
  characters.length === 0 ? nothing : is + characters.slice(0, 6).map(codePoint).join(' ')
