import { describe, expect, test } from 'vitest'
import { createIntake } from '../editor/state/intake.ts'
import type { Derived } from '../editor/state/view.ts'
import type { YearlyPage, YearlyRow } from '../editor/state/yearly-view.ts'
import { createDeriver, type Request } from '../editor/worker/deriver.ts'
import { editText } from '../editor/worker/edits.ts'
import { policyFiles } from './support/policies.ts'

const folder = 'policies/employment-promotion'
const venue = `${folder}/provisions/venue-rent.yaml`
const cap = 'venue-rent.government-market.cap'

const textOf = (path: string): string => policyFiles.find((file) => file.path === path)?.text ?? ''

/** The yearly page of the seed with other texts, as a new window would show it. */
async function pageOf(
  edited: Readonly<Record<string, string>> = {},
  { from = '2010-01-01', today = '2009-12-21', savedToo = false } = {},
): Promise<YearlyPage> {
  const { yearly } = await derivedFrom(edited, { from, today, savedToo })
  if (!yearly) throw new Error('no page')
  return yearly
}

async function derivedFrom(
  edited: Readonly<Record<string, string>>,
  { from, today, savedToo }: { from: string; today: string; savedToo: boolean },
): Promise<Derived> {
  const texts = [
    ...policyFiles.map(({ path, text }) => ({ path, text: edited[path] ?? text })),
    ...Object.entries(edited).flatMap(([path, text]) => (textOf(path) === '' ? [{ path, text }] : [])),
  ]
  const request: Request = {
    version: 1,
    texts,
    saved: savedToo ? texts : policyFiles,
    clause: null,
    case: null,
    source: null,
    yearly: { policy: 'employment-promotion', from },
    today,
    taken: null,
  }
  return createIntake().take(await createDeriver().derive(request))
}

const rowOf = (page: YearlyPage, name: string): YearlyRow => {
  const row = page.groups.flatMap(({ rows }) => rows).find((one) => one.name === name)
  if (!row) throw new Error(`no row ${name}`)
  return row
}

function put(text: string, row: YearlyRow, key: string, value: string): string {
  const answer = editText(row.path, text, [{ kind: 'put', into: row.into, key, text: value }])
  if (!answer.ok) throw new Error(answer.why.en)
  return answer.text
}

const plain = await pageOf()

describe('the yearly update', () => {
  test('lists every parameter once, by provision, and the outside figures last', () => {
    const names = plain.groups.flatMap(({ rows }) => rows.map(({ name }) => name))
    expect(new Set(names).size).toBe(names.length)
    expect(plain.groups.at(-1)).toMatchObject({ title: null })
    expect(plain.groups.at(-1)?.rows.map(({ name, isAwaited }) => [name, isAwaited])).toEqual([
      ['min_wage_monthly', true],
      ['city_avg_wage_monthly_prev_year', true],
      ['min_employer_contribution_monthly', true],
      ['base_rate_annual', true],
    ])
    expect(plain.groups.find(({ id }) => id === 'venue-rent')).toMatchObject({ sections: ['三(二)3'] })
  })

  test('shows what is in force, and that a field left empty goes on', () => {
    expect(rowOf(plain, cap)).toMatchObject({
      title: { zh: '年最高限额' },
      unit: { zh: '元/年', en: 'CNY/yr' },
      current: { text: '3000', shown: { zh: '3,000' }, from: null },
      fresh: null,
      isAwaited: false,
      isWithout: false,
      isChanged: false,
      cases: null,
    })
  })

  test('decides every case as of the day: without new values all that pass still do', () => {
    expect(plain.cases.unexplained + plain.cases.explained).toBe(0)
    expect(plain.cases.passing).toBeGreaterThan(250)
  })

  test('says what a new value changes, and which cases it moves', async () => {
    const text = put(textOf(venue), rowOf(plain, cap), '2010-01-01', '3500')
    expect(text.split('\n').filter((line) => !textOf(venue).split('\n').includes(line))).toEqual([
      '          2010-01-01: 3500',
    ])
    const page = await pageOf({ [venue]: text })
    const row = rowOf(page, cap)
    expect(row).toMatchObject({
      fresh: { text: '3500', shown: { zh: '3,500' } },
      saved: null,
      change: { by: '+500', percent: '+16.7 %' },
      isChanged: true,
    })
    expect(row.cases?.explained).toBeGreaterThan(0)
    expect(row.cases?.unexplained).toBe(0)
    expect(page.cases.explained).toBe(row.cases?.explained)
    expect(page.cases.explained + page.cases.passing).toBe(plain.cases.passing)
    // Saved or not: the day is asked, not the edit.
    const saved = await pageOf({ [venue]: text }, { savedToo: true })
    expect(rowOf(saved, cap)).toMatchObject({ isChanged: false, cases: row.cases })
    // The day before, nothing has begun.
    const before = await pageOf({ [venue]: text }, { from: '2009-12-31' })
    expect(before.cases).toEqual(plain.cases)
  })

  test('puts a figure that others publish into the vocabulary, one line', async () => {
    const facts = `${folder}/facts.yaml`
    const row = rowOf(plain, 'min_wage_monthly')
    const text = put(textOf(facts), row, '2010-01-01', '960')
    expect(text.split('\n').length).toBe(textOf(facts).split('\n').length + 1)
    expect(text).toContain('    figures: { 2010-01-01: 960 }\n')
    const page = await pageOf({ [facts]: text })
    expect(rowOf(page, 'min_wage_monthly')).toMatchObject({ fresh: { text: '960' }, isAwaited: false })
    const again = put(text, row, '2011-01-01', '1000')
    expect(again).toContain('figures: { 2010-01-01: 960, 2011-01-01: 1000 }')
    const answer = editText(facts, text, [{ kind: 'drop', from: row.into, key: '2010-01-01' }])
    expect(answer).toEqual({ ok: true, text: textOf(facts) })
  })

  test('has what runs out among what is to be done, with the days that are left', async () => {
    const text = textOf(venue).replace(
      'cap:\n        title: { zh: 年最高限额, en: Yearly cap }\n        type: money\n        unit: CNY\n        per: year\n        values:\n          undated: 3000',
      (passage) => passage.replace('3000', '{ value: 3000, valid_until: 2009-12-31 }'),
    )
    expect(text).not.toBe(textOf(venue))
    const page = await pageOf({ [venue]: text })
    expect(rowOf(page, cap)).toMatchObject({
      due: { kind: 'runs-out', on: '2009-12-31', days: 10 },
      current: { text: '3000' },
      isWithout: true,
      isAwaited: true,
    })
    // Cases that the end of a value leaves without one have a cause.
    expect(page.cases.unexplained).toBe(0)
    expect(page.cases.explained).toBeGreaterThan(0)
  })

  test('is told of in the list of clauses and among the problems, by the day on the wall', async () => {
    const text = textOf(venue).replace(
      'undated: 2000\n',
      'undated: { value: 2000, valid_until: 2009-12-31 }\n',
    )
    const on = async (today: string) => {
      const { policies, problems } = await derivedFrom(
        { [venue]: text },
        { from: '2010-01-01', today, savedToo: false },
      )
      const clauses = policies.flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
      return {
        due: clauses.flatMap(({ id, due }) => (due ? [[id, due.days]] : [])),
        problems: problems.map(({ code, severity }) => [code, severity]),
      }
    }
    const clause = 'venue-rent.other-venue'
    expect(await on('2009-10-01')).toEqual({ due: [], problems: [] })
    expect(await on('2009-12-21')).toEqual({ due: [[clause, 10]], problems: [] })
    expect(await on('2009-12-31')).toEqual({ due: [[clause, 0]], problems: [['VALUE_EXPIRED', 'warning']] })
  })

  test('says how far back a value reaches that was typed over', async () => {
    const dated = textOf(venue).replace('undated: 2000\n', '2009-03-01: 2000\n')
    const text = dated.replace('2009-03-01: 2000', '2009-03-01: 2200')
    const { corrections } = await derivedFrom(
      { [venue]: text },
      { from: '2010-01-01', today: '2009-12-21', savedToo: false },
    )
    // Against the saved text it is a value of another day, no correction.
    expect(corrections).toEqual([])
    const undated = textOf(venue).replace('undated: 2000\n', 'undated: 2200\n')
    const derived = await derivedFrom(
      { [venue]: undated },
      { from: '2010-01-01', today: '2009-12-21', savedToo: false },
    )
    expect(derived.corrections).toMatchObject([
      {
        parameter: 'venue-rent.other-venue.cap',
        from: null,
        was: { text: '2000' },
        now: { text: '2200' },
        months: null,
        reason: null,
      },
    ])
    expect(derived.corrections[0]?.cases).toBeGreaterThan(0)
  })

  test('lists what its log says, the latest first', async () => {
    const log = `- { at: 2009-01-05T09:00:00+08:00, by: 王敏, what: correction, changes: [{ parameter: ${cap}, from: undated, was: 300, value: 3000 }], basis: "笔误" }
- { at: 2009-12-21T10:42:00+08:00, by: 王敏, what: yearly, changes: [{ parameter: ${cap}, from: 2010-01-01, value: 3500 }], basis: "示例文号" }
`
    const page = await pageOf({ [`${folder}/log.yaml`]: log })
    expect(page.log).toMatchObject([
      { what: 'yearly', by: '王敏', changes: 1, basis: '示例文号', isUnsaved: true },
      { what: 'correction' },
    ])
  })
})

describe('lists and records', () => {
  const rows = plain.groups.flatMap((group) => group.rows)
  const lists = rows.filter(({ list }) => list !== null)
  const records = rows.filter(({ fields }) => fields !== null)

  test('have a form each; what has none is edited in the text', () => {
    expect(lists.length).toBeGreaterThan(5)
    expect(records.map(({ name }) => name)).toEqual(['min_employer_contribution_monthly'])
    const others = rows.filter(({ field, list, fields }) => /list|record/.test(field) && !list && !fields)
    expect(others).toEqual([])
  })

  test('offer what the vocabulary names and what once stood in them', () => {
    const trades = rowOf(plain, 'admin-fee-waiver.self-employed.excluded_industries').list
    expect(trades?.chosen).toContain('sauna')
    expect(trades?.options.find(({ value }) => value === 'sauna')?.title.zh).toBe('桑拿')
  })

  // In a flow, in a block, and one that had no value at all.
  test.each([
    'admin-fee-waiver.self-employed.fee_kinds',
    'venue-rent.other-venue.documents',
    'min_employer_contribution_monthly',
  ])('%s is one line more, then another, then none', async (name) => {
    const row = rowOf(plain, name)
    const before = textOf(row.path)
    const [first = '', second = ''] = row.list
      ? [`[${row.list.chosen.slice(1).join(', ')}]`, `[${row.list.chosen.join(', ')}]`]
      : ['{ pension: 200, medical: 80 }', '{ pension: 210.50 }']
    const written = put(before, row, '2010-01-01', first)
    const page = await pageOf({ [row.path]: written })
    expect(rowOf(page, name).isChanged).toBe(true)
    expect(rowOf(page, name).fresh?.text).toContain(first)
    const again = put(written, rowOf(page, name), '2010-01-01', second)
    expect(again.split(second).join(first)).toBe(written.split(second).join(first))
    const dropped = editText(row.path, again, [{ kind: 'drop', from: row.into, key: '2010-01-01' }])
    expect(dropped).toEqual({ ok: true, text: before })
    // Only the value's own piece is there.
    const lines = (text: string) => text.split('\n').length
    expect(lines(written) - lines(before)).toBeLessThanOrEqual(1)
  })
})
