import fc from 'fast-check'

/** What a random document says, and how it is written. */
type Tree =
  | {
      readonly kind: 'scalar'
      readonly style: 'plain' | 'single' | 'double' | 'block'
      readonly text: string
    }
  | { readonly kind: 'list'; readonly flow: boolean; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly flow: boolean; readonly entries: readonly (readonly [string, Tree])[] }

const plain = fc.constantFrom(
  '3000',
  '10%',
  '0.10',
  'true',
  'null',
  '4*0',
  'x:y',
  'a#b',
  "it's",
  '每年给予年租金',
  '满1年以上（含1年）',
  '2009-07-01',
  'two words',
  '-1.50',
)

const nasty = fc.constantFrom(
  '',
  ' ',
  '-',
  '- a',
  '?',
  ':',
  'a:',
  'a: b',
  'a #b',
  '#',
  '{',
  '}',
  '[a, b]',
  'a, b',
  '*',
  '&a',
  '!t',
  '|',
  '>',
  '%',
  '@',
  '`',
  "'",
  '"',
  "''",
  '\\',
  '\\n',
  '---',
  '...',
  '~',
  '\t',
  'a\tb',
  'a\nb',
  '\n',
  'a\n\nb\n',
  ' a\n b',
  'a\r\nb',
  '\u00a0a',
  '\u2028',
  '\ufeffa',
  '全角：冒号，逗号',
)

const anyText = fc
  .string({ unit: 'binary', maxLength: 12 })
  .filter((text) => !/(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text))

/** A text for a scalar: likely values, texts that mean something to YAML, anything. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(plain, nasty, anyText)

const lineOfText = fc.oneof(plain, fc.constantFrom('', '  deeper', '# no comment', 'a: b'))

const scalar: fc.Arbitrary<Tree> = fc.oneof(
  plain.map((text): Tree => ({ kind: 'scalar', style: 'plain', text })),
  arbitraryText
    .filter((text) => !/\p{Cc}/u.test(text))
    .map((text): Tree => ({ kind: 'scalar', style: 'single', text })),
  arbitraryText.map((text): Tree => ({ kind: 'scalar', style: 'double', text })),
  fc
    .tuple(plain, fc.array(lineOfText, { maxLength: 3 }))
    .map(([first, rest]): Tree => ({ kind: 'scalar', style: 'block', text: [first, ...rest].join('\n') })),
)

const keys = fc.constantFrom(
  'undated',
  '2009-07-01',
  '2012-01-01',
  'zh',
  'en',
  'cap',
  '键',
  'a b',
  'x.y',
  '10',
)

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.record({
      kind: fc.constant('list' as const),
      flow: fc.boolean(),
      items: fc.array(tie('tree'), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('map' as const),
      flow: fc.boolean(),
      entries: fc.uniqueArray(fc.tuple(keys, tie('tree')), { maxLength: 5, selector: ([key]) => key }),
    }),
  ),
})).tree

const document: fc.Arbitrary<Tree> = fc.record({
  kind: fc.constant('map' as const),
  flow: fc.constant(false),
  entries: fc.uniqueArray(fc.tuple(keys, tree), { minLength: 1, maxLength: 6, selector: ([key]) => key }),
})

interface Manner {
  readonly step: number
  readonly spaced: boolean
  readonly listsAtKey: boolean
  readonly folded: boolean
  readonly brokenFlow: boolean
  readonly comments: readonly string[]
}

const manner = fc.record({
  step: fc.integer({ min: 2, max: 4 }),
  spaced: fc.boolean(),
  listsAtKey: fc.boolean(),
  folded: fc.boolean(),
  brokenFlow: fc.boolean(),
  comments: fc.array(fc.constantFrom('', '', " # it's {so}: a, [b", '\n#\n', '\n\n'), {
    minLength: 3,
    maxLength: 7,
  }),
})

/** YAML as a person may write it, free of faults: comments, empty lines, quotes, flow and block. */
export const arbitraryYaml: fc.Arbitrary<string> = fc
  .record({
    document,
    manner,
    eol: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '', '\ufeff'),
    start: fc.constantFrom('', '# first line\n', '---\n'),
    end: fc.boolean(),
  })
  .map(({ document, manner, eol, mark, start, end }) => {
    const text = start + printer(manner).block(document, 0).replace(/^\n/, '')
    return mark + (end ? text : text.trimEnd()).replaceAll('\n', eol)
  })
  .filter((text) => text.length > 1)

function printer({ step, spaced, listsAtKey, folded, brokenFlow, comments }: Manner) {
  let used = 0
  const comment = (): string => comments[used++ % comments.length] ?? ''
  /** What may follow a value on its line, with the line's end. */
  const lineEnd = (indent: number): string => {
    const next = comment()
    if (next === '\n#\n') return `\n${' '.repeat(indent)}# a line\n`
    return next.startsWith('\n') ? next : `${next}\n`
  }

  const quoted = (text: string, style: string): string =>
    style === 'single' ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text).replaceAll('\u2028', '\\L')

  function flow(node: Tree, indent: number): string {
    const space = spaced ? ' ' : ''
    const comma = brokenFlow ? `,\n${' '.repeat(indent + step)}` : ', '
    if (node.kind === 'list') return `[${node.items.map((item) => flow(item, indent)).join(comma)}]`
    if (node.kind === 'map') {
      const inside = node.entries.map(([key, value]) => `${key}: ${flow(value, indent)}`).join(comma)
      return `{${space}${inside}${space}}`
    }
    if (node.style === 'plain') return node.text
    return quoted(node.text, node.style === 'block' ? 'double' : node.style)
  }

  /** What follows a colon or a dash, to the end of the last line. */
  function value(node: Tree, indent: number, column: number): string {
    if (node.kind === 'scalar' && node.style === 'block') {
      const lines = node.text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent + step) + line))
      return ` ${folded ? '>' : '|'}${used++ % 3 === 0 ? '-' : ''}\n${lines.join('\n')}\n`
    }
    const isEmpty =
      node.kind === 'list' ? node.items.length === 0 : node.kind === 'map' && node.entries.length === 0
    if (node.kind === 'scalar' || node.flow || isEmpty) return ` ${flow(node, indent)}${lineEnd(indent)}`
    return `${lineEnd(column)}${block(node, column)}`
  }

  function block(node: Tree, indent: number): string {
    const margin = ' '.repeat(indent)
    if (node.kind === 'scalar') return margin + flow(node, indent)
    if (node.kind === 'list')
      return node.items
        .map((item) =>
          item.kind === 'map' && !item.flow && item.entries.length > 0
            ? `${margin}- ${block(item, indent + 2).trimStart()}`
            : `${margin}-${value(item, indent, indent + step)}`,
        )
        .join('')
    return node.entries
      .map(([key, child]) => {
        const atKey = child.kind === 'list' && listsAtKey
        return `${margin}${key}:${value(child, indent, atKey ? indent : indent + step)}`
      })
      .join('')
  }

  return { block }
}
