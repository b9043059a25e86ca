import { type Fault, fault, shown } from './fault.ts'
import { emptyKey } from './keys.ts'
import type { Lexeme } from './lexemes.ts'

/** A quoted text that never ends. */
export function quoteFault({ type, source, offset }: Lexeme): Fault | undefined {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return undefined
  const quote = source[0] as string
  const last = source.length - 1
  const closed =
    last > 0 &&
    source[last] === quote &&
    (quote === '"' ? runBefore(source, last, '\\') % 2 === 0 : runBefore(source, last + 1, "'") % 2 === 1)
  if (closed) return undefined
  const firstLine = source.split('\n', 1)[0] as string
  return fault(
    'YAML_SYNTAX',
    [offset, offset + firstLine.trimEnd().length],
    { zh: `引号 \`${quote}\` 没有闭合`, en: `the quote \`${quote}\` is not closed` },
    {
      zh: `用 \`${quote}\` 闭合；跨行时，下面各行要缩进得比键更深`,
      en: `close it with \`${quote}\`; over several lines, indent the lines inside deeper than the key`,
    },
  )
}

/** How many of a character stand just before an index, the first character of the text not counted. */
function runBefore(text: string, index: number, character: string): number {
  let at = index
  while (at > 1 && text[at - 1] === character) at--
  return index - at
}

/** Watches for a second value on one line, and for text after a closing quote. */
export function lineWatch(text: string): (lexeme: Lexeme, depth: number) => Fault | undefined {
  let colon = false
  let last: Lexeme | undefined
  return (lexeme, depth) => {
    const { type, source, offset } = lexeme
    const before = last
    if (type === 'space') return undefined
    last = lexeme
    if (isQuoted(before) && (type === 'scalar' || isQuoted(lexeme)))
      return afterQuote(before as Lexeme, lexeme, depth > 0)
    if (depth > 0) return undefined
    if (type === 'newline' || (type === 'scalar' && source.endsWith('\n'))) colon = false
    if (type !== 'map-value-ind') return undefined
    if (!colon) {
      colon = true
      return undefined
    }
    return secondColon(before, offset, text)
  }
}

const isQuoted = (lexeme: Lexeme | undefined): boolean =>
  lexeme?.type === 'single-quoted-scalar' || lexeme?.type === 'double-quoted-scalar'

function afterQuote(quoted: Lexeme, { source, offset }: Lexeme, inBrackets: boolean): Fault {
  const inside = quoted.source[0] === "'" ? "''" : '\\"'
  return fault(
    'YAML_SYNTAX',
    [offset, offset + (source.split('\n', 1)[0] as string).trimEnd().length],
    {
      zh: `闭合的引号之后还有文字 ${shown(source)}`,
      en: `the text ${shown(source)} stands after a closing quote`,
    },
    inBrackets
      ? {
          zh: `两项之间写 \`,\`；引号里的引号写成 \`${inside}\``,
          en: `write \`,\` between two entries, or a quote inside the text as \`${inside}\``,
        }
      : {
          zh: `引号里的引号写成 \`${inside}\`，或删去后面的文字`,
          en: `write a quote inside the text as \`${inside}\`, or remove what follows`,
        },
    {
      related: {
        span: [quoted.offset, quoted.offset + quoted.source.length],
        message: { zh: '引号到这里为止', en: 'the quoted text ends here' },
      },
    },
  )
}

/** `a: b: c`, or a key indented under a value that already stands there. */
function secondColon(key: Lexeme | undefined, colon: number, text: string): Fault {
  if (key?.type === 'map-value-ind') return emptyKey([key.offset, key.offset + 1])
  const start = text.lastIndexOf('\n', colon - 1) + 1
  const from = Math.max(
    key?.offset ?? colon,
    start + (text.slice(start, colon).match(/^ */)?.[0].length ?? 0),
  )
  const name = shown(text.slice(from, colon))
  if (key?.source.includes('\n'))
    return fault(
      'YAML_SYNTAX',
      [from, colon],
      {
        zh: `键 ${name} 缩进得比上一行深，而上一行已经有值`,
        en: `the key ${name} is indented deeper than the line above, which already has a value`,
      },
      {
        zh: '与上一行的键对齐，或把上一行的值移走',
        en: 'align it with the key above, or take the value of the line above away',
      },
    )
  return fault(
    'YAML_SYNTAX',
    [from, colon + 1],
    {
      zh: `${name} 之后又有一个冒号，一行只能有一个键`,
      en: `a second colon follows ${name}; a line holds one key`,
    },
    {
      zh: '若是文字，把整个值放在单引号里；若是键，另起一行并缩进',
      en: 'put the whole value in single quotes if it is text, or start the key on a new, indented line',
    },
  )
}
