import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { draftAmendment } from '../engine/amend/draft.ts'
import { amendedFiles } from '../engine/amend/files.ts'
import { formalNumeral, hanNumeral } from '../engine/amend/han-numeral.ts'
import { writtenNumber } from '../engine/amend/write-number.ts'
import { hanInteger } from '../engine/citations/numerals.ts'
import { itemAt } from '../engine/citations/outline.ts'
import { placesOf } from '../engine/citations/places.ts'
import {
  type CalendarDate,
  citationFaults,
  type DocumentCache,
  loadWorkspace,
  numbersIn,
  parseDate,
  Rational,
  type Value,
  type ValueType,
} from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'
import { readTable, testFolder } from './support/tables.ts'

type Change =
  | {
      readonly file: string
      readonly quote: string
      readonly value: string
      readonly now: string
      readonly from: string | null
    }
  | { readonly file: string; readonly replace: string; readonly with: string }

interface Row {
  readonly name: string
  readonly changes: readonly Change[]
  /** The decision, line by line; then what is undrafted and why. */
  readonly decision?: readonly string[]
  readonly undrafted?: readonly string[]
}

const update = process.env.CLAUSEBOOK_UPDATE === '1'
const table = 'amend/amendments.yaml'
const rows = readTable<{ readonly rows: readonly Row[] }>(table).data.rows
const folder = 'policies/employment-promotion'
const seed = policyFiles.filter(({ path, kind }) => path.startsWith(folder) && kind !== 'cases')
const cache: DocumentCache = new Map()
const before = loadWorkspace(seed, { cache })
const levels = before.policies[0]?.levels ?? []

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with one change in it, which has to be there once. */
function made(text: string, change: Change): string {
  if ('replace' in change) {
    expect(text.split(change.replace)).toHaveLength(2)
    return text.replace(change.replace, () => change.with)
  }
  const { quote, value, now, from } = change
  const next = `(?= \\},? *quote: '|\\s*\\}?\\n *quote: ')`
  const of = `(?=[\\s},]*quote: '${escaped(quote)}'(?:\\n +number: (?<number>\\d))?)`
  const form = new RegExp(`( +|\\{ )undated: ${escaped(value)}${next}${of}`, 'g')
  expect([...text.matchAll(form)].length, `${quote} ${value}`).toBeGreaterThan(0)
  let isFirst = true
  return text.replaceAll(form, (all, before: string) => {
    if (!isFirst) return all
    isFirst = false
    if (from === null) return `${before}undated: ${now}`
    return before.startsWith('{') ? `${all}, ${from}: ${now}` : `${all}\n${before}${from}: ${now}`
  })
}

const filesWith = (changes: readonly Change[]) =>
  seed.map(({ path, text }) => ({
    path,
    text: changes.filter(({ file }) => path === `${folder}/provisions/${file}.yaml`).reduce(made, text),
  }))

describe('the amendment drafted of', () => {
  const seen: Row[] = []
  test.each(rows)('$name', ({ name, changes, decision, undrafted }) => {
    const files = filesWith(changes)
    const after = loadWorkspace(files, { cache })
    expect(after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const amendment = draftAmendment(before, after)
    const lines = amendment.documents.flatMap(({ articles, closing }) => [
      ...articles.map(({ words }) => words.zh),
      closing.zh,
    ])
    const left = amendment.undrafted.map(({ subject, because }) => `${subject}: ${because.zh}`)
    if (update) seen.push({ name, changes, decision: lines, undrafted: left })
    else expect({ lines, left }).toEqual({ lines: decision, left: undrafted })

    const untouched = amendment.documents.filter(
      ({ document }, index) => amendment.documents.findIndex((one) => one.document === document) === index,
    )
    for (const { document, text, articles } of untouched)
      for (const { from, to, cited } of articles) {
        const places = placesOf(from, document.text).filter(
          ([start]) => itemAt(document.text, levels, start)?.cited.zh === cited.zh,
        )
        expect(places, from).toHaveLength(1)
        if (to !== null) expect(text).toContain(to)
      }
    const written = amendedFiles(amendment, after)
    if (!written.ok) throw new Error(written.problem.message.en)
    const kept = files.filter(({ path }) => !written.files.some((file) => file.path === path))
    const next = loadWorkspace([...kept, ...written.files], { cache })
    expect(next.diagnostics).toEqual([])
    const pointed = amendment.documents.flatMap(({ stated }) => stated.map(({ parameter }) => parameter))
    const faults = citationFaults(next).filter(({ message }) =>
      pointed.some((parameter) => message.en.includes(`\`${parameter.split('.').at(-1)}\``)),
    )
    expect(faults.map(({ code }) => code)).toEqual([])
  })
  test.runIf(update)('is written down', () => {
    const head = readFileSync(testFolder + table, 'utf8').split('rows:')[0]
    writeFileSync(testFolder + table, `${head}${stringify({ rows: seen }, { lineWidth: 0 })}`)
  })
})

interface NumberRow {
  readonly text: string
  readonly type: ValueType
  readonly value: string
  readonly written: string | null
}

describe('another value in the place of', () => {
  const numbers = readTable<{ readonly rows: readonly NumberRow[] }>('amend/numbers.yaml').data.rows
  const valueIn = ({ type, value }: NumberRow): Value =>
    type.name === 'date'
      ? (parseDate(value) as CalendarDate)
      : type.name === 'month-day'
        ? value
        : (Rational.parse(value) as Rational)
  test.each(numbers)('$text: $value', (row) => {
    const [number] = numbersIn(row.text)
    if (!number) throw new Error('no number')
    expect(writtenNumber({ text: row.text, number }, valueIn(row), row.type) ?? null).toBe(row.written)
  })
})

test('Chinese numerals are read back as they were written', () => {
  const whole = fc.bigInt({ min: 0n, max: 10n ** 12n - 1n })
  fc.assert(
    fc.property(whole, (value) => hanInteger(hanNumeral(value) ?? '') === value),
    { seed: 20100101, numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 20_000n }), (value) => {
      const formal = formalNumeral(value) ?? ''
      return hanInteger(formal) === value
    }),
    { seed: 20100101, numRuns: 2000 },
  )
})
