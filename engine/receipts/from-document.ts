import { parseDate } from '../base/calendar.ts'
import { type Diagnostic, hasErrors } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import { child, itemsOf, originOf, type Place, rootPlace } from '../policy/nodes.ts'
import { plainFromNode } from '../policy/plain.ts'
import { type Problems, report } from '../policy/problems.ts'
import { isPlain } from './canonical.ts'
import { hashOf } from './hash.ts'
import { contentHash, type Receipt, receiptHash } from './receipt.ts'

export type ReadReceipts =
  | { readonly ok: true; readonly receipts: readonly Receipt[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

/**
 * Reads receipts: `{ "receipts": [ … ] }`, or one by itself.
 *
 * Errors  RECEIPT_SHAPE, RECEIPT_ALTERED (returned)
 */
export function receiptsFromDocument(document: Document): ReadReceipts {
  const root = rootPlace(document.file, document.root)
  const problems: Problems = { found: [], documents: new Map([[document.file, document]]) }
  const list = child(root, 'receipts')
  const places = list ? itemsOf(list) : [root]
  if (places.length === 0) reportShape(root, 'receipts', problems)
  const receipts = places.flatMap((place) => receiptFromPlace(place, problems) ?? [])
  return hasErrors(problems.found) ? { ok: false, problems: problems.found } : { ok: true, receipts }
}

function receiptFromPlace(place: Place, problems: Problems): Receipt | undefined {
  const data = plainFromNode(place.node)
  if (!isMap(data) || !isPlain(data)) return reportShape(place, null, problems)
  if (!Object.hasOwn(data, 'receipt')) return reportShape(place, null, problems)
  for (const [key, fits] of Object.entries(shape))
    if (!Object.hasOwn(data, key) || !fits(data[key])) return reportShape(place, key, problems)
  if (Object.hasOwn(data, 'known') && !isDay(data.known)) return reportShape(place, 'known', problems)
  const receipt = data as unknown as Receipt
  const altered = alteredPart(receipt)
  return altered === undefined ? receipt : reportAltered(place, altered, problems)
}

/** The first of its hashes that is not that of what it stands for. */
function alteredPart(receipt: Receipt): string | undefined {
  const { hash, ...rest } = receipt
  const { facts, texts, content } = receipt
  if (facts.values !== undefined && hashOf(facts.values) !== facts.hash) return 'facts'
  if (contentHash(texts) !== content) return 'texts'
  return receiptHash(rest) === hash ? undefined : 'hash'
}

type Check = (data: unknown) => boolean

const isText: Check = (data) => typeof data === 'string'
const isHash: Check = (data) => typeof data === 'string' && /^[0-9a-f]{64}$/.test(data)
const isDay: Check = (data) => typeof data === 'string' && parseDate(data) !== undefined
const isFlag: Check = (data) => typeof data === 'boolean'
const isMap = (data: unknown): data is { readonly [key: string]: unknown } =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
const oneOf =
  (...values: readonly unknown[]): Check =>
  (data) =>
    values.includes(data)
const orNull =
  (check: Check): Check =>
  (data) =>
    data === null || check(data)
const listOf =
  (check: Check): Check =>
  (data) =>
    Array.isArray(data) && data.every(check)
/** Nothing but these keys: what another version of the form adds, this one would not look at. */
const mapOf =
  (checks: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (data) =>
    isMap(data) &&
    Object.entries(checks).every(([key, check]) => Object.hasOwn(data, key) && check(data[key])) &&
    Object.entries(optional).every(([key, check]) => !Object.hasOwn(data, key) || check(data[key])) &&
    Object.keys(data).every((key) => Object.hasOwn(checks, key) || Object.hasOwn(optional, key))

const shape: Readonly<Record<Exclude<keyof Receipt, 'known'>, Check>> = {
  receipt: oneOf(1),
  engine: isText,
  policy: mapOf({ id: isText, version: isText }),
  clause: isText,
  asOf: orNull(mapOf({ day: isText, from: oneOf('call', 'facts') })),
  readings: listOf(isText),
  assume: oneOf('declared', 'none'),
  chain: isFlag,
  claim: listOf(isText),
  facts: mapOf({ hash: isHash }, { values: isMap }),
  texts: listOf(mapOf({ file: isText, hash: isHash })),
  content: isHash,
  assumed: isMap,
  decision: mapOf({
    clause: isText,
    kind: oneOf('benefit', 'check'),
    eligible: orNull(isFlag),
    amount: orNull(isText),
    unit: orNull(isText),
    failed: listOf(isText),
    refer: listOf(isText),
    outputs: isMap,
    assumed: listOf(isText),
    needs: listOf(isText),
  }),
  hash: isHash,
}

function reportShape(place: Place, key: string | null, problems: Problems): undefined {
  const at = key === null ? undefined : child(place, key)
  const message: Words =
    key === null
      ? { zh: '这不是凭据', en: 'this is not a receipt' }
      : at
        ? { zh: `凭据里不能这样写 \`${key}\``, en: `\`${key}\` of a receipt is not of this form` }
        : { zh: `凭据里没有 \`${key}\``, en: `the receipt has no \`${key}\`` }
  report(problems, 'RECEIPT_SHAPE', originOf(at ?? place), message, {
    zh: '用 `clausebook decide --receipt` 写出的文件',
    en: 'use a file that `clausebook decide --receipt` wrote',
  })
  return undefined
}

function reportAltered(place: Place, key: string, problems: Problems): undefined {
  const at = child(place, key) ?? place
  report(
    problems,
    'RECEIPT_ALTERED',
    originOf(at),
    key === 'hash'
      ? { zh: '凭据与它自己写的摘要不符', en: 'the receipt does not have the hash it states' }
      : {
          zh: `凭据里的 \`${key}\` 与写的摘要不符`,
          en: `\`${key}\` of the receipt does not have the hash it states`,
        },
    { zh: '取没有改动过的那一份', en: 'take the one that nobody has changed' },
  )
  return undefined
}
