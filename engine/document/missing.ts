import type { Entry, ScalarNode } from './document.ts'
import { type Fault, fault, shown } from './fault.ts'

/**
 * Keys without a value inside `{…}`: nearly always a text that was cut at a half-width comma.
 * The pieces of one text are one fault.
 *
 * Errors  VALUE_MISSING
 */
export function missingValues(text: string, entries: readonly Entry[]): readonly Fault[] {
  const faults: Fault[] = []
  const list = entries.length > 1 && entries.every(isAlone)
  for (let i = 0; i < entries.length; i++) {
    const { key, value } = entries[i] as Entry
    if (value !== null) continue
    const before = entries[i - 1]?.value
    let last = key
    while (isAlone(entries[i + 1])) last = (entries[++i] as Entry).key
    const cut = before?.kind === 'scalar' && before.style === 'plain'
    faults.push(cut ? cutText(text, before, key, last) : keyAlone(key, last, list))
  }
  return faults
}

const isAlone = (entry: Entry | undefined): boolean => entry?.value === null

function cutText(text: string, before: ScalarNode, key: ScalarNode, last: ScalarNode): Fault {
  const start = before.span[0]
  const end = last.span[1]
  const whole = text.slice(start, end)
  return fault(
    'VALUE_MISSING',
    [start, end],
    {
      zh: `${shown(key.source)} 成了没有值的键：\`{…}\` 里的半角逗号截断了文字`,
      en: `${shown(key.source)} became a key without a value: inside \`{…}\` a comma ends a text`,
    },
    { zh: '把整段文字放在单引号里', en: 'put the whole text in single quotes' },
    /[\r\n]/.test(whole) ? {} : { replacement: `'${whole.replaceAll("'", "''")}'` },
  )
}

function keyAlone(key: ScalarNode, last: ScalarNode, list: boolean): Fault {
  const colon = key === last ? colonFault(key.source) : undefined
  return fault(
    'VALUE_MISSING',
    [key.span[0], last.span[1]],
    { zh: `${shown(key.source)} 没有值`, en: `${shown(key.source)} has no value` },
    colon?.fix ??
      (list
        ? { zh: '若是列表，写成 `[…]`', en: 'write `[…]` if it is a list' }
        : {
            zh: '写成 `键: 值`；若属于前面的文字，把那段文字放在单引号里',
            en: 'write `key: value`; if it belongs to the text before it, put that text in single quotes',
          }),
    colon ? { replacement: colon.replacement } : {},
  )
}

/** A colon that YAML does not take as one: full-width, or without a space after it. */
export function colonFault(
  source: string,
): { readonly fix: Fault['fix']; readonly replacement: string } | undefined {
  const match = /^([^\s:：'"[\]{},#]+)\s*([:：])\s*(\S.*)$/s.exec(source)
  if (!match) return undefined
  const [, key = '', colon = '', value = ''] = match
  if (value.includes('\n')) return undefined
  const replacement = `${key}: ${value}`
  const fix =
    colon === '：'
      ? {
          zh: `把全角冒号改成半角冒号加空格：${shown(replacement)}`,
          en: `write a half-width colon and a space: ${shown(replacement)}`,
        }
      : {
          zh: `在冒号后加一个空格：${shown(replacement)}`,
          en: `write a space after the colon: ${shown(replacement)}`,
        }
  return { fix, replacement }
}
