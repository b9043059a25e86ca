import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decidingPolicy } from '../engine/api/deciding.ts'
import { decimalText } from '../engine/api/decimal-text.ts'
import { explain, whyNot } from '../engine/api/explain.ts'
import { partsFromJson } from '../engine/api/from-json.ts'
import {
  codesIn,
  type DecidingPolicy,
  type PlainFacts,
  type PlainValue,
  type PolicyOptions,
  policyFromJson,
  Rational,
} from '../engine/api/index.ts'
import { type CompileOptions, compile, load } from '../engine/api/load.ts'
import { loadFolders, readPolicy } from '../engine/files/node.ts'
import { decideFacts, documentFromJson, explainFacts, parseDate, parseReading } from '../engine/index.ts'
import { caseFacts } from './support/case-facts.ts'
import { policies } from './support/policies.ts'
import { rentAid } from './support/rent-aid.ts'
import { seed } from './support/seed.ts'
import { inFolder, runIn } from './support/transcripts.ts'

const small = load(rentAid)

/** Through the text that a compiled policy is kept as. */
const keptOf = (workspace: typeof policies, options: CompileOptions = {}) =>
  JSON.parse(JSON.stringify(compile(workspace, options).toJson())) as object

const applicant = {
  as_of: '2009-07-01',
  registered: true,
  venue: 'market',
  months_operated: 12,
  annual_rent: 30010,
}
const market = { clauses: ['venue-aid.market'] }

describe('a compiled policy', () => {
  const clauses = policies.policies.flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
  const whole = compile(policies)
  const kept = policyFromJson(keptOf(policies))

  test('knows its clauses, from texts and from JSON', () => {
    expect(whole.clauses).toEqual(clauses.map(({ id }) => id))
    expect(kept.clauses).toEqual(whole.clauses)
    expect(kept.policies).toEqual(policies.policies.map(({ id, version }) => ({ id, version })))
  })

  test('has no words and no places', () => {
    const text = JSON.stringify(keptOf(policies))
    expect(text).not.toMatch(/"(zh|en|title|origin|span|quote)":/)
    expect(text.length).toBeLessThan(500_000)
  })

  const decided = [...new Set(caseFacts.map(({ clause }) => clause))]
  test.each(decided)('decides the cases of %s as facts from a file are', (clause) => {
    const cases = caseFacts.filter((one) => one.clause === clause)
    const options = { clauses: [clause] }
    const ways = [compile(policies, options), policyFromJson(keptOf(policies, options))]
    for (const { facts } of cases) {
      const { document } = documentFromJson('facts.json', JSON.stringify(facts))
      const expected = decideFacts(policies, document, options)
      for (const way of ways) {
        const answer = way.decide(facts)
        if (expected.ok) expect(answer).toEqual({ ok: true, decisions: { [clause]: expected.answers[0] } })
        else
          expect(answer).toMatchObject({
            ok: false,
            problems: expected.problems.map(({ code }) => ({ code })),
          })
      }
    }
  })

  test('decides all clauses of a claim as one call does', () => {
    for (const { facts } of caseFacts.filter((_, at) => at % 25 === 0)) {
      const { document } = documentFromJson('facts.json', JSON.stringify(facts))
      const expected = decideFacts(policies, document)
      const decisions = expected.ok && Object.fromEntries(expected.answers.map((one) => [one.clause, one]))
      for (const way of [whole, kept])
        expect(way.decide(facts)).toMatchObject({ ok: expected.ok, ...(decisions && { decisions }) })
    }
  })

  const readings = [
    ...new Set(
      clauses.flatMap((clause) =>
        clause.readings
          .filter(({ alternatives }) => alternatives.some(({ computed }) => computed))
          .map(({ id }) => id),
      ),
    ),
  ]
  test.each(readings)('decides under %s', (id) => {
    const concerned = clauses.filter((clause) => clause.readings.some((reading) => reading.id === id))
    const options = { readings: [id], clauses: concerned.map((clause) => clause.id) }
    const ways = [compile(policies, options), policyFromJson(keptOf(policies, options))]
    for (const { facts } of caseFacts
      .filter((one) => concerned.some((clause) => clause.id === one.clause))
      .slice(0, 3)) {
      const { document } = documentFromJson('facts.json', JSON.stringify(facts))
      const expected = decideFacts(policies, document, { ...options, readings: [parseReading(id)] })
      const decisions = expected.ok && Object.fromEntries(expected.answers.map((one) => [one.clause, one]))
      for (const way of ways)
        expect(way.decide(facts)).toMatchObject({ ok: expected.ok, ...(decisions && { decisions }) })
    }
  })
})

describe('generated code', () => {
  const parts = partsFromJson(keptOf(policies))
  const each = caseFacts.filter((_, at) => at % 40 === 0)
  const ways = (options: PolicyOptions) => [
    decidingPolicy(parts, options, 'exact'),
    decidingPolicy(parts, options),
  ]
  /** What JSON, a copy and a look at every member see. */
  const seen = (answer: unknown) => [JSON.stringify(answer), structuredClone(answer), answer]

  test.each<[string, PolicyOptions]>([
    ['the facts of cases', {}],
    ['them without assumptions', { assume: 'none' }],
    ['them on an early day', { asOf: '2009-06-30' }],
    ['them on a late day', { asOf: '2012-07-01' }],
  ])('gives for %s what the exact way gives, also with a fact less', (_, options) => {
    const [exact, fast] = ways(options) as [DecidingPolicy, DecidingPolicy]
    fast.decide({})
    for (const [index, { facts }] of each.entries()) {
      const names = Object.keys(facts)
      const less = { ...facts, [names[index % names.length] ?? '']: undefined }
      for (const asked of [facts, less])
        expect(seen(fast.decide(asked))).toStrictEqual(seen(exact.decide(asked)))
    }
  })

  test('what waits to be read is of the facts as they were, and a member like any other', () => {
    const policy = policyFromJson(keptOf(policies), { clauses: ['venue-rent.government-market'] })
    const facts: Record<string, PlainValue> = {
      urban_registered_unemployed: true,
      venue: 'government-market',
      first_time_operator: true,
    }
    const expected = policy.needs(facts)
    const answer = policy.decide(facts)
    facts.months_operated = 20
    facts.nobody = 1
    const decision = answer.ok ? answer.decisions['venue-rent.government-market'] : undefined
    if (!decision) throw new Error('not decided')
    expect(Object.getOwnPropertyDescriptor(decision, 'needs')?.get).toBeDefined()
    expect({ ok: true, needs: decision.needs }).toEqual(expected)
    expect({ ...decision }).toStrictEqual(decision)
    expect(Object.keys(structuredClone(decision))).toEqual(Object.keys(decision))
    expect(Object.getOwnPropertySymbols({ ...decision })).toEqual([])
  })
})

describe('numbers', () => {
  const policy = policyFromJson(keptOf(small), market)
  const numbers = policy.numbers()
  const out = numbers.resultsFor()
  const decided = (facts: PlainFacts) => {
    const row = numbers.encode(facts)
    return row && numbers.decideInto(row, out)
  }

  test('say what they take, and what their bits stand for', () => {
    expect(numbers.inputs.find(({ key }) => key === 'annual_rent')).toEqual({
      key: 'annual_rent',
      fact: 'annual_rent',
      kind: 'number',
      scale: { over: 100, least: 0, most: 100_000_000 },
    })
    expect(numbers.clauses).toMatchObject([{ id: 'venue-aid.market', because: null, unit: 'CNY' }])
  })
  test('decide into arrays that are used again', () => {
    expect(decided(applicant)).toBe(true)
    expect([out.eligible[0], out.failed[0], out.unknown[0], out.amount[0]]).toEqual([1, 0, 0, 300_000])
    expect(decided({ ...applicant, months_operated: 11, registered: false })).toBe(true)
    const { conditions = [] } = numbers.clauses[0] ?? {}
    const answer = policy.decide({ ...applicant, months_operated: 11, registered: false })
    expect([out.eligible[0], out.amount[0]]).toEqual([0, 0])
    expect(codesIn(out.failed[0] ?? 0, conditions)).toEqual(
      answer.ok && answer.decisions['venue-aid.market']?.failed,
    )
    expect(decided({ ...applicant, months_operated: undefined })).toBe(true)
    expect(out.eligible[0]).toBe(2)
    expect(codesIn(out.unknown[0] ?? 0, conditions)).toHaveLength(1)
  })
  test.each<[string, PlainFacts]>([
    ['more decimals than fen have', { ...applicant, annual_rent: 30010.001 }],
    ['an exact number', { ...applicant, annual_rent: Rational.of(30010) }],
    ['a misspelt fact', { ...applicant, anual_rent: 1 }],
    ['a category that is not listed', { ...applicant, venue: 'moon' }],
  ])('leave %s to decide', (_, facts) => expect(decided(facts)).toBe(null))
  test('leave a day before the first value of a parameter to decide', () =>
    expect(decided({ ...applicant, as_of: '1990-01-01' })).toBe(false))
  test('encode one value as they encode a row', () => {
    const row = numbers.encode(applicant)
    for (const { key } of numbers.inputs)
      expect(numbers.codeOf(key, (applicant as PlainFacts)[key])).toBe(row?.[key])
    expect(numbers.codeOf('annual_rent', '30010')).toBe(undefined)
    expect(numbers.codeOf('nobody', 1)).toBe(undefined)
  })
  test('of a policy at fault decide nothing', () => {
    const faulty = policyFromJson(null).numbers()
    expect([faulty.encode({}), faulty.decideInto({}, faulty.resultsFor())]).toEqual([null, false])
  })
})

describe('options', () => {
  test('the day, what is assumed, and the clauses', () => {
    const { as_of: _, ...undated } = applicant
    const facts = documentFromJson('facts.json', JSON.stringify(undated)).document
    const day = parseDate('2010-01-01')
    const expected = decideFacts(small, facts, { ...market, ...(day && { asOf: day }), assume: 'none' })
    const options = { ...market, asOf: '2010-01-01', assume: 'none' } as const
    const answers = [compile(small, options), policyFromJson(keptOf(small), options)].map((one) =>
      one.decide(undated),
    )
    for (const answer of answers)
      expect(answer).toEqual({
        ok: true,
        decisions: { 'venue-aid.market': expected.ok && expected.answers[0] },
      })
  })

  test.each([
    [{ clauses: ['venue-aid.markt'] }, 'CLAUSE_UNKNOWN', 'did you mean `venue-aid.market`?'],
    [{ asOf: '2010-02-29' }, 'DATE_IMPOSSIBLE', 'write it as 2010-01-01'],
    [{ readings: ['AMB-85'] }, 'NAME_UNKNOWN', 'did you mean `AMB-58`?'],
    [{ readings: ['AMB-58=each-levle'] }, 'NAME_UNKNOWN', 'did you mean `each-level`?'],
  ])('%j are refused, and nothing is decided', async (options, code, fix) => {
    const policy = compile(small, options)
    expect(policy.problems.map((one) => [one.code, one.fix.en])).toEqual([[code, fix]])
    expect(policy.decide(applicant)).toEqual({ ok: false, problems: policy.problems })
    expect(policy.needs({})).toEqual({ ok: false, problems: policy.problems })
    expect(await policy.explain(applicant)).toEqual({ ok: false, problems: policy.problems })
    expect(policy.toJson()).toBe(null)
  })
})

describe('a policy at fault', () => {
  const broken = load(
    rentAid.map(({ path, text }) => ({
      path,
      text: path.endsWith('facts.yaml') ? text.replace('annual_rent', 'anual_rent') : text,
    })),
  )
  test('decides nothing, and says where the fault is', () => {
    const policy = compile(broken)
    expect(policy.problems.length).toBeGreaterThan(0)
    expect(policy.problems[0]?.place?.file).toMatch(/^policies\/rent-aid\//)
    expect(policy.decide(applicant)).toEqual({ ok: false, problems: policy.problems })
    expect(policy.toJson()).toBe(null)
  })
  const good = keptOf(small) as { clauses: object[] }
  test.each<[string, unknown, string]>([
    ['null', null, 'VALUE_TYPE'],
    ['a text', 'policy', 'VALUE_TYPE'],
    ['other JSON', { clauses: [] }, 'VALUE_TYPE'],
    ['a file cut short', { ...good, clauses: [{ id: 'a' }] }, 'VALUE_TYPE'],
    ['a fact that is not there', { ...good, vocabulary: [99999] }, 'VALUE_TYPE'],
    [
      'a number that is none',
      { ...good, facts: [{ name: 'a', type: 0, absent: { $number: 'x' } }] },
      'VALUE_TYPE',
    ],
    ['another form', { ...good, format: 2 }, 'LANGUAGE_VERSION'],
  ])('%s is no compiled policy', (_, json, code) => {
    const policy = policyFromJson(json)
    expect(policy.problems.map((one) => one.code)).toEqual([code])
    expect(policy.decide({})).toEqual({ ok: false, problems: policy.problems })
  })
})

describe('facts', () => {
  const policy = compile(small, market)
  const amountFor = (annual_rent: unknown) => {
    const answer = policy.decide({ ...applicant, annual_rent } as PlainFacts)
    return answer.ok ? answer.decisions['venue-aid.market']?.amount : answer.problems
  }

  test.each<[string, unknown, unknown]>([
    ['a number', 12345.67, '1234.57'],
    ['a small number in powers of ten', 1e-7, '0.00'],
    ['a big integer', 12345n, '1234.50'],
    ['an exact number', Rational.parse('12345.67'), '1234.57'],
    ['minus nothing', -0, '0.00'],
    ['nothing given', undefined, null],
  ])('%s is taken', (_, given, amount) => expect(amountFor(given)).toBe(amount))

  test.each<[string, unknown, string, string]>([
    [
      'a number in quotes',
      '30010',
      '`annual_rent` takes an amount of money such as 3000 or 29999.95, not `"30010"`',
      'write `30010`',
    ],
    [
      'null',
      null,
      '`annual_rent` takes an amount of money such as 3000 or 29999.95, not `null`',
      'write an amount of money such as 3000 or 29999.95',
    ],
    [
      'NaN',
      Number.NaN,
      '`annual_rent` cannot be `NaN`',
      'write a value; leave a fact out if it is not known',
    ],
    [
      'infinity',
      -Infinity,
      '`annual_rent` cannot be `-Infinity`',
      'write a value; leave a fact out if it is not known',
    ],
    ['a Date', new Date(0), '`annual_rent` cannot be `Date`', 'write the day as text, such as 2009-07-01'],
    ['a third', Rational.of(1, 3), '`annual_rent` cannot be `1/3`', 'round it to a decimal first'],
    [
      'a function',
      () => 1,
      '`annual_rent` cannot be `function`',
      'write a value; leave a fact out if it is not known',
    ],
    [
      'a map',
      new Map(),
      '`annual_rent` cannot be `Map`',
      'write a value; leave a fact out if it is not known',
    ],
  ])('%s is refused', (_, given, message, fix) =>
    expect(amountFor(given)).toEqual([
      expect.objectContaining({
        code: 'FACT_TYPE',
        fact: 'annual_rent',
        message: expect.objectContaining({ en: message }),
        fix: expect.objectContaining({ en: fix }),
      }),
    ]),
  )

  test.each<[string, unknown, readonly (readonly [string, string | null])[]]>([
    ['a misspelt name', { anual_rent: 1 }, [['FACT_UNKNOWN', 'anual_rent']]],
    ['a category that is not listed', { ...applicant, venue: 'markt' }, [['FACT_VALUE', 'venue']]],
    ['a day that does not exist', { as_of: '2010-02-29' }, [['FACT_TYPE', 'as_of']]],
    [
      'several faults, in their order',
      { venue: 1, nobody: 1, annual_rent: 'x' },
      [
        ['FACT_VALUE', 'venue'],
        ['FACT_UNKNOWN', 'nobody'],
        ['FACT_TYPE', 'annual_rent'],
      ],
    ],
    ['a character that no text may hold', { venue: '\u0000' }, [['TEXT_CHARACTER', 'venue']]],
    ['a hole in a list', { levels: new Array(1) }, [['FACT_TYPE', 'levels.0']]],
    ['null', null, [['FACT_TYPE', null]]],
    ['no object', undefined, [['FACT_TYPE', null]]],
    ['a list', [], [['FACT_TYPE', null]]],
  ])('%s', (_, facts, problems) => {
    for (const all of [compile(small), policyFromJson(keptOf(small))]) {
      const answer = all.decide(facts as PlainFacts)
      expect(answer.ok || answer.problems.map(({ code, fact }) => [code, fact])).toEqual(problems)
      expect(answer.ok || all.needs(facts as PlainFacts)).toEqual(answer)
    }
  })

  test('an object that holds itself is refused', () => {
    const loop: { levels: unknown[] } = { levels: [] }
    loop.levels.push(loop)
    const answer = policy.decide(loop as unknown as PlainFacts)
    expect(answer.ok || answer.problems.map(({ code }) => code)).toEqual(['TEXT_TOO_DEEP'])
  })

  test('a part of a record is named by its path', () => {
    const all = compile(policies)
    const answer = all.decide({ fees: { management: 'x' } })
    expect(answer.ok || answer.problems.map(({ code, fact }) => [code, fact])).toEqual([
      ['FACT_TYPE', 'fees.management'],
    ])
    const unknown = all.decide({ fees: { managment: 1 } })
    expect(unknown.ok || unknown.problems.map(({ fact, fix }) => [fact, fix.en])).toEqual([
      ['fees.managment', 'did you mean `management`?'],
    ])
  })
})

describe('the text of a number', () => {
  test('reads back as the number, and is a number of a policy', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalText(value)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(text)).toBe(value === 0 ? 0 : value)
      }),
      { seed, numRuns: 1000 },
    )
  })
})

describe('many', () => {
  const policy = compile(small, market)
  const rows: readonly PlainFacts[] = [
    applicant,
    { ...applicant, venue: 'moon' },
    { ...applicant, months_operated: 11 },
  ]
  const one = rows.map((row) => policy.decide(row))

  test('rows are decided in order, each by itself', () => {
    expect(one.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(policy.decideMany(rows)).toEqual(one)
    expect(policy.decideMany(new Set(rows))).toEqual(one)
  })
  test('columns give what their rows give', () => {
    const names = Object.keys(applicant)
    const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]))
    expect(policy.decideMany(columns)).toEqual(one)
    expect(policy.decideMany({ ...columns, annual_rent: Float64Array.of(30010, 30010, 30010) })).toEqual(one)
    expect(policy.decideMany({})).toEqual([])
  })
  test('what waits to be read in one row is not of the next', () => {
    const columns = {
      registered: [true, true, true],
      months_operated: [12, undefined, 11],
      venue: rows.map(() => 'market'),
    }
    const each = policy.decideMany(columns)
    const asked = [0, 1, 2].map((row) =>
      policy.decide({ registered: true, months_operated: columns.months_operated[row], venue: 'market' }),
    )
    expect(structuredClone(each)).toEqual(structuredClone(asked))
  })
  test('a column that no object takes for a name is a fact that nobody knows', () => {
    const columns = JSON.parse('{ "__proto__": [{}], "registered": [true] }') as Record<string, PlainValue[]>
    const [answer] = policy.decideMany(columns)
    expect(answer?.ok === false && answer.problems.map(({ code }) => code)).toEqual(['FACT_UNKNOWN'])
  })
  test('columns of different lengths are refused', () => {
    const answers = policy.decideMany({ annual_rent: [1, 2, 3], venue: ['market'] })
    expect(
      answers.map((answer) => answer.ok || answer.problems.map(({ code, fact }) => [code, fact])),
    ).toEqual(Array.from({ length: 3 }, () => [['FACT_VALUE', 'venue']]))
  })
  test('a stream is decided as it comes', async () => {
    let given = 0
    async function* stream() {
      for (const row of rows) {
        given++
        yield row
      }
    }
    const answers: unknown[] = []
    for await (const answer of policy.decideMany(stream())) {
      answers.push(answer)
      expect(given).toBe(answers.length)
    }
    expect(answers).toEqual(one)
  })
})

describe('needs', () => {
  test('are those of the decision, most asked first', () => {
    const policy = compile(small, market)
    const answer = policy.decide({ registered: true })
    expect(policy.needs({ registered: true })).toEqual({
      ok: true,
      needs: answer.ok && answer.decisions['venue-aid.market']?.needs,
    })
    expect(policy.needs(applicant)).toEqual({ ok: true, needs: [] })
  })
  test('of all clauses put first what most of them ask for', () => {
    const all = compile(policies)
    const answer = all.decide({})
    const asked = answer.ok ? Object.values(answer.decisions).flatMap(({ needs }) => needs) : []
    const times = (name: string) => asked.filter((need) => need === name).length
    const needed = all.needs({})
    const counts = needed.ok ? needed.needs.map(times) : []
    expect(counts.length).toBeGreaterThan(20)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
  })
})

describe('explain', () => {
  const policy = compile(small, market)
  test('says what the explaining execution says', async () => {
    const { document } = documentFromJson('facts.json', JSON.stringify(applicant))
    const expected = await explainFacts(small, document, market)
    const explained = await policy.explain(applicant)
    expect(explained).toEqual({
      ok: true,
      explanations: { 'venue-aid.market': expected.ok && expected.answers[0]?.explanation },
    })
    expect(await explain(policy, applicant)).toEqual(explained)
  })
  test('refuses what deciding refuses', async () => {
    for (const facts of [{ anual_rent: 1 }, { annual_rent: Number.NaN }])
      expect(await policy.explain(facts)).toEqual(policy.decide(facts))
  })
})

describe('why not', () => {
  const refusedCases = caseFacts
    .flatMap(({ clause, facts }) => {
      const policy = compile(policies, { clauses: [clause] })
      const answer = policy.decide(facts)
      const decision = answer.ok ? answer.decisions[clause] : undefined
      return decision?.eligible === false ? [{ clause, facts, policy }] : []
    })
    .filter(({ clause }, at, all) => all.findIndex((one) => one.clause === clause) === at)
    .slice(0, 12)

  /** A change as facts are given: money leaves as text. */
  const changed = (facts: PlainFacts, fact: string, value: PlainValue): PlainFacts => {
    const [name = '', field] = fact.split('.')
    const given = typeof value === 'string' ? (Rational.parse(value) ?? value) : value
    return { ...facts, [name]: field ? { ...(facts[name] as PlainFacts), [field]: given } : given }
  }

  test.each(refusedCases)(
    'what lifts the refusal of $clause is decided to do so',
    async ({ clause, facts, policy }) => {
      const answer = whyNot(policy, facts, { atMost: 1 })
      expect(answer).toEqual(JSON.parse(JSON.stringify(answer)))
      const why = answer.ok ? answer.answers[clause] : undefined
      expect(why?.failed.length).toBeGreaterThan(0)
      for (const { changes, eligible, amount } of why?.lifts ?? []) {
        const helped = changes.reduce(
          (now, { fact, value }) => changed(now, fact, value as PlainValue),
          facts,
        )
        const decided = policy.decide(helped)
        const decision = decided.ok ? decided.decisions[clause] : undefined
        expect(decision).toMatchObject({ eligible, amount })
        expect(decision?.eligible).not.toBe(false)
      }
    },
  )
  test('of ten refusals, most can be lifted', () => {
    const lifts = refusedCases.map(({ policy, facts, clause }) => {
      const answer = whyNot(policy, facts, { atMost: 1 })
      return answer.ok ? (answer.answers[clause]?.lifts.length ?? 0) : 0
    })
    expect(lifts.filter((count) => count > 0).length).toBeGreaterThanOrEqual(10)
  })
  test('asks next what settles most, and refuses what deciding refuses', async () => {
    const policy = compile(small, market)
    const open = await policy.whyNot({ ...applicant, months_operated: undefined })
    const question = open.ok ? open.answers['venue-aid.market']?.question : null
    expect(question?.fact).toBe('months_operated')
    expect(question?.answers.map(({ from, to, eligible }) => [from?.value, to?.value, eligible])).toEqual([
      [0, 11, false],
      [12, undefined, true],
    ])
    for (const facts of [{ anual_rent: 1 }, { annual_rent: Number.NaN }])
      expect(await policy.whyNot(facts)).toEqual(policy.decide(facts))
    expect(whyNot(compile(small, { clauses: ['nobody'] }), {})).toMatchObject({ ok: false })
  })
})

describe('in Node', () => {
  test('policies come from folders, and plans from a file', () =>
    inFolder(async (folder) => {
      const workspace = await loadFolders(['policies'], folder)
      expect(workspace.diagnostics).toEqual([])
      const expected = compile(small).decide(applicant)
      expect(compile(workspace).decide(applicant)).toEqual(expected)
      expect(await runIn(folder, 'clausebook compile --out plans.json')).toMatchObject({ exit: 0, out: '' })
      expect((await readPolicy(`${folder}/plans.json`)).decide(applicant)).toEqual(expected)
      expect((await readPolicy(`${folder}/plans.json`, market)).clauses).toEqual(market.clauses)
    }))
  test('a folder without a policy is a problem, and decides nothing', () =>
    inFolder(async (folder) => {
      const policy = compile(await loadFolders(['nowhere'], folder))
      expect(policy.problems.map(({ code, place }) => [code, place?.file])).toEqual([
        ['FOLDER_WITHOUT_POLICY', 'nowhere'],
      ])
      expect(policy.decide({})).toEqual({ ok: false, problems: policy.problems })
    }))
})
