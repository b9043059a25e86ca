import { type Encoding, encodeDay, encodeName, encodeNames, encodeNumber, encodeTruth } from './encoders.ts'
import type { FactForm, FactRow } from './fact-forms.ts'
import { isPlain } from './plain-value.ts'

/**
 * Reads plain facts into a row, and marks in `open`, thirty to a word, which facts are not given, or not whole.
 *
 * Shape   object × row × marks → how many facts were given; −1: the applicant takes the exact way
 */
export type ReadRow = (facts: Readonly<Record<string, unknown>>, row: FactRow, open: Int32Array) => number

export const bitsPerWord = 30

const encoders = {
  number: encodeNumber,
  truth: encodeTruth,
  name: encodeName,
  day: encodeDay,
  names: encodeNames,
} as const

/** A row in which every key has its place from the beginning. */
export const rowFor = (forms: readonly FactForm[]): FactRow =>
  Object.fromEntries(forms.flatMap(({ keys }) => keys.map((key) => [key, undefined])))

/** Code that reads the facts by their names. */
export function generatedReader(forms: readonly FactForm[]): ReadRow {
  const given: unknown[] = []
  const bound = (value: unknown): string =>
    typeof value === 'number' ? String(value) : `b[${given.push(value) - 1}]`
  const lines = forms.flatMap(({ name, key, encoding, spread, keys }, index) => {
    const [word, bit] = [Math.floor(index / bitsPerWord), 1 << (index % bitsPerWord)]
    const at = (one: string) => `row[${JSON.stringify(one)}]`
    const read = encoding
      ? [
          `n = ${encoding.by}(${['v', ...encoding.with.map(bound)].join(', ')});`,
          `if (n !== n) return -1; ${at(key)} = n;`,
        ]
      : [`n = ${bound(spread)}(v, row); if (n !== n) return -1; if (n === 1) o${word} |= ${bit};`]
    return [
      `v = facts[${JSON.stringify(name)}];`,
      `if (v === undefined) { o${word} |= ${bit}; ${keys.map((one) => `${at(one)} = undefined;`).join(' ')} }`,
      `else { given++; ${read.join(' ')} }`,
    ]
  })
  const words = Array.from({ length: wordsFor(forms) }, (_, word) => word)
  const source = [
    "'use strict';",
    'return function read(facts, row, open) {',
    `let v, n, given = 0${words.map((word) => `, o${word} = 0`).join('')};`,
    ...lines,
    ...words.map((word) => `open[${word}] = o${word};`),
    'return given;',
    '};',
  ].join('\n')
  return new Function('b', ...Object.keys(encoders), source)(given, ...Object.values(encoders)) as ReadRow
}

/** The same without making code. */
export function loopedReader(forms: readonly FactForm[]): ReadRow {
  const steps = forms.map(({ name, key, encoding, spread, keys }) => ({
    name,
    keys,
    read: encoding ? inOneStep(key, encoding) : spread,
  }))
  return (facts, row, open) => {
    open.fill(0)
    let given = 0
    for (let index = 0; index < steps.length; index++) {
      const { name, keys, read } = steps[index] as (typeof steps)[number]
      const value = facts[name]
      let isOpen = 1
      if (value === undefined) for (const key of keys) row[key] = undefined
      else {
        given++
        isOpen = read(value, row)
        if (Number.isNaN(isOpen)) return -1
      }
      if (isOpen === 1) mark(open, index)
    }
    return given
  }
}

function inOneStep(key: string, { by, with: more }: Encoding): FactForm['spread'] {
  const encode = encoders[by] as (value: unknown, ...more: readonly unknown[]) => number
  return (value, row) => {
    const code = encode(value, ...more)
    row[key] = code
    return Number.isNaN(code) ? code : 0
  }
}

export const wordsFor = (forms: readonly unknown[]): number =>
  Math.max(1, Math.ceil(forms.length / bitsPerWord))

function mark(open: Int32Array, index: number): void {
  const word = Math.floor(index / bitsPerWord)
  open[word] = (open[word] as number) | (1 << (index % bitsPerWord))
}

/**
 * Whether facts hold nothing but what was read, and what nobody reads: no misspelt name, nothing that facts
 * may not be.
 */
export function holdsOnly(
  facts: Readonly<Record<string, unknown>>,
  given: number,
  read: ReadonlySet<string>,
  known: ReadonlySet<string>,
): boolean {
  let names = 0
  for (const _ in facts) names++
  if (names === given) return true
  let found = 0
  for (const name of Object.keys(facts)) {
    const value = facts[name]
    if (value === undefined) continue
    if (read.has(name)) found++
    else if (!known.has(name) || !isPlain(value)) return false
  }
  // What an object inherits is not given.
  return found === given
}

/** Whether facts are an object made here, whose names can be read one by one. */
export const isReadable = (facts: unknown): facts is Readonly<Record<string, unknown>> =>
  typeof facts === 'object' &&
  facts !== null &&
  (Object.getPrototypeOf(facts) === Object.prototype || Object.getPrototypeOf(facts) === null)
