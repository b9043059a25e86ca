import {
  type CaseResult,
  type Document,
  type ExplainedPart,
  entryOf,
  type LogChange,
  type Node,
  nodeAt,
  type OutputValue,
  type Path,
  type Words,
  writtenOutput,
} from '../../engine/index.ts'
import { derivationWords } from './derivation.ts'
import type { FormEdit } from './edits.ts'

/** What accepting a case's new result writes, or why it cannot be written. */
export type Rebased =
  | {
      readonly ok: true
      readonly path: string
      readonly edits: readonly FormEdit[]
      /** For the log: each expected value that is another one. */
      readonly changes: readonly LogChange[]
    }
  | { readonly ok: false; readonly why: Words }

/**
 * The edits that make a case expect what it came to: only what differs is written, and how it is reckoned.
 *
 * Shape   result that fails × how it came about × its file → edits of the file
 */
export function rebased(result: CaseResult, parts: readonly ExplainedPart[], document: Document): Rebased {
  const at = result.origin.path.slice(0, 2)
  const edits: FormEdit[] = []
  const changes: LogChange[] = []
  const added = new Map<string, string[]>()
  for (const { path, expected, actual, words } of result.differences) {
    const place = placeOf(path, at, result, document)
    if (!place) return { ok: false, why: words }
    const { map, key } = place
    const names = added.get(map.join('/')) ?? []
    added.set(map.join('/'), names)
    edits.push(...write(map, key, actual, nodeAt(document.root, map), names))
    changes.push({
      case: result.id,
      path: [...map.slice(2), key].join('.'),
      was: writtenOutput(expected),
      value: writtenOutput(actual),
    })
  }
  edits.push(...paidNow(result, document, at))
  if (result.reading === undefined) edits.push(...derivationEdits(result, parts, document, at))
  return edits.length === 0
    ? { ok: false, why: { zh: '没有可接受的新值', en: 'there is no new value to accept' } }
    : // What goes is a place for what comes until then.
      {
        ok: true,
        path: document.file,
        edits: [...edits.filter(isStaying), ...edits.filter(isGoing)],
        changes,
      }
}

const isGoing = ({ kind }: FormEdit): boolean => kind === 'remove'
const isStaying = (edit: FormEdit): boolean => !isGoing(edit)

/** Where a difference is written: the map it stands in and its key; undefined for what no expected value says. */
function placeOf(
  path: string,
  at: Path,
  { reading, clause }: CaseResult,
  document: Document,
): { readonly map: Path; readonly key: string } | undefined {
  const part = /^parts\.(\d+)\.(.+)$/.exec(path)
  const inner = part?.[2] ?? path
  const known = /^(?:eligible|amount|unit|failed|refer|outputs\.\w+)$/.test(inner)
  if (!known && !(clause === null && inner === 'outputs')) return undefined
  const base = part
    ? [...at, 'parts', Number(part[1])]
    : reading === undefined
      ? at
      : alternativeAt(at, reading, document)
  if (!base) return undefined
  const [head = '', ...rest] = inner.split('.')
  return rest.length > 0
    ? { map: [...base, 'expected', head], key: rest.join('.') }
    : { map: [...base, 'expected'], key: head }
}

function alternativeAt(at: Path, reading: string, { root }: Document): Path | undefined {
  const list = nodeAt(root, [...at, 'alt'])
  const index =
    list?.kind === 'list' ? list.items.findIndex((item) => scalarAt(item, 'reading') === reading) : -1
  return index < 0 ? undefined : [...at, 'alt', index]
}

const scalarAt = (node: Node | null | undefined, key: string): string | undefined => {
  const value = entryOf(node, key)?.value
  return value?.kind === 'scalar' ? value.text : undefined
}

const order = ['eligible', 'amount', 'unit', 'failed', 'refer', 'outputs']

/** Writes one expected value: an empty list is left out, as a case that says none expects none. */
function write(
  map: Path,
  key: string,
  actual: OutputValue,
  node: Node | null | undefined,
  added: string[],
): readonly FormEdit[] {
  const entry = entryOf(node, key)
  const isNone =
    actual === null ? key === 'amount' || key === 'unit' : Array.isArray(actual) && actual.length === 0
  const isList = key === 'failed' || key === 'refer'
  if (isNone && (isList || key === 'amount' || key === 'unit'))
    return entry ? [{ kind: 'remove', from: map, key }] : []
  if (entry?.value?.kind === 'scalar' && (actual === null || typeof actual !== 'object'))
    return [{ kind: 'set', at: [...map, key], text: alike(writtenOutput(actual), entry.value.text) }]
  if (entry) return [{ kind: 'replace', at: [...map, key], text: writtenOutput(actual) }]
  const isThere = (name: string) => added.includes(name) || entryOf(node, name) !== undefined
  const before = order.slice(0, order.indexOf(key)).findLast(isThere)
  added.push(key)
  return [{ kind: 'insert', into: map, key, text: writtenOutput(actual), ...(before && { after: before }) }]
}

/** `3001` where whole numbers are written without decimals. */
const alike = (text: string, like: string): string =>
  /^-?\d+$/.test(like) && /^-?\d+\.0+$/.test(text) ? text.replace(/\.0+$/, '') : text

/** A case that was undecided and is paid now says how much. */
function paidNow(result: CaseResult, document: Document, at: Path): readonly FormEdit[] {
  const [decision] = result.decisions
  const map = [...at, 'expected']
  const node = nodeAt(document.root, map)
  const isNews =
    result.clause !== null &&
    result.reading === undefined &&
    result.differences.some(({ path }) => path === 'eligible') &&
    entryOf(node, 'amount') === undefined
  if (!isNews || decision?.amount == null || decision.unit === null) return []
  return [
    { kind: 'insert', into: map, key: 'amount', text: decision.amount, after: 'eligible' },
    ...(entryOf(node, 'unit')
      ? []
      : [{ kind: 'insert', into: map, key: 'unit', text: decision.unit, after: 'amount' } as const]),
  ]
}

/** How it is reckoned, where the case says so: in each language that it is written in. */
function derivationEdits(
  result: CaseResult,
  parts: readonly ExplainedPart[],
  { root }: Document,
  at: Path,
): readonly FormEdit[] {
  const path = [...at, 'derivation']
  const node = nodeAt(root, path)
  const words = derivationWords(parts, result)
  if (!node || !words) return []
  if (node.kind === 'scalar') {
    const text = /\p{Script=Han}/u.test(node.text) ? words.zh : words.en
    return [{ kind: 'set', at: path, text }]
  }
  return (['zh', 'en'] as const).flatMap((language): readonly FormEdit[] =>
    entryOf(node, language)?.value?.kind === 'scalar'
      ? [{ kind: 'set', at: [...path, language], text: words[language] }]
      : [],
  )
}
