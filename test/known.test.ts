import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, load, policyFromJson } from '../engine/api/load.ts'
import {
  documentFromJson,
  documentFromText,
  explainFacts,
  loadWorkspace,
  parseDate,
  type SourceFile,
} from '../engine/index.ts'
import { documentKnownOn } from '../engine/policy/known.ts'
import { plainFromNode } from '../engine/policy/plain.ts'
import { policyFiles } from './support/policies.ts'
import { runIn, write } from './support/transcripts.ts'

const folder = 'policies/employment-promotion'
const provision = `${folder}/provisions/venue-rent.yaml`
const clause = 'venue-rent.government-market'

/** The cap of 3000 became 3200 from July 2009, and in March 2010 3500, with effect from the same day. */
const values = `undated: 3000
          2009-07-01: { value: 3500, published: 2010-03-15, superseded: [{ value: 3200, published: 2009-06-20 }] }
        quote: '年优惠`
const seed: readonly SourceFile[] = policyFiles.filter(
  ({ path, kind }) => path.startsWith(folder) && kind !== 'cases',
)
const changed = seed.map(({ path, text }) => ({
  path,
  text: path === provision ? text.replace(/undated: 3000\n {8}quote: '年优惠/, () => values) : text,
}))

const tenant = {
  urban_registered_unemployed: true,
  venue: 'government-market',
  first_time_operator: true,
  months_operated: 20,
  benefit_years_used: 0,
}
const facts = (day: string, rent: string) => ({ ...tenant, as_of: day, annual_rent: rent })

describe('a value is taken when it was in force and known', () => {
  const rows: readonly (readonly [day: string, known: string | undefined, amount: string])[] = [
    ['2009-06-30', undefined, '3000.00'],
    ['2009-06-30', '2010-03-15', '3000.00'],
    ['2009-07-01', '2009-06-19', '3000.00'],
    ['2009-07-01', '2009-06-20', '3200.00'],
    ['2009-07-01', '2010-03-14', '3200.00'],
    ['2009-07-01', '2010-03-15', '3500.00'],
    ['2009-07-01', undefined, '3500.00'],
    ['2010-03-01', '2010-03-01', '3200.00'],
  ]
  test.each(rows)('on %s, known on %s: %s, by every execution', async (day, known, amount) => {
    const workspace = load(changed, known === undefined ? {} : { known })
    expect(workspace.diagnostics).toEqual([])
    const given = { ...tenant, as_of: day, annual_rent: 90_000 }
    const policy = compile(workspace, { clauses: [clause] })
    const amountIn = (answer: ReturnType<typeof policy.decide>) =>
      answer.ok ? answer.decisions[clause]?.amount : answer.problems
    // Row by row the first time, by generated code from the second on.
    expect([policy.decide(given), policy.decide(given)].map(amountIn)).toEqual([amount, amount])
    const kept = policyFromJson(JSON.parse(JSON.stringify(policy.toJson())))
    expect(amountIn(kept.decide(given))).toBe(amount)
    const read = documentFromJson('facts.json', JSON.stringify(given))
    const explained = await explainFacts(workspace, read.document, { clauses: [clause] })
    expect(explained.ok && explained.answers[0]?.explanation.decision.amount).toBe(amount)
  })
  test('a day that is none is refused, and nothing is decided', () => {
    const { diagnostics, policies } = load(changed, { known: 'March' })
    expect(diagnostics.map(({ code }) => code)).toEqual(['DATE_IMPOSSIBLE'])
    expect(policies).toEqual([])
  })
  test('of figures, rows of a table and what a reading changes alike', () => {
    const text = `figures: { 2009-01-01: 850, 2010-01-01: { value: 960, published: 2010-02-01 } }
rows:
  junior: { values: { undated: { value: 350, published: 2010-01-15, superseded: [{ value: 300 }, { value: 320, published: 2010-01-10 }] } } }
change: { parameters.cap: { values: { 2010-01-01: { value: 5, published: 2011-01-01 } } } }
other: { published: 2011-01-01, value: 7 }
`
    const read = documentFromText('facts.yaml', text).document
    const known = (day: string) => {
      const then = parseDate(day)
      if (!then) throw new Error('no day')
      return plainFromNode(documentKnownOn(read, then).root)
    }
    const figures = { '2009-01-01': 850, '2010-01-01': { value: 960, published: '2010-02-01' } }
    const junior = (undated: unknown) => ({ junior: { values: { undated } } })
    const other = { published: '2011-01-01', value: 7 }
    const none = { 'parameters.cap': { values: {} } }
    expect(known('2010-01-09')).toEqual({
      figures: { '2009-01-01': 850 },
      rows: junior({ value: 300 }),
      change: none,
      other,
    })
    expect(known('2010-01-10')).toMatchObject({ rows: junior({ value: 320, published: '2010-01-10' }) })
    expect(known('2010-01-15')).toMatchObject({ rows: { junior: { values: { undated: { value: 350 } } } } })
    expect(known('2010-02-01')).toMatchObject({ figures, change: none })
    expect(known('2011-01-01')).toEqual(plainFromNode(read.root))
  })
  test('the same document known on one day is the same object, and itself where nothing came later', () => {
    const cache = new Map()
    const known = parseDate('2010-03-01')
    if (!known) throw new Error('no day')
    const [one, two] = [1, 2].map(() => loadWorkspace(changed, { cache, known }))
    expect(one?.documents.get(provision)).toBe(two?.documents.get(provision))
    const now = loadWorkspace(changed, { cache })
    const facts = `${folder}/facts.yaml`
    expect(one?.documents.get(facts)).toBe(now.documents.get(facts))
  })
})

/** A figure by hand: whole fen, half up. */
const fenOf = (amount: string): bigint => BigInt(amount.replace('.', ''))
const byHand = (rentFen: bigint, cap: bigint): bigint => {
  const share = (rentFen * 10n + 50n) / 100n
  return share < cap * 100n ? share : cap * 100n
}
const yuan = (fen: bigint): string => {
  const positive = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${positive / 100n}.${String(positive % 100n).padStart(2, '0')}`
}

/** A seeded generator: the same decisions in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state
  }
}

describe('1,000 past decisions after a change that reaches back', () => {
  const count = 1000
  const random = numbers(20_100_315)
  const below = (limit: number) => (random.next().value as number) % limit
  const decisions = Array.from({ length: count }, (_, index) => {
    const month = 1 + below(12)
    return {
      id: `A${index}`,
      day: `${month < 10 ? '2009-0' : '2009-'}${month}-${String(1 + below(28)).padStart(2, '0')}`,
      rentFen: BigInt(2_000_000 + below(3_000_000)),
      // Some rows are refused: a rent that is none.
      isBroken: index % 100 === 99,
    }
  })
  const expected = decisions
    .filter(({ isBroken }) => !isBroken)
    .map(({ id, day, rentFen }) => {
      const isLater = day >= '2009-07-01'
      const was = byHand(rentFen, isLater ? 3200n : 3000n)
      const now = byHand(rentFen, isLater ? 3500n : 3000n)
      return { id, was, now, difference: now - was }
    })
  const arrears = expected.reduce((sum, { difference }) => sum + difference, 0n)

  let cwd = ''
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'clausebook-known-'))
    for (const { path, text } of changed) await write(cwd, path, text)
    const names = ['id', 'as_of', 'annual_rent', ...Object.keys(tenant)]
    const rows = decisions.map(({ id, day, rentFen, isBroken }) =>
      [id, day, isBroken ? 'much' : yuan(rentFen), ...Object.values(tenant)].join(','),
    )
    await write(cwd, 'past.csv', `${[names.join(','), ...rows].join('\n')}\n`)
    await write(cwd, 'columns.yaml', 'columns:\n  id: { carry: true }\n  paid: { carry: true }\n')
    await write(cwd, 'carry.yaml', 'columns:\n  id: { carry: true }\n')
    await write(
      cwd,
      'past.ndjson',
      decisions
        .map(({ day, rentFen, isBroken }) =>
          JSON.stringify(facts(day, isBroken ? 'much' : '0')).replace('"0"', yuan(rentFen)),
        )
        .join('\n'),
    )
    const paid = expected.map(({ id, was }, index) => {
      const one = decisions.find((decision) => decision.id === id)
      // Every tenth was paid a yuan too much.
      return [
        id,
        index % 10 === 0 ? yuan(was + 100n) : yuan(was),
        one?.day,
        yuan(one?.rentFen ?? 0n),
        ...Object.values(tenant),
      ].join(',')
    })
    await write(
      cwd,
      'paid.csv',
      `${['id', 'paid', 'as_of', 'annual_rent', ...Object.keys(tenant)].join(',')}\n${paid.join('\n')}\n`,
    )
  })
  afterAll(() => rm(cwd, { recursive: true }))

  const told = (out: string) =>
    JSON.parse(out) as {
      rows: number
      recomputed: number
      refused: number
      clauses: readonly { arrears: string; overpaid: string; changed: number; unexplained: number }[]
    }

  test('owe to the fen what deciding each twice by hand gives', async () => {
    const ran = await runIn(
      cwd,
      `clausebook recompute --since 2010-03-01 --in past.csv --mapping carry.yaml --out owed.csv --clause ${clause} --json`,
    )
    const sums = told(ran.out)
    expect([sums.rows, sums.recomputed, sums.refused]).toEqual([
      count,
      expected.length,
      count - expected.length,
    ])
    expect(sums.clauses).toEqual([
      {
        clause,
        decisions: expected.length,
        changed: expected.filter(({ difference }) => difference !== 0n).length,
        arrears: yuan(arrears),
        overpaid: '0.00',
        unexplained: 0,
      },
    ])
    expect(arrears).toBeGreaterThan(0n)
    const lines = (await readFile(join(cwd, 'owed.csv'), 'utf8')).trim().split(/\r?\n/).slice(1)
    expect(lines.map((line) => line.split(',').slice(1, 6))).toEqual(
      expected.map(({ id, was, now, difference }) => [id, yuan(was), yuan(was), yuan(now), yuan(difference)]),
    )
    const refused = (await readFile(join(cwd, 'owed.refused.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(refused).toHaveLength(1 + count - expected.length)
  })

  test('are the same from NDJSON', async () => {
    const ran = await runIn(
      cwd,
      `clausebook recompute --since 2010-03-01 --in past.ndjson --out owed.ndjson --clause ${clause} --json`,
    )
    expect(told(ran.out).clauses[0]?.arrears).toBe(yuan(arrears))
    const lines = (await readFile(join(cwd, 'owed.ndjson'), 'utf8')).trim().split('\n')
    const sum = lines.reduce(
      (total, line) => total + fenOf((JSON.parse(line) as { difference: string }).difference),
      0n,
    )
    expect(sum).toBe(arrears)
  })

  test('take what was paid from its column, and say where it was another amount', async () => {
    const ran = await runIn(
      cwd,
      `clausebook recompute --since 2010-03-01 --in paid.csv --mapping columns.yaml --paid paid --out owed.csv --clause ${clause} --json`,
    )
    const differences = expected.map(({ difference }, index) => difference - (index % 10 === 0 ? 100n : 0n))
    const sumOf = (list: readonly bigint[]) => list.reduce((sum, one) => sum + one, 0n)
    expect(told(ran.out).clauses[0]).toMatchObject({
      arrears: yuan(sumOf(differences.filter((one) => one > 0n))),
      overpaid: yuan(-sumOf(differences.filter((one) => one < 0n))),
      unexplained: differences.filter((_, index) => index % 10 === 0).length,
    })
  })

  test('are the same from receipts, each in one of the two files', async () => {
    const some = decisions.slice(0, 5)
    const receipts: unknown[] = []
    for (const { day, rentFen } of some) {
      await writeFile(join(cwd, 'facts.json'), JSON.stringify(facts(day, '0')).replace('"0"', yuan(rentFen)))
      const line = `clausebook decide --facts facts.json --clause ${clause} --known 2010-03-01 --receipt one.json --receipt-facts`
      expect((await runIn(cwd, line)).exit).toBe(0)
      const verified = await runIn(cwd, 'clausebook verify one.json --facts facts.json')
      expect(verified.exit).toBe(0)
      receipts.push(
        ...(JSON.parse(await readFile(join(cwd, 'one.json'), 'utf8')) as { receipts: unknown[] }).receipts,
      )
    }
    await writeFile(join(cwd, 'all.json'), JSON.stringify({ receipts }))
    const ran = await runIn(
      cwd,
      'clausebook recompute --since 2010-03-01 --receipts all.json --out owed.csv --json',
    )
    const due = expected.slice(0, 5).reduce((sum, { difference }) => sum + difference, 0n)
    expect(told(ran.out)).toMatchObject({ rows: 5, recomputed: 5, refused: 0 })
    expect(told(ran.out).clauses[0]).toMatchObject({ arrears: yuan(due), unexplained: 0 })
  })
})

describe('300 monthly payments after a rate was lowered from a day in the middle', () => {
  const monthly = 'micro-service-post-subsidy'
  const random = numbers(20_090_701)
  const below = (limit: number) => (random.next().value as number) % limit
  const claims = Array.from({ length: 300 }, () => ({
    year: 2009,
    month: 1 + below(12),
    day: 1 + below(28),
    months: 1 + below(24),
    used: below(26),
    wageFen: BigInt(80_000 + below(20_000)),
  }))
  /** Whole fen a month, half up; from July 2009 on, 15 % instead of 20 %. */
  const paidFor = ({ year, month, day, months, used, wageFen }: (typeof claims)[number], later: bigint) => {
    let sum = 0n
    for (let index = 0; index < Math.min(months, Math.max(0, 24 - used)); index++) {
      const first = new Date(Date.UTC(year, month - 1 + index, day)).toISOString().slice(0, 10)
      const share = first >= '2009-07-01' ? later : 20n
      sum += (wageFen * share + 50n) / 100n
    }
    return sum
  }

  test('says to the fen what was paid too much', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'clausebook-monthly-'))
    try {
      const path = `${folder}/provisions/${monthly}.yaml`
      for (const file of seed) {
        const lowered = file.text.replace(/values: \{ undated: 20% \}|undated: 20%(?=\n)/, (found) =>
          found.startsWith('values')
            ? 'values: { undated: 20%, 2009-07-01: { value: 15%, published: 2010-03-15 } }'
            : `${found}\n          2009-07-01: { value: 15%, published: 2010-03-15 }`,
        )
        await write(cwd, file.path, file.path === path ? lowered : file.text)
        if (file.path === path) expect(lowered).not.toBe(file.text)
      }
      const two = (part: number) => String(part).padStart(2, '0')
      await write(
        cwd,
        'past.ndjson',
        claims
          .map(
            ({ year, month, day, months, used, wageFen }) =>
              `{"hardship":true,"startup":true,"project":"elder-care","min_wage_monthly":${yuan(wageFen)},"claim_from":"${year}-${two(month)}-${two(day)}","claim_months":${months},"months_used":${used}}`,
          )
          .join('\n'),
      )
      const line = `clausebook recompute --since 2010-03-01 --in past.ndjson --out owed.ndjson --clause ${monthly} --json`
      const { out } = await runIn(cwd, line)
      const expected = claims.map((claim) => paidFor(claim, 15n) - paidFor(claim, 20n))
      const overpaid = expected.reduce((sum, one) => sum - one, 0n)
      expect(overpaid).toBeGreaterThan(0n)
      expect(JSON.parse(out)).toMatchObject({
        rows: claims.length,
        recomputed: claims.length,
        refused: 0,
        clauses: [{ arrears: '0.00', overpaid: yuan(overpaid), unexplained: 0 }],
      })
      const lines = (await readFile(join(cwd, 'owed.ndjson'), 'utf8')).trim().split('\n')
      expect(lines.map((one) => (JSON.parse(one) as { difference: string }).difference)).toEqual(
        expected.map(yuan),
      )
    } finally {
      await rm(cwd, { recursive: true })
    }
  })
})
