import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { type Fault, fault, shown } from './fault.ts'

/** Ends the reading at the first fault; never leaves this room. */
export interface Stop {
  readonly fault: Fault
}

export const stop = (span: Span, message: Words, fix: Words, replacement?: string): Stop => ({
  fault: fault('JSON_SYNTAX', span, message, fix, replacement === undefined ? {} : { replacement }),
})

const fullWidth: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '“': '"',
  '”': '"',
  '｛': '{',
  '｝': '}',
}

/** Something else than what the grammar wants at a place; `wanted` in words. */
export function unexpected(text: string, index: number, wanted: Words): Stop {
  if (index >= text.length)
    return stop(
      [text.length, text.length],
      { zh: `文本在这里结束，还缺${wanted.zh}`, en: `the text ends where ${wanted.en} is due` },
      { zh: `补上${wanted.zh}`, en: `write ${wanted.en}` },
    )
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
  const half = Object.hasOwn(fullWidth, character) ? fullWidth[character] : undefined
  if (half !== undefined)
    return stop(
      [index, index + 1],
      { zh: `${shown(character)} 是全角字符`, en: `${shown(character)} is a full-width character` },
      { zh: `改成半角的 \`${half}\``, en: `write \`${half}\`` },
      half,
    )
  const word = /^[\p{L}\p{N}_$.+-]+/u.exec(text.slice(index, index + 40))?.[0] ?? character
  const fix = cures.find(({ when }) => when.test(word))?.fix ?? {
    zh: `写${wanted.zh}`,
    en: `write ${wanted.en}`,
  }
  return stop(
    [index, index + word.length],
    {
      zh: `这里要的是${wanted.zh}，不是 ${shown(word)}`,
      en: `${shown(word)} stands where ${wanted.en} is due`,
    },
    fix,
  )
}

const cures: readonly { readonly when: RegExp; readonly fix: Words }[] = [
  { when: /^'/, fix: { zh: '用双引号 `"`', en: 'use double quotes `"`' } },
  { when: /^[/#]/, fix: { zh: '删去注释', en: 'remove the comment' } },
  { when: /^[Tt]rue$|^TRUE$/, fix: { zh: '写 `true`', en: 'write `true`' } },
  { when: /^[Ff]alse$|^FALSE$/, fix: { zh: '写 `false`', en: 'write `false`' } },
  {
    when: /^(None|NULL|Null|undefined|NaN|[-+]?Infinity)$/,
    fix: { zh: '写一个值；不知道的事实整项删去', en: 'write a value; leave a fact out if it is not known' },
  },
  { when: /^[\p{L}_$]/u, fix: { zh: '文字放在双引号里', en: 'put a text in double quotes' } },
]
