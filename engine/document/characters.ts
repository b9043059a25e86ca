import { codePoint, type Fault, fault } from './fault.ts'

/** Longest text that is read, in UTF-16 code units. */
export const longestText = 1 << 20

const forbidden = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufffe\uffff]/u

/**
 * The first character that no text may hold: control characters and halves of surrogate pairs.
 *
 * Source  YAML 1.2.2, production [1] c-printable
 */
export function forbiddenCharacter(
  text: string,
): { readonly index: number; readonly name: string } | undefined {
  const match = forbidden.exec(text)
  return match ? { index: match.index, name: codePoint(match[0]) } : undefined
}

/**
 * What stops a text from being looked at at all.
 *
 * Errors  TEXT_TOO_LARGE, TEXT_CHARACTER
 */
export function textFault(text: string): Fault | undefined {
  if (text.length > longestText) return tooLarge(longestText, `${text.length}`, `${longestText}`)
  const found = forbiddenCharacter(text)
  if (!found) return undefined
  return characterFault([found.index, found.index + 1], found.name)
}

export const characterFault = (span: Fault['span'], name: string): Fault =>
  fault(
    'TEXT_CHARACTER',
    span,
    { zh: `文本里有不允许的字符 ${name}`, en: `the text holds the character ${name}, which is not allowed` },
    { zh: '删去这个字符', en: 'remove that character' },
  )

const tooLarge = (at: number, length: string, limit: string): Fault =>
  fault(
    'TEXT_TOO_LARGE',
    [at, at],
    {
      zh: `文本有 ${length} 个字符，上限是 ${limit}`,
      en: `the text has ${length} characters; at most ${limit} are read`,
    },
    { zh: '把内容分到几个文件里', en: 'divide it into several files' },
  )

/** The text is short enough but says too many things to be read in time. */
export const tooManyParts = (at: number, limit: number): Fault =>
  fault(
    'TEXT_TOO_LARGE',
    [at, at],
    { zh: `文本的组成部分超过 ${limit} 个`, en: `the text has more than ${limit} parts` },
    { zh: '把内容分到几个文件里', en: 'divide it into several files' },
  )

/** Collections inside collections, at most. */
export const deepest = 64

export const tooDeep = (at: number): Fault =>
  fault(
    'TEXT_TOO_DEEP',
    [at, at + 1],
    { zh: `嵌套超过 ${deepest} 层`, en: `the text is nested more than ${deepest} levels deep` },
    { zh: '减少嵌套', en: 'nest it less deeply' },
  )
