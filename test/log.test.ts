import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendLog,
  applyEdits,
  documentFromText,
  type LogEntry,
  loadWorkspace,
  removeLastLog,
} from '../engine/index.ts'
import { rentAid, rentAidFolder } from './support/rent-aid.ts'

const path = `${rentAidFolder}/log.yaml`

const entry: LogEntry = {
  at: '2026-11-24T10:42:00+08:00',
  by: '王敏',
  what: 'yearly',
  changes: [{ parameter: 'venue-aid.market.cap', from: '2010-01-01', value: '3500' }],
  basis: '示例文号 12',
}

const line = `- { at: 2026-11-24T10:42:00+08:00, by: 王敏, what: yearly, changes: [{ parameter: venue-aid.market.cap, from: 2010-01-01, value: 3500 }], basis: "示例文号 12" }`

function appended(text: string, added: LogEntry = entry): string {
  const result = appendLog(documentFromText(path, text).document, added)
  if ('problem' in result) throw new Error(result.problem.message.en)
  return applyEdits(text, [result.edit])
}

/** What a workspace reads from a log. */
const read = (text: string) => {
  const workspace = loadWorkspace([...rentAid, { path, text }])
  return { entries: workspace.logs.get(rentAidFolder), diagnostics: workspace.diagnostics }
}

describe('an entry of a log', () => {
  test.each([
    ['begins one where there is none', '', `${line}\n`],
    ['stands after a remark at the head', '# 记录\n', `# 记录\n${line}\n`],
    ['is one line at the end', `${line}\n`, `${line}\n${line}\n`],
    ['keeps the line ends of the file', `${line}\r\n`, `${line}\r\n${line}\r\n`],
    ['follows a last line that is not ended', line, `${line}\n${line}`],
    ['keeps the indentation of the others', `  ${line}\n`, `  ${line}\n  ${line}\n`],
    ['stands after a remark at the end', `${line}\n# 以上已核对\n`, `${line}\n# 以上已核对\n${line}\n`],
  ])('%s', (_, before, after) => {
    expect(appended(before)).toBe(after)
    expect(read(after).diagnostics).toEqual([])
  })

  test('is refused where the file is no list of lines', () => {
    const problem = (text: string) => appendLog(documentFromText(path, text).document, entry)
    expect(problem('a: 1\n')).toHaveProperty('problem.code', 'EDIT_REFUSED')
    expect(problem('[]\n')).toHaveProperty('problem.code', 'EDIT_REFUSED')
  })

  test('is read back with all its words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => /\S/u.test(text.normalize('NFC'))),
        fc.string({ minLength: 1 }).filter((text) => /\S/.test(text)),
        (basis, by) => {
          const added = { ...entry, basis, by }
          const result = appendLog(documentFromText(path, `${line}\n`).document, added)
          // A character that no file may hold is refused, not left out.
          if ('problem' in result) return
          const text = applyEdits(`${line}\n`, [result.edit])
          expect(text.trimEnd().split('\n')).toHaveLength(2)
          const last = read(text).entries?.at(-1)
          expect(last).toMatchObject({ basis, by })
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  test('that was added last is taken back, to the byte', () => {
    const before = `# 记录\n${line}\n`
    const after = appended(before)
    const result = removeLastLog(documentFromText(path, after).document)
    expect('edit' in result && applyEdits(after, [result.edit])).toBe(before)
  })
})

test('a fault in a log keeps nobody from deciding', () => {
  const workspace = loadWorkspace([...rentAid, { path, text: '- { by: 王敏 }\n' }])
  expect(workspace.diagnostics.map(({ code }) => code)).toEqual(['KEY_MISSING'])
  expect(workspace.policies).toHaveLength(1)
})
