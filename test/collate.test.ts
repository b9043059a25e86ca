import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collate } from '../engine/citations/collate.ts'
import { decideFacts, documentFromJson, type SourceDocument } from '../engine/index.ts'
import { policies } from './support/policies.ts'
import { testFolder } from './support/tables.ts'
import { runIn } from './support/transcripts.ts'

const document = (id: string): SourceDocument => {
  const found = policies.sources.find((one) => one.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const original = document('employment-promotion')
const reprint = document('employment-promotion-reprint')
const collated = (copy: SourceDocument) => {
  const collation = collate(policies, original, copy)
  if (!collation) throw new Error('another text')
  return collation
}

describe('the reprint beside the text', () => {
  const { differences, numbers, quotes } = collated(reprint)

  test('differs in exactly the nine places of the inventory', () => {
    // Offsets of the texts without the line end that both begin with.
    expect(
      differences.map(({ kind, spans, from, to, cited }) => [
        kind,
        spans.original[0] - 1,
        spans.copy[0] - 1,
        from,
        to,
        cited?.zh,
      ]),
    ).toEqual([
      ['redacted', 1668, 1668, '06', '*', '第三部分第(一)项'],
      ['redacted', 1715, 1714, '07', '*', '第三部分第(一)项'],
      ['redacted', 4146, 4144, '05', '*', '第三部分第(三)项第1目'],
      ['redacted', 4262, 4259, '05', '*', '第三部分第(三)项第1目'],
      ['redacted', 4710, 4706, '05', '*', '第三部分第(三)项第2目'],
      ['redacted', 5259, 5254, '05', '*', '第三部分第(三)项第4目'],
      ['redacted', 5292, 5286, '05', '*', '第三部分第(三)项第4目'],
      ['redacted', 5644, 5637, '05', '*', '第三部分第(三)项第5目'],
      // The two line ends before it end the original too.
      ['added', 8130 + 2, 8122 + 2, '', '友情链接', '第七部分'],
    ])
  })

  test('hides no more than recon.doc4-redaction lets pass', () => {
    const redacted = differences.filter(({ kind }) => kind === 'redacted')
    const tokens = redacted.map(({ token }) => token)
    expect(tokens.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2006 20*',
      '2007 20*',
      ...Array.from({ length: 6 }, () => '4050 4*0'),
    ])
    for (const { from, to } of tokens) {
      const facts = documentFromJson('tokens.json', JSON.stringify({ doc3_token: from, doc4_token: to }))
      const asked = decideFacts(policies, facts.document, { clauses: ['recon.doc4-redaction'] })
      expect(asked.ok && asked.answers[0]?.outputs.consistent).toBe(true)
    }
  })

  test('has every number that a parameter is, to the letter', () => {
    expect(numbers.length).toBeGreaterThan(100)
    expect(numbers.filter(({ status }) => status !== 'verbatim').map(({ name }) => name)).toEqual([])
    // Read anew from the reprint alone, each number stands in the same words.
    for (const { span, text } of numbers) {
      const shift = differences
        .filter(({ spans }) => spans.original[1] <= span[0])
        .reduce((sum, { from, to }) => sum + to.length - from.length, 0)
      expect(reprint.text.slice(span[0] + shift, span[1] + shift)).toBe(text)
    }
  })

  test('contradicts no rate, cap, period or condition, and names what cannot be read from it alone', () => {
    expect(quotes.filter(({ status }) => status === 'contradicted')).toEqual([])
    const unread = new Set(quotes.filter(({ status }) => status === 'redacted').map(({ name }) => name))
    expect([...unread].sort()).toMatchInlineSnapshot(`
      [
        "assistance-subsidy.rural-rate",
        "assistance-subsidy.rural-rate is-4050",
        "assistance-subsidy.ui-expired-4050",
        "assistance-subsidy.ui-expired-4050 is-4050",
        "flexible-employment.social-insurance-subsidy",
        "flexible-employment.social-insurance-subsidy person-mode",
        "hardship.category",
        "hardship.category category",
        "hardship.category.female_age",
        "hardship.category.male_age",
        "legacy-benefit.grandfathering",
        "legacy-benefit.grandfathering source-document",
        "legacy-tax.approval-deadline",
        "legacy-tax.approval-deadline source-document",
        "public-welfare-post.4050-extension",
        "public-welfare-post.4050-extension is-4050",
        "recon.doc4-redaction",
      ]
    `)
  })
})

describe('a copy with one character changed', () => {
  const { numbers } = collated(reprint)
  /** Every tenth number that a parameter is, with its first digit another one. */
  const planted = numbers
    .filter((_, index) => index % 10 === 3)
    .map(({ name, span, text }) => {
      const before = original.text.slice(span[0] - 12, span[0])
      return { name, text, before }
    })
  test.each(planted)('is named at $text of $name', ({ name, text, before }) => {
    const at = reprint.text.indexOf(before + text) + before.length
    expect(at).toBeGreaterThan(before.length)
    const wrong = [...text].findIndex((char) => /[\d一二三]/.test(char))
    const other = /\d/.test(text[wrong] ?? '') ? String((Number(text[wrong]) + 1) % 10) : '九'
    const copy = reprint.text.slice(0, at + wrong) + other + reprint.text.slice(at + wrong + 1)
    const { differences, numbers: found } = collated({ ...reprint, text: copy })
    expect(differences).toHaveLength(10)
    const changed = differences.filter(({ kind }) => kind === 'changed')
    expect(changed.map(({ spans, to }) => [spans.copy[0], to])).toEqual([[at + wrong, other]])
    expect(found.filter(({ status }) => status === 'contradicted').map((one) => one.name)).toContain(name)
  })

  test('is told by the command, with its place, and fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-collate-'))
    try {
      const file = join(folder, 'copy.txt')
      await writeFile(file, reprint.text.replace('年优惠最高不超过3000元', '年优惠最高不超过3500元'))
      const line = `clausebook collate --copy employment-promotion-reprint --text ${file} --lang zh`
      const { exit, out } = await runIn(`${testFolder}..`, line)
      expect(exit).toBe(1)
      expect(out).toMatch(/✕ \S+copy\.txt:32:\d+ {2}不同 {2}3000 → 3500 {2}第三部分第\(二\)项第3目/)
      expect(out).toContain('✕ venue-rent.government-market.cap: 3000元 3000 → 3500')
      expect((await runIn(`${testFolder}..`, 'clausebook collate')).exit).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('hides nothing where a star comes in between', () => {
    const copy = { ...reprint, text: reprint.text.replace('3000元', '3000*元') }
    expect(
      collated(copy)
        .differences.filter(({ kind }) => kind === 'added')
        .map(({ to }) => to),
    ).toContain('*')
  })

  test('that is another text is no copy', () => {
    expect(collate(policies, original, { ...reprint, text: '别的文件。'.repeat(2000) })).toBeNull()
  })
})
