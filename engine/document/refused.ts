import type { DiagnosticCode } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'
import { type Fault, fault, shown } from './fault.ts'
import type { Lexeme } from './lexemes.ts'

interface Refusal {
  readonly code: DiagnosticCode
  readonly message: (name: string) => Words
  readonly fix: Words
}

const inQuotes: Words = {
  zh: '；若是文字，放在单引号里',
  en: '; put it in single quotes if it is text',
}

const refusals: Partial<Record<Lexeme['type'], Refusal>> = {
  anchor: {
    code: 'YAML_ANCHOR',
    message: (name) => ({
      zh: `${name} 是锚点；一处改动会悄悄改到别处，所以不允许`,
      en: `${name} is an anchor; an edit in one place would change others unseen`,
    }),
    fix: { zh: `删去锚点${inQuotes.zh}`, en: `remove the anchor${inQuotes.en}` },
  },
  alias: {
    code: 'YAML_ALIAS',
    message: (name) => ({
      zh: `${name} 是对锚点的引用；读者在这里看不到值，所以不允许`,
      en: `${name} refers to an anchor; a reader does not see the value here`,
    }),
    fix: { zh: `写出值本身${inQuotes.zh}`, en: `write the value itself${inQuotes.en}` },
  },
  tag: {
    code: 'YAML_TAG',
    message: (name) => ({
      zh: `${name} 是标签；值的种类由结构规定，不由标签规定`,
      en: `${name} is a tag; what kind a value has is settled by its place, not by a tag`,
    }),
    fix: { zh: `删去标签${inQuotes.zh}`, en: `remove the tag${inQuotes.en}` },
  },
  'directive-line': {
    code: 'YAML_DIRECTIVE',
    message: (name) => ({
      zh: `${name} 是指令；它会改变整个文件的读法，所以不允许`,
      en: `${name} is a directive; it would change how the whole file is read`,
    }),
    fix: { zh: '删去这一行', en: 'remove this line' },
  },
  'explicit-key-ind': {
    code: 'YAML_KEY_NOT_TEXT',
    message: () => ({
      zh: '`?` 开始一个复合键；键只能是一行文字',
      en: '`?` begins a complex key; a key is a text on one line',
    }),
    fix: {
      zh: '写成 `键: 值`；若 `?` 属于文字，放在单引号里',
      en: 'write `key: value`; put the text in single quotes if `?` belongs to it',
    },
  },
}

/** What the YAML standard offers and a policy may not use. */
export function refusedLexeme({ type, source, offset }: Lexeme): Fault | undefined {
  const refusal = refusals[type]
  if (!refusal) return undefined
  return fault(refusal.code, [offset, offset + source.length], refusal.message(shown(source)), refusal.fix)
}

export function secondDocument({ type, offset }: Lexeme, text: string): Fault {
  const end = text.indexOf('\n', offset)
  return fault(
    'YAML_SECOND_DOCUMENT',
    [offset, type === 'doc-start' ? offset + 3 : end < 0 ? text.length : end],
    { zh: '这里开始第二份文档', en: 'a second document begins here' },
    { zh: '放到另一个文件里，或删去 `---`', en: 'put it in a file of its own, or remove the `---`' },
  )
}
