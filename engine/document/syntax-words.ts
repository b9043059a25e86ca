import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { shown } from './fault.ts'
import { colonFault } from './missing.ts'

interface Told {
  readonly message: Words
  readonly fix: Words
  readonly span?: Span
  readonly replacement?: string
}

interface Wording {
  readonly code: string
  /** Where one code stands for several faults. */
  readonly when?: RegExp
  readonly tell: (place: Place) => Told
}

/** The text, the place in it, and the words and the line that stand there. */
interface Place {
  readonly text: string
  readonly span: Span
  readonly line: string
}

const fixed =
  (message: Words, fix: Words) =>
  ({ span, text }: Place): Told => ({ message, fix, span: wordAt(text, span[0]) })

const strayLine: Told = {
  message: { zh: '这一行接不上前面的内容', en: 'this line does not go on with what stands before it' },
  fix: {
    zh: '与它所属的各行对齐；列表的每一行以 `-` 开头，映射的每一行是 `键: 值`',
    en: 'align it with the lines it belongs to: in a list each begins with `-`, in a map with `key:`',
  },
}

const strayText: Told = {
  message: { zh: '这里不能有这段文字', en: 'this does not belong here' },
  fix: {
    zh: '检查前面是否缺冒号、逗号或引号',
    en: 'check whether a colon, comma or quote is missing before it',
  },
}

/** The library's errors in our words; the first that fits counts. */
export const wordings: readonly Wording[] = [
  {
    code: 'TAB_AS_INDENT',
    tell: ({ span }) => ({
      span,
      message: { zh: '缩进用了制表符', en: 'a tab is used as indentation' },
      fix: { zh: '改用空格', en: 'use spaces' },
    }),
  },
  {
    code: 'BAD_INDENT',
    when: /^All mapping items/,
    tell: fixed(
      { zh: '缩进与同级的键不一致', en: 'the indentation is not that of the keys it stands among' },
      { zh: '与同级的键对齐', en: 'align it with the keys of its map' },
    ),
  },
  {
    code: 'BAD_INDENT',
    when: /^All sequence items/,
    tell: fixed(
      { zh: '缩进与同级的 `-` 不一致', en: 'the indentation is not that of the other `-` of the list' },
      { zh: '与同级的 `-` 对齐', en: 'align the `-` with those of its list' },
    ),
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    when: /block sequence/,
    tell: fixed(
      {
        zh: '这个 `-` 的缩进与前面的列表不一致',
        en: 'the indentation of this `-` is not that of the list before it',
      },
      { zh: '与同级的 `-` 对齐', en: 'align the `-` with those of its list' },
    ),
  },
  {
    code: 'BAD_INDENT',
    when: /^Block scalar/,
    tell: fixed(
      { zh: '`|` 或 `>` 之后的文字缩进不足', en: 'the text after `|` or `>` is not indented enough' },
      {
        zh: '各行缩进得比键更深，并与第一行对齐',
        en: 'indent its lines deeper than the key, all like the first',
      },
    ),
  },
  { code: 'MISSING_CHAR', when: /^Implicit map keys/, tell: noColon },
  { code: 'MULTILINE_IMPLICIT_KEY', tell: noColon },
  {
    code: 'MISSING_CHAR',
    when: /^Comments must/,
    tell: ({ span }) => ({
      span: [span[0], span[0] + 1],
      message: { zh: '`#` 前面没有空格', en: 'no space stands before `#`' },
      fix: {
        zh: '在 `#` 前加一个空格，或把文字放在引号里',
        en: 'put a space before `#`, or quotes around the text',
      },
    }),
  },
  {
    code: 'MISSING_CHAR',
    when: /^Missing (, |space after)/,
    tell: fixed(
      { zh: '括号里的两项之间没有逗号', en: 'no comma stands between two entries in brackets' },
      { zh: '在两项之间写 `,`；文字放在单引号里', en: 'write `,` between them; put a text in single quotes' },
    ),
  },
  {
    code: 'BLOCK_IN_FLOW',
    tell: fixed(
      { zh: '括号里的这一项不能这样写', en: 'this cannot stand inside brackets' },
      {
        zh: '各项之间写 `,`；含 `: ` 或 `- ` 的文字放在单引号里',
        en: 'write `,` between the entries; put a text with `: ` or `- ` in single quotes',
      },
    ),
  },
  {
    code: 'MISSING_CHAR',
    when: /^Sequence item without/,
    tell: fixed(
      { zh: '列表里的这一行没有以 `-` 开头', en: 'this line of a list does not begin with `-`' },
      { zh: '在前面写 `- `，或改正缩进', en: 'begin it with `- `, or correct the indentation' },
    ),
  },
  {
    code: 'MISSING_CHAR',
    when: /^Block collection cannot/,
    tell: fixed(
      { zh: '`---` 那一行还有别的内容', en: 'something stands on the line of `---`' },
      { zh: '另起一行', en: 'begin a new line after `---`' },
    ),
  },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /block-seq-ind on same line|Unexpected seq-item-ind/,
    tell: fixed(
      { zh: '`- ` 不能写在键的同一行', en: '`- ` cannot stand on the line of its key' },
      {
        zh: '另起一行写 `- `；若是文字，放在单引号里',
        en: 'begin a new line for `- `, or put the text in single quotes',
      },
    ),
  },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /Unexpected , in|empty item/,
    tell: fixed(
      { zh: '多了一个逗号', en: 'there is a comma too many' },
      { zh: '删去一个 `,`', en: 'remove one `,`' },
    ),
  },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /^Block scalar header/,
    tell: fixed(
      { zh: '`|` 或 `>` 的那一行还有别的文字', en: 'text stands on the line of `|` or `>`' },
      {
        zh: '文字从下一行开始，或放在单引号里',
        en: 'begin the text on the next line, or put it in single quotes',
      },
    ),
  },
  {
    code: 'UNEXPECTED_TOKEN',
    tell: ({ text, span }) => ({
      span: wordAt(text, span[0]),
      ...(/(?:^|[\r\n])[ \t\ufeff]*$/.test(text.slice(Math.max(0, span[0] - 200), span[0]))
        ? strayLine
        : strayText),
    }),
  },
  {
    code: 'BAD_SCALAR_START',
    tell: ({ text, span }) => ({
      span: wordAt(text, span[0]),
      message: {
        zh: `文字不能以 ${shown(text[span[0]] ?? '')} 开头`,
        en: `a text cannot begin with ${shown(text[span[0]] ?? '')}`,
      },
      fix: { zh: '放在单引号里', en: 'put it in single quotes' },
    }),
  },
  {
    code: 'BAD_DQ_ESCAPE',
    tell: ({ text, span }) => ({
      span: [span[0], span[0] + 2],
      message: {
        zh: `${shown(text.slice(span[0], span[0] + 2))} 不是双引号里的转义`,
        en: `${shown(text.slice(span[0], span[0] + 2))} means nothing in double quotes`,
      },
      fix: { zh: '改用单引号，或把 `\\` 写两次', en: 'use single quotes, or write the `\\` twice' },
    }),
  },
  {
    code: 'KEY_OVER_1024_CHARS',
    tell: fixed(
      { zh: '键超过 1024 个字符', en: 'the key is longer than 1024 characters' },
      { zh: '缩短它', en: 'shorten it' },
    ),
  },
]

/** For an error that has no words of its own. */
export const otherwise = fixed(
  { zh: '从这里起读不懂', en: 'from here on this cannot be read' },
  {
    zh: '检查这里和上一行的缩进、冒号、逗号和引号',
    en: 'check the indentation, colons, commas and quotes here and on the line above',
  },
)

/** A line that has no colon where a key is due. */
function noColon({ text, span, line }: Place): Told {
  const start = span[0]
  const written = line.trimEnd()
  if (/^-(\s|$)/.test(text.slice(start, start + 2)))
    return {
      span: [start, start + 1],
      message: { zh: '列表项 `-` 写在了键之间', en: 'a list item `-` stands among keys' },
      fix: {
        zh: '缩进到它所属的键之下，或删去 `-`',
        en: 'put it under the key it belongs to, or remove the `-`',
      },
    }
  const colon = colonFault(written)
  return {
    span: written ? [start, start + written.length] : wordAt(text, start),
    message: { zh: `${shown(written)} 后面没有冒号`, en: `no colon follows ${shown(written)}` },
    fix: colon?.fix ?? {
      zh: '写成 `键: 值`；若是上一行文字的继续，缩进得比键更深，或用 `|`',
      en: 'write `key: value`; if it continues the text above, indent it deeper than the key or use `|`',
    },
    ...(colon && { replacement: colon.replacement }),
  }
}

/** The word at or after an offset, on the line where one begins; empty at the end of the text. */
function wordAt(text: string, offset: number): Span {
  const pattern = /[^\s]+/g
  pattern.lastIndex = offset
  const match = pattern.exec(text)
  return match ? [match.index, match.index + Math.min(match[0].length, 60)] : [text.length, text.length]
}
