import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ClauseDraft, Reckoning } from '../editor/state/clause-draft.ts'
import { decideFacts, documentFromJson, loadWorkspace } from '../engine/index.ts'
import { editorDeriver } from './support/deriving.ts'
import { policies, policyFiles } from './support/policies.ts'

const { deriver } = await editorDeriver()
const textOf = (path: string) => policyFiles.find((file) => file.path === path)?.text ?? ''
const plain = (text: string) => parse(text, { schema: 'failsafe' })
const withText = (path: string, text: string) =>
  loadWorkspace(policyFiles.map((file) => (file.path === path ? { ...file, text } : file)))

const provisions = policies.policies.flatMap((policy) =>
  policy.provisions.map((provision) => ({ id: provision.id, file: provision.file, policy })),
)
const value = (text: string) => ({ title: { zh: '标准：甲', en: "One's value" }, text, quote: '' })

const ways: Readonly<Record<string, Reckoning>> = {
  none: { kind: 'none' },
  fixed: { kind: 'fixed', amount: value('500') },
  share: { kind: 'share', base: 'annual_rent', rate: value('10%'), cap: value('3000') },
  'share without a cap': { kind: 'share', base: 'annual_rent', rate: value('7.5%'), cap: null },
  each: { kind: 'each', count: 'hires', each: value('1000'), cap: value('20000.50') },
}

const draft = (provision: string, document: string, quote: string, reckoning: Reckoning): ClauseDraft => ({
  provision,
  key: 'added-here',
  title: { zh: '新增：一条', en: 'Added, "here"' },
  document,
  section: '四(一)',
  quote,
  pays: reckoning.kind === 'none' ? 'none' : 'cash',
  from: null,
  reckoning,
})

/** Some words of a text. */
const firstLine = (text: string) =>
  text
    .split('\n')
    .find((line) => line.length > 8)
    ?.trim() ?? ''

describe('a new clause', () => {
  test.each(provisions.map(({ id }) => id))(
    'of %s is written at its end, loads, and touches nothing else',
    (id) => {
      const { file, policy } = provisions.find((one) => one.id === id) ?? { file: '', policy: null }
      const choices = deriver.clauseChoices(id)
      const source = policy?.documents[0]
      expect(choices?.file).toBe(file)
      // Each in one way; all ways come round.
      const all = Object.entries(ways)
      const number = provisions.findIndex((one) => one.id === id)
      for (const [name, way] of all.slice(number % all.length).slice(0, 1)) {
        const base = choices?.bases[0]?.name
        const count = choices?.counts[0]?.name
        if ((way.kind === 'share' && !base) || (way.kind === 'each' && !count)) continue
        const reckoning =
          way.kind === 'share'
            ? { ...way, base: base ?? '' }
            : way.kind === 'each'
              ? { ...way, count: count ?? '' }
              : way
        const asked = draft(id, source?.id ?? '', firstLine(source?.text ?? ''), reckoning)
        const answer = deriver.rewrite({ path: file, clause: asked }, [])
        if (!answer.ok) throw new Error(`${id} ${name}: ${answer.why.en}`)
        const [written] = answer.texts
        const [before, after] = [textOf(file), written?.text ?? '']
        const { 'added-here': added, ...others } = plain(after).clauses
        expect(others, name).toEqual(plain(before).clauses)
        expect(added.source.quote).toBe(asked.quote)
        expect(added.title).toEqual(asked.title)
        // One piece more: what stood before and after it is as it was.
        const at = [...before].findIndex((letter, index) => letter !== after[index])
        const start = at < 0 ? before.length : at
        expect(after.endsWith(before.slice(start))).toBe(true)
      }
    },
  )

  test('is refused where its key is taken, or its amount cannot be reckoned so', () => {
    const rent = provisions.find(({ id }) => id === 'venue-rent')
    const asked = draft('venue-rent', 'employment-promotion', '再就业优惠证', ways.fixed as Reckoning)
    const tried = (part: Partial<ClauseDraft>) =>
      deriver.rewrite({ path: rent?.file ?? '', clause: { ...asked, ...part } }, [])
    expect(tried({ key: 'other-venue' })).toMatchObject({
      ok: false,
      why: { en: 'there is a clause other-venue already' },
    })
    expect(tried({ reckoning: { kind: 'fixed', amount: value('much') } }).ok).toBe(false)
    expect(tried({ from: '2010-02-30' }).ok).toBe(false)
    expect(
      tried({ reckoning: { kind: 'each', count: 'no_such_fact', each: value('1'), cap: null } }).ok,
    ).toBe(false)
    const ok = tried({ reckoning: ways.share as Reckoning, from: '2010-07-01' })
    expect(ok).toMatchObject({
      ok: true,
      words: { zh: '年租金，× 标准：甲 10%，最高不超过 3,000，四舍五入到分' },
    })
  })

  test('decides as it was drafted', () => {
    const file = provisions.find(({ id }) => id === 'venue-rent')?.file ?? ''
    const clause = draft('venue-rent', 'employment-promotion', '再就业优惠证', ways.share as Reckoning)
    const answer = deriver.rewrite({ path: file, clause: { ...clause, from: '2010-07-01' } }, [])
    if (!answer.ok) throw new Error(answer.why.en)
    const workspace = withText(file, answer.texts[0]?.text ?? '')
    const decide = (as_of: string) => {
      const facts = documentFromJson('facts.json', JSON.stringify({ as_of, annual_rent: 40000 })).document
      const asked = decideFacts(workspace, facts, { clauses: ['venue-rent.added-here'] })
      return asked.ok ? asked.answers[0] : asked.problems
    }
    expect(decide('2010-07-01')).toMatchObject({ eligible: true, amount: '3000.00' })
    expect(decide('2010-06-30')).toMatchObject({ eligible: false, failed: ['in-force'] })
  })
})

describe('the end of a clause', () => {
  const clauses = provisions.flatMap(({ policy }) =>
    policy.provisions.flatMap((provision) =>
      provision.clauses.map(({ id }) => ({ id, file: provision.file })),
    ),
  )
  const each = [...new Map(clauses.map((one) => [one.id, one])).values()].filter(
    (_, index) => index % 14 === 0,
  )

  test.each(each.map(({ id }) => id))('%s ends on a day, and nothing else changes', (id) => {
    const file = each.find((one) => one.id === id)?.file ?? ''
    const answer = deriver.rewrite({ path: file, repeal: id, until: '2012-01-01' }, [])
    if (!answer.ok) throw new Error(answer.why.en)
    const text = answer.texts[0]?.text ?? ''
    const workspace = withText(file, text)
    const [was, is] = [policies, workspace].map(
      ({ policies: all }) =>
        all.flatMap((policy) => policy.provisions.flatMap((one) => one.clauses)).find((one) => one.id === id)
          ?.effective,
    )
    expect(is?.from).toEqual(was?.from)
    expect(is?.until).not.toBeNull()
    const [before, after] = [textOf(file), text].map((one) => one.split('\n'))
    expect(after?.filter((line) => !before?.includes(line))).toHaveLength(1)
  })
})
