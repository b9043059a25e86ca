import type { Words } from '../../engine/index.ts'

/** Something that can be looked for, and the clause it leads to. */
export interface Findable {
  readonly kind: 'clause' | 'parameter' | 'fact' | 'condition' | 'quote' | 'case'
  readonly clause: string
  /** Key of a case. */
  readonly case: string | null
  readonly title: Words
  /** What stands beside the title: the provision, the values, the quoted words. */
  readonly text: Words
  /** Looked through, not shown: ids, sections, numbers as written. */
  readonly more: string
}

/** Figures are found with and without their commas, full-width letters as plain ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')

const searched = new WeakMap<Findable, string>()

function textOf(one: Findable): string {
  const known = searched.get(one)
  if (known !== undefined) return known
  const { title, text, more } = one
  const made = plain(`${title.zh} ${title.en} ${text.zh} ${text.en} ${more}`)
  searched.set(one, made)
  return made
}

/** The kinds in the order they are shown. */
export const findableKinds = ['clause', 'parameter', 'fact', 'condition', 'case', 'quote'] as const

/** As many of a kind are shown; more words narrow them. */
const mostOfKind = 8

export interface FoundGroup {
  readonly kind: Findable['kind']
  readonly found: readonly Findable[]
  /** How many there are. */
  readonly count: number
}

/**
 * What has all the wanted words, by kind; titles that begin with the first word come first. A number is
 * found whole: 300 does not find 3000.
 */
export function find(all: readonly Findable[], wanted: string): readonly FoundGroup[] {
  const parts = plain(wanted.trim()).split(/\s+/).filter(Boolean)
  const [first] = parts
  if (first === undefined) return []
  const tests = parts.map((part) => testOf(part))
  const found = all.filter((one) => tests.every((test) => test(textOf(one))))
  const starts = ({ title }: Findable) =>
    plain(title.zh).startsWith(first) || plain(title.en).startsWith(first) ? 0 : 1
  return findableKinds.flatMap((kind) => {
    const own = found.filter((one) => one.kind === kind).sort((a, b) => starts(a) - starts(b))
    return own.length === 0 ? [] : [{ kind, found: own.slice(0, mostOfKind), count: own.length }]
  })
}

function testOf(part: string): (text: string) => boolean {
  if (!/^\d+(\.\d+)?$/.test(part)) return (text) => text.includes(part)
  const whole = new RegExp(`(?<![\\d.])${part.replace('.', '\\.')}(?!\\.?\\d)`)
  return (text) => whole.test(text)
}
