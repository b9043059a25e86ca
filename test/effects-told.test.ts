import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import {
  type DocumentCache,
  effectsBetween,
  effectWords,
  loadWorkspace,
  type Words,
  type Workspace,
} from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'
import { readTable, testFolder } from './support/tables.ts'

interface Row {
  readonly name: string
  readonly file: string
  readonly replace: string
  readonly with: string
  /** What is said, in both languages. */
  readonly says?: readonly (Readonly<Record<string, unknown>> | null)[]
}

const update = process.env.CLAUSEBOOK_UPDATE === '1'
const table = 'compare/effects.yaml'
const cache: DocumentCache = new Map()
const before = loadWorkspace(policyFiles, { cache })

function after({ file, replace, with: put }: Row): Workspace {
  const found = policyFiles.find(({ path }) => path.endsWith(`/provisions/${file}`))
  if (!found?.text.includes(replace)) throw new Error(`\`${replace}\` does not stand in ${file}`)
  return loadWorkspace(
    policyFiles.map((one) => (one === found ? { ...one, text: one.text.replace(replace, () => put) } : one)),
    { cache: new Map(cache) },
  )
}

const both = (words: Words | null) => words && { zh: words.zh, en: words.en }

function saysOf(row: Row) {
  const now = after(row)
  return effectsBetween(before, now).map((effect) => {
    const words = effectWords(effect, before.clause(effect.clause), now.clause(effect.clause))
    const { witness } = effect
    return {
      clause: effect.clause,
      ...(witness && {
        witness: `${witness.base}: ${witness.moved.join(', ') || 'as it is'}`,
        facts: words.facts.map(({ title, value }) => `${title.en} ${value.en}`).join(', '),
        amounts: `${witness.before?.amount} → ${witness.after?.amount}`,
      }),
      nobody: effect.nobody,
      complete: effect.complete,
      region: both(effect.region),
      most: both(words.most),
      unchanged: {
        zh: words.unchanged.map(({ zh }) => zh).join('；'),
        en: words.unchanged.map(({ en }) => en).join('; '),
      },
      ...(words.open && { open: both(words.open) }),
    }
  })
}

const rows = readTable<{ readonly rows: readonly Row[] }>(table).data.rows

describe('the effect', () => {
  if (update)
    test('is written down', () => {
      const told = rows.map((row) => ({ ...row, says: saysOf(row) }))
      const head =
        '# One passage of a provision of this repository changed, and what is said of its effect.\n'
      writeFileSync(testFolder + table, head + stringify({ rows: told }, { lineWidth: 0 }))
    })
  test.each(rows)('of $name is told', (row) => {
    expect(saysOf(row)).toEqual(row.says)
  })
})
