import { han } from './numerals.ts'
import { matchAt, type NumberKind, type Reader, textNumber } from './text-number.ts'

const order = `(?:${han}|\\d{1,3})`

/** Numbering of a text and names of documents: what is written with numerals and counts nothing. */
const forms: readonly (readonly [kind: NumberKind, pattern: RegExp])[] = [
  ['document-number', /[〔[(（【［][\d*]{2,6}[〕\])）】］]\s*第?[\d*]+号/y],
  ['document-number', /第?[\d*]+号(?=文|令|公告|通知)/y],
  // 一、 and 1. and (1) begin a line; 1. also follows the end of a sentence.
  [
    'numbering',
    new RegExp(String.raw`(?<=(?:^|\n)[ \t]*)(?:${order}、|\d{1,3}\.(?!\d)|[(（]${order}[)）])`, 'y'),
  ],
  ['numbering', /(?<=[。;；:：!！])\d{1,3}[.、](?!\d)/y],
  ['numbering', new RegExp(String.raw`${han}[(（]${order}[)）](?:\d{1,2}(?=[)）,，、;；。\s]|$))?`, 'y')],
  ['numbering', new RegExp(String.raw`[(（](?:${han}|\d{1,2})[)）]`, 'y')],
  ['numbering', /(?<=篇|附件|附表|附录)\d+(?=[\s:：、,，)）》]|$)/y],
  ['numbering', /[①-⒇㈠-㈩]/y],
  ['numbering', /第\d+(?:[-~至到]\d+)?/y],
  // A name made of digits, such as “4050”.
  ['label', /(?<=["“”'‘「『])\d+(?=["“”'’」』])/y],
  ['label', /4050(?=人员|就业|失业|困难)/y],
]

/** Numbering (`一、`, `(二)`, `三(二)3`, `第5条`), document numbers (`〔2006〕82号`) and labels (`“4050”`). */
export const readHeading: Reader = (text, at) => {
  for (const [kind, pattern] of forms) {
    const match = matchAt(pattern, text, at)
    if (!match) continue
    const end = at + match[0].length
    return { numbers: [textNumber(text, at, end, { kind })], end }
  }
  return undefined
}
