import { canonicalJson, type Plain, type PlainMap } from './canonical.ts'
import type { Receipt } from './receipt.ts'

/** What of a receipt is another now. */
export type ChangedPart =
  | 'engine'
  | 'version'
  | 'clause'
  | 'text'
  | 'facts'
  | 'asOf'
  | 'known'
  | 'reading'
  | 'assumed'
  | 'decision'

export interface ReceiptChange {
  readonly part: ChangedPart
  /** Which: a text's file, a fact, a part of the decision such as `amount` or `outputs.months`. */
  readonly name: string | null
  /** null: it was not there, or is no more. */
  readonly from: Plain
  readonly to: Plain
}

/**
 * What differs between two receipts of one clause, causes before the decision.
 *
 * Shape   Receipt × Receipt → Changes; none where both rest on the same and say the same
 */
export function changesBetween(before: Receipt, now: Receipt): readonly ReceiptChange[] {
  const single = (part: ChangedPart, from: Plain, to: Plain) => differing(part, { '': from }, { '': to })
  return [
    ...single('engine', before.engine, now.engine),
    ...single('version', before.policy.version, now.policy.version),
    ...differing('clause', named(before.claim), named(now.claim)),
    ...differing('text', hashesOf(before), hashesOf(now)),
    ...factChanges(before, now),
    ...single('asOf', before.asOf?.day ?? null, now.asOf?.day ?? null),
    ...single('known', before.known ?? null, now.known ?? null),
    ...differing('reading', named(before.readings), named(now.readings)),
    ...differing('assumed', before.assumed, now.assumed),
    ...differing('decision', decidedParts(before), decidedParts(now)),
  ]
}

function differing(part: ChangedPart, before: PlainMap, now: PlainMap): readonly ReceiptChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  return names.flatMap((name): readonly ReceiptChange[] => {
    const from = Object.hasOwn(before, name) ? (before[name] as Plain) : null
    const to = Object.hasOwn(now, name) ? (now[name] as Plain) : null
    const isSame = Object.hasOwn(before, name) === Object.hasOwn(now, name) && same(from, to)
    return isSame ? [] : [{ part, name: name === '' ? null : name, from, to }]
  })
}

const same = (a: Plain, b: Plain): boolean => canonicalJson(a) === canonicalJson(b)

const named = (names: readonly string[]): PlainMap => Object.fromEntries(names.map((name) => [name, name]))

const hashesOf = ({ texts }: Receipt): PlainMap =>
  Object.fromEntries(texts.map(({ file, hash }) => [file, hash]))

/** Each by its name where the receipt holds the facts; else only that they are others. */
function factChanges({ facts: before }: Receipt, { facts: now }: Receipt): readonly ReceiptChange[] {
  if (before.hash === now.hash) return []
  return before.values && now.values
    ? differing('facts', before.values, now.values)
    : [{ part: 'facts', name: null, from: before.hash, to: now.hash }]
}

/** The parts of a decision that are compared; what it assumes is compared with its values. */
function decidedParts({ decision }: Receipt): PlainMap {
  const { clause: _, assumed: __, outputs, ...parts } = decision
  return {
    ...parts,
    ...Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`outputs.${name}`, value])),
  }
}
