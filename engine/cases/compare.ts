import { Rational } from '../base/rational.ts'
import { sameWords, type Words } from '../base/words.ts'
import type { Decision, OutputValue } from '../decision/decision.ts'
import { groupDigits } from '../policy/format.ts'
import { child, entriesOf, isPlainNull, itemsOf, type Place, textOf } from '../policy/nodes.ts'
import type { Difference } from './case.ts'

/** What a case wrote down, as the plainest JSON value. */
export function writtenValue(place: Place | undefined): OutputValue {
  if (!place || isPlainNull(place)) return null
  const { node } = place
  if (node?.kind === 'list') return itemsOf(place).map(writtenValue)
  if (node?.kind === 'map')
    return Object.fromEntries(entriesOf(place).map((entry) => [entry.key, writtenValue(entry)]))
  const text = textOf(place) ?? ''
  if (node?.kind === 'scalar' && node.style === 'plain' && (text === 'true' || text === 'false'))
    return text === 'true'
  return text
}

/** A decimal without the zeros at its end, so that most equal numbers are seen to be equal without reading them. */
const withoutZeros = (text: string): string => (decimal.test(text) ? text.replace(/\.?0+$/, '') : text)
const decimal = /^-?\d+\.\d+$/

/** Equal by value: 3000, 3000.00 and "3000.00" are the same; maps by the keys that are written. */
export function sameOutput(expected: OutputValue, actual: OutputValue): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((entry: OutputValue, index) => sameOutput(entry, actual[index] as OutputValue))
    )
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false
    const given = actual as Readonly<Record<string, OutputValue>>
    return Object.entries(expected).every(
      ([key, value]) => Object.hasOwn(given, key) && sameOutput(value, given[key] ?? null),
    )
  }
  if (expected === actual) return true
  if (typeof expected !== 'string' || (typeof actual !== 'string' && typeof actual !== 'number')) return false
  if (withoutZeros(expected) === withoutZeros(String(actual))) return true
  const left = Rational.parse(expected)
  const right = Rational.parse(String(actual))
  return left !== undefined && right !== undefined && left.equals(right)
}

const textOfValue = (value: OutputValue): Words => {
  if (value === null) return { zh: '无', en: 'none' }
  if (value === true) return { zh: '是', en: 'yes' }
  if (value === false) return { zh: '否', en: 'no' }
  if (Array.isArray(value))
    return value.length === 0
      ? { zh: '无', en: 'none' }
      : sameWords(value.map((entry) => String(entry)).join(', '))
  if (typeof value === 'object') return sameWords(JSON.stringify(value))
  const text = String(value)
  return sameWords(Rational.parse(text) ? groupDigits(text) : text)
}

const pathWords: Readonly<Record<string, Words>> = {
  eligible: { zh: '是否享受', en: 'eligible' },
  amount: { zh: '金额', en: 'amount' },
  unit: { zh: '单位', en: 'unit' },
  failed: { zh: '不满足的条件', en: 'conditions not met' },
  refer: { zh: '待人工认定', en: 'for a person to decide' },
  reading: { zh: '解释口径', en: 'reading' },
}

/** A difference with its sentence. */
export function difference(path: string, expected: OutputValue, actual: OutputValue): Difference {
  const name = pathWords[path] ?? sameWords(path)
  const [was, is] = [textOfValue(expected), textOfValue(actual)]
  return {
    path,
    expected,
    actual,
    words: {
      zh: `${name.zh}应为 ${was.zh}，现为 ${is.zh}`,
      en: `${name.en}: expected ${was.en}, now ${is.en}`,
    },
  }
}

/** What a case expects of a decision, read from its text. */
interface Expectation {
  readonly plain: readonly (readonly ['eligible' | 'amount' | 'unit', OutputValue])[]
  /** undefined: not written. */
  readonly codes: Readonly<Record<'failed' | 'refer', readonly string[] | undefined>>
  readonly outputs: readonly (readonly [string, OutputValue])[]
}

// A text never changes; what it expects is compared with decision after decision.
const expectations = new WeakMap<Place, Expectation>()

function expectationAt(place: Place): Expectation {
  const known = expectations.get(place)
  if (known) return known
  const codes = (key: string) => {
    const written = child(place, key)
    return written && (writtenValue(written) as readonly string[])
  }
  const read: Expectation = {
    plain: (['eligible', 'amount', 'unit'] as const).flatMap((key) => {
      const written = child(place, key)
      return written ? [[key, writtenValue(written)] as const] : []
    }),
    codes: { failed: codes('failed'), refer: codes('refer') },
    outputs: entriesOf(child(place, 'outputs')).map((entry) => [entry.key, writtenValue(entry)] as const),
  }
  expectations.set(place, read)
  return read
}

/**
 * A decision against what a case expects. Keys not written are not compared, but absent `failed` and
 * `refer` mean none, unless only a part is expected (`alt`).
 */
export function compareDecision(
  expected: Place | undefined,
  decision: Decision,
  partial: boolean,
): readonly Difference[] {
  if (!expected) return []
  const { plain, codes, outputs } = expectationAt(expected)
  const differences: Difference[] = []
  const compare = (path: string, wanted: OutputValue, actual: OutputValue) => {
    if (!sameOutput(wanted, actual)) differences.push(difference(path, wanted, actual))
  }
  for (const [key, wanted] of plain) compare(key, wanted, decision[key])
  for (const key of ['failed', 'refer'] as const) {
    const wanted = codes[key] ?? (partial ? undefined : [])
    if (wanted && !sameSet(wanted, decision[key])) differences.push(difference(key, wanted, decision[key]))
  }
  for (const [name, wanted] of outputs)
    compare(
      `outputs.${name}`,
      wanted,
      Object.hasOwn(decision.outputs, name) ? (decision.outputs[name] ?? null) : null,
    )
  return differences
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry) => b.includes(entry))
