import { type Fault, fault } from './fault.ts'
import type { Lexeme } from './lexemes.ts'

/** Sees every bracket of a text and tells which one is not closed, closed wrongly or closes nothing. */
export function bracketStack(text: string) {
  const stack: Lexeme[] = []
  const closing = (open: Lexeme) => (open.source === '{' ? '}' : ']')
  const notClosed = (open: Lexeme): Fault =>
    fault(
      'YAML_SYNTAX',
      [open.offset, open.offset + 1],
      { zh: `\`${open.source}\` 没有闭合`, en: `\`${open.source}\` is not closed` },
      {
        zh: `用 \`${closing(open)}\` 闭合；跨行时，下面各行要缩进得比键更深`,
        en: `close it with \`${closing(open)}\`; over several lines, indent the lines inside deeper than the key`,
      },
    )
  return {
    depth: () => stack.length,
    end: () => (stack.length > 0 ? notClosed(stack[0] as Lexeme) : undefined),
    see(lexeme: Lexeme): Fault | undefined {
      const { type, source, offset } = lexeme
      if (type === 'flow-map-start' || type === 'flow-seq-start') stack.push(lexeme)
      if (type === 'flow-error-end') return stack[0] && notClosed(stack[0])
      if (type !== 'flow-map-end' && type !== 'flow-seq-end') return undefined
      const open = stack.pop()
      if (open && closing(open) === source) return undefined
      return open ? wrongBracket(open, lexeme, closing(open)) : strayBracket(source, offset, text)
    },
  }
}

const wrongBracket = (open: Lexeme, { source, offset }: Lexeme, wanted: string): Fault =>
  fault(
    'YAML_SYNTAX',
    [offset, offset + 1],
    {
      zh: `\`${open.source}\` 用 \`${source}\` 闭合了`,
      en: `\`${open.source}\` is closed with \`${source}\``,
    },
    { zh: `改成 \`${wanted}\``, en: `write \`${wanted}\`` },
    {
      replacement: wanted,
      related: {
        span: [open.offset, open.offset + 1],
        message: { zh: '在这里打开', en: 'opened here' },
      },
    },
  )

const strayBracket = (source: string, offset: number, text: string): Fault =>
  fault(
    'YAML_SYNTAX',
    [offset, offset + 1],
    { zh: `\`${source}\` 没有对应的开括号`, en: `\`${source}\` closes nothing` },
    /\S/.test(text.slice(offset + 1).split('\n', 1)[0] ?? '')
      ? { zh: '删去它；若是文字，放在单引号里', en: 'remove it, or put the text in single quotes' }
      : { zh: '删去它', en: 'remove it' },
  )
