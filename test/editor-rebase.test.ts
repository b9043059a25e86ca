import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { applyChange, changeBetween, inverted } from '../editor/state/history.ts'
import { lineHunks } from '../editor/state/lines.ts'
import { editText, type FormEdit } from '../editor/worker/edits.ts'
import { rebased } from '../editor/worker/rebase.ts'
import {
  type CaseResult,
  documentFromText,
  nodeAt,
  type OutputValue,
  runCases,
  suiteOf,
} from '../engine/index.ts'
import { edited, editorDeriver } from './support/deriving.ts'
import { policies, policyFiles } from './support/policies.ts'
import { announce, runs, seed } from './support/seed.ts'
import { readTable } from './support/tables.ts'

interface Row {
  readonly name: string
  readonly edits: readonly (readonly [path: string, from: string, to: string])[]
  readonly accept: readonly string[]
  /** Lines that go and lines that come, in the order of the files. */
  readonly lines: readonly string[]
  /** The log's changes. */
  readonly log?: readonly Readonly<Record<string, string>>[]
  readonly refused?: readonly string[]
}

const { deriver, derive } = await editorDeriver()
const textAt = (path: string) => policyFiles.find((file) => file.path === path)?.text ?? ''

describe('accepting what cases come to writes', () => {
  beforeEach(async () => {
    await derive({ texts: policyFiles })
  })

  test.for(readTable<{ readonly rows: readonly Row[] }>('editor-rebase.yaml').data.rows)(
    '$name',
    async ({ edits, accept, lines, log, refused = [] }) => {
      const texts = edited(edits)
      const before = await derive({ texts })
      const answer = await deriver.accept(accept)
      expect(answer.refused.map(({ key }) => key)).toEqual(refused)
      const after = answer.files.map(({ path, text, edits: own }) => {
        const done = editText(path, text, own)
        if (!done.ok) throw new Error(done.why.en)
        return { path, text: done.text, before: text }
      })
      const changed = after.flatMap(({ text, before: old }) =>
        lineHunks(old, text).flatMap(({ oldLines, newLines }) => [
          ...oldLines.map((line) => `- ${line.trim()}`),
          ...newLines.map((line) => `+ ${line.trim()}`),
        ]),
      )
      expect(changed).toEqual(lines)
      if (log) expect(answer.accepted.flatMap(({ changes }) => changes)).toEqual(log)
      // What was accepted passes, and nothing else moved.
      const then = await derive({ texts: after.map(({ path, text }) => ({ path, text })) })
      const failing = (rows: typeof then.cases) =>
        rows.filter(({ cause }) => cause !== 'passing').map(({ key }) => key)
      expect(failing(then.cases)).toEqual(
        failing(before.cases).filter((key) => !accept.includes(key) || refused.includes(key)),
      )
    },
  )
})

type Written = null | boolean | string | readonly Written[] | { readonly [key: string]: Written }

const read = (text: string): { readonly cases: readonly { readonly [key: string]: Written }[] } =>
  parse(text, { schema: 'failsafe' })

/** A case file of the policies, with what its cases come to. */
const files = policies.caseDocuments.map((document) => ({
  path: document.file,
  results: runCases(suiteOf(policies, [document])).filter(
    ({ clause, reading }) => clause !== null && reading === undefined,
  ),
}))

const withCases = files.filter(({ results }) => results.length > 0)

const money = fc
  .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([yuan, fen]) => `${yuan}.${String(fen).padStart(2, '0')}`)
const codes = fc.uniqueArray(fc.constantFrom('holder', 'first-time', 'within-3-years', 'a', 'true', '12'), {
  maxLength: 3,
})

/** Something that a case could come to, told as differences from what it expects. */
const differences = fc
  .record({ eligible: fc.boolean(), amount: money, failed: codes, refer: codes }, { requiredKeys: [] })
  .filter((one) => Object.keys(one).length > 0)

const withDifferences = (result: CaseResult, actual: Readonly<Record<string, OutputValue>>): CaseResult => ({
  ...result,
  passed: false,
  decisions: [],
  differences: Object.entries(actual).map(([path, value]) => ({
    path,
    expected: null,
    actual: value,
    words: { zh: path, en: path },
  })),
})

/** What the yaml library reads after the edit, made from what it read before. */
function intended(
  expected: Readonly<Record<string, Written>>,
  actual: Readonly<Record<string, OutputValue>>,
): Readonly<Record<string, Written>> {
  const next: Record<string, Written> = { ...expected }
  for (const [key, value] of Object.entries(actual)) {
    if (Array.isArray(value) && value.length === 0) delete next[key]
    else if (Array.isArray(value)) next[key] = value.map(String)
    else {
      const like = next[key]
      const plain = String(value)
      next[key] = typeof like === 'string' && /^-?\d+$/.test(like) ? plain.replace(/\.0+$/, '') : plain
    }
  }
  return next
}

/** Lines of the case with an index: all that an edit of it may touch. */
function extentOf(text: string, path: string, index: number): readonly [number, number] {
  const list = nodeAt(documentFromText(path, text).document.root, ['cases'])
  const items = list?.kind === 'list' ? list.items : []
  const [item, next] = [items[index], items[index + 1]]
  return [item?.span[0] ?? 0, next?.span[0] ?? text.length]
}

function checkUndo(path: string, before: string, after: string): void {
  const change = changeBetween(path, before, after)
  if (!change) return
  const step = { changes: [change], group: null, time: 0 }
  expect(inverted(step).reduce(applyChange, applyChange(before, change))).toBe(before)
}

const made = (path: string, text: string, edits: readonly FormEdit[]): string => {
  const answer = editText(path, text, edits)
  if (!answer.ok) throw new Error(`${path}: ${answer.why.en}`)
  return answer.text
}

test('cases that are accepted, added and taken away leave every other byte alone, and undo is exact', () => {
  const count = runs(60)
  announce('case edits', count)
  const property = fc.property(
    fc.nat(withCases.length - 1),
    fc.nat(1000),
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('accept' as const), actual: differences }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('add' as const), title: fc.string({ maxLength: 20 }) }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const) }) },
    ),
    fc.boolean(),
    (file, which, edit, windows) => {
      const { path, results } = withCases[file] as (typeof withCases)[number]
      const before = windows ? textAt(path).replaceAll('\n', '\r\n') : textAt(path)
      const old = read(before)
      const result = results[which % results.length] as CaseResult
      const index = old.cases.findIndex(({ id }) => id === result.id)
      const [start, end] = extentOf(before, path, index)
      if (edit.kind === 'accept') {
        const { document } = documentFromText(path, before)
        const found = rebased(withDifferences(result, edit.actual), [], document)
        const expectedBefore = old.cases[index]?.expected as Readonly<Record<string, Written>>
        // An empty list that was not written either leaves nothing to accept.
        if (!found.ok) {
          expect(intended(expectedBefore, edit.actual)).toEqual(expectedBefore)
          return
        }
        const after = made(path, before, found.edits)
        expect(after.startsWith(before.slice(0, start))).toBe(true)
        expect(after.endsWith(before.slice(end))).toBe(true)
        expect(read(after)).toEqual({
          ...old,
          cases: old.cases.with(index, {
            ...old.cases[index],
            expected: intended(expectedBefore, edit.actual),
          }),
        })
        checkUndo(path, before, after)
      } else if (edit.kind === 'add') {
        const title = `'${edit.title.replaceAll(/[\p{Cc}\u2028\u2029\ufeff]/gu, '').replaceAll("'", "''")}'`
        const lines = `- id: ${result.clause}/99-new\n  title: { zh: ${title}, en: x }\n  clause: ${result.clause}\n  kind: typical\n  facts: { a: 1 }\n  expected: { eligible: null }`
        const after = made(path, before, [{ kind: 'case', lines }])
        expect(after.startsWith(before)).toBe(true)
        expect(after.includes('\n') && windows ? !/[^\r]\n/.test(after) : true).toBe(true)
        const [last] = parse(lines, { schema: 'failsafe' })
        expect(read(after)).toEqual({ ...old, cases: [...old.cases, last] })
        checkUndo(path, before, after)
      } else if (old.cases.length > 1) {
        const after = made(path, before, [{ kind: 'uncase', id: result.id }])
        expect(after.startsWith(before.slice(0, start).replace(/[^\n]*$/, ''))).toBe(true)
        expect(after.endsWith(before.slice(end).replace(/^[^\n]*\n/, ''))).toBe(true)
        expect(read(after)).toEqual({ ...old, cases: old.cases.toSpliced(index, 1) })
        checkUndo(path, before, after)
      }
    },
  )
  fc.assert(property, { seed, numRuns: count })
}, 3_600_000)
