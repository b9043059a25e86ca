import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { changeBetween } from '../editor/state/history.ts'
import { createStore } from '../editor/state/store.ts'
import { editText, type FormEdit } from '../editor/worker/edits.ts'
import { documentFromText, formatDate, nodeAt, type Parameter, type ValueType } from '../engine/index.ts'
import { policies, policyFiles } from './support/policies.ts'

/**
 * Edits of the form, drawn from a seed: so many in each run of the tests; `CLAUSEBOOK_EDITS=10000` makes
 * the full proof, some minutes.
 */
const count = Number(process.env.CLAUSEBOOK_EDITS ?? 200)

/** Mulberry32: the same numbers from the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = randomFrom(20261124)
const below = (n: number): number => Math.floor(random() * n)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T

const parameters: readonly Parameter[] = policies.policies
  .flatMap(({ provisions }) =>
    provisions.flatMap((provision) => [
      ...provision.parameters,
      ...provision.clauses.flatMap((clause) => clause.parameters),
    ]),
  )
  .filter(({ values, type }) => values.length > 0 && type.name !== 'list')

/** What a person could type for a type, as the file would write it. */
function drawn({ name, values }: ValueType, like: string): string {
  switch (name) {
    case 'rate':
      return like.endsWith('%')
        ? `${below(200)}${oneOf(['', '.5', '.25'])}%`
        : `0.${String(below(100)).padStart(2, '0')}`
    case 'date':
      return drawnDay()
    case 'month-day':
      return `${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`
    case 'boolean':
      return oneOf(['true', 'false'])
    case 'category':
      return oneOf(Object.keys(values ?? { other: 0 }))
    case 'text':
      return oneOf(['甲', '乙: 丙', '# 不是注释', "it's", '"quoted"', '4*0', '  ', '2010', 'true', '{a}'])
    case 'money':
    case 'number':
      return `${below(100_000)}${oneOf(['', '', '.5', '.00', '.25'])}`
    default:
      return String(below(1000))
  }
}

const drawnDay = (): string => formatDate({ day: 12_000 + below(12_000) })

/** By another parser than the one under test, everything as text. */
const read = (text: string): unknown => {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const data: unknown = parse(text, { schema: 'failsafe' })
  // A text is read after its edit and before the next.
  if (parsed.size > 100) parsed.clear()
  parsed.set(text, data)
  return data
}

const parsed = new Map<string, unknown>()

type Path = readonly (string | number)[]

/** Data with something else at a place; undefined takes the key away. */
function changed(data: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string, unknown>
  const inner = copy[step as string]
  const next = rest.length === 0 ? value : changed(inner, rest, value)
  if (next === undefined) delete copy[step as string]
  else copy[step as string] = next
  return copy
}

const linesOf = (text: string): readonly string[] => text.split('\n')

/** The lines of one text that the other does not have at the same place, from both ends. */
function differing(before: string, after: string): { readonly gone: number; readonly added: number } {
  const [a, b] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return { gone: a.length - start - end, added: b.length - start - end }
}

interface Drawn {
  readonly edit: FormEdit
  readonly intended: unknown
  /** The bytes that may change. */
  readonly within: readonly [number, number]
  readonly lines: { readonly gone: number; readonly added: number }
}

/** A value typed over, or a new one from a day, at a parameter of the text as it stands. */
function drawEdit(text: string, { origin, type }: Parameter): Drawn | undefined {
  const { root } = documentFromText(origin.file, text).document
  const into: Path = [...origin.path, 'values']
  const map = nodeAt(root, into)
  if (map?.kind !== 'map') return undefined
  const entry = oneOf(map.entries)
  const isMap = entry.value?.kind === 'map'
  const at: Path = isMap ? [...into, entry.key.text, 'value'] : [...into, entry.key.text]
  const old = nodeAt(root, at)
  if (old?.kind !== 'scalar') return undefined
  const value = drawn(type, old.text)
  if (random() < 0.5)
    return {
      edit: { kind: 'set', at, text: value },
      intended: changed(read(text), at, value),
      within: old.span,
      lines: value === old.text ? { gone: 0, added: 0 } : { gone: 1, added: 1 },
    }
  const key = drawnDay()
  const known = map.entries.find((one) => one.key.text === key)
  // What a field takes as a value; anything else never reaches the text.
  if (known || type.name === 'text') return undefined
  return {
    edit: { kind: 'put', into, key, text: value },
    intended: changed(read(text), [...into, key], value),
    within: map.flow ? map.span : [0, text.length],
    lines: map.flow ? { gone: 1, added: 1 } : { gone: 0, added: 1 },
  }
}

describe('edits of the form', () => {
  test(`${count} of them change the bytes they mean and no others, read as intended, and are undone to the byte`, () => {
    const texts = new Map(policyFiles.map(({ path, text }) => [path, text]))
    let made = 0
    while (made < count) {
      const parameter = oneOf(parameters)
      const path = parameter.origin.file
      // From time to time the file begins anew, so that none grows without end.
      if (random() < 0.05) texts.set(path, policyFiles.find((file) => file.path === path)?.text ?? '')
      const before = texts.get(path) ?? ''
      const one = drawEdit(before, parameter)
      if (!one) continue
      const answer = editText(path, before, [one.edit])
      if (!answer.ok) throw new Error(`${parameter.name}: ${answer.why.en} (${JSON.stringify(one.edit)})`)
      const { text: after } = answer
      const why = `${parameter.name} ${JSON.stringify(one.edit)}`
      expect(read(after), why).toEqual(one.intended)
      expect(after.slice(0, one.within[0]), why).toBe(before.slice(0, one.within[0]))
      expect(after.slice(after.length - (before.length - one.within[1])), why).toBe(
        before.slice(one.within[1]),
      )
      expect(differing(before, after), why).toEqual(one.lines)
      expect(undone(path, before, after), why).toBe(before)
      texts.set(path, after)
      made++
    }
  }, 3_600_000)
})

/** The text after the edit was made in the workbench and taken back. */
function undone(path: string, before: string, after: string): string | undefined {
  const store = createStore()
  const file = { id: 'a', path, kind: 'provision', writable: true, hash: 'h' } as const
  store.open([{ ...file, saved: before, text: before }])
  const change = changeBetween(path, before, after)
  if (change) store.edit([change], { author: 'form' })
  expect(store.get().files.get(path)?.text).toBe(after)
  store.undo()
  return store.get().files.get(path)?.text
}
