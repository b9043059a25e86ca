import fc from 'fast-check'

/** Values of a clause over lists, records, dates and texts, and conditions on them, each as one line. */

export const one = <T extends string>(...texts: readonly T[]): fc.Arbitrary<string> =>
  fc.constantFrom(...texts)

export const literal = (text: string) => `{ literal: ${text}, because: { zh: 试, en: a try } }`

const parameter = (name: string, type: string) => `${name}: { title: { zh: 甲, en: ${name} }, ${type} }`

/** Parameters that the values read, beside those of the amounts. */
export const listParameters = [
  parameter('span', 'type: duration, unit: months, values: { undated: 6, 2010-01-01: 12 }'),
  parameter('line', 'type: number, unit: points, values: { undated: 60, 2010-01-01: 150.005 }'),
  parameter('cutoff', 'type: month-day, values: { undated: 12-25, 2011-01-01: 02-29 }'),
  parameter('hidden', 'type: month-day, redacted: payday'),
  parameter(
    'order_of',
    'type: list, of: { type: text }, values: { undated: [urban, business, income], 2010-01-01: [income, urban] }',
  ),
].join(', ')

const compare = (
  fact: fc.Arbitrary<string>,
  operator: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<string> =>
  fc.tuple(fact, operator, value).map(([f, o, v]) => `{ fact: ${f}, operator: ${o}, value: ${v} }`)

const ordering = one('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal')

/** all, any and not over some conditions, to a depth. */
export const connected = (base: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      base,
      fc
        .tuple(one('all', 'any'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
        .map(([kind, of]) => `{ ${kind}: [${of.join(', ')}] }`),
      tie('condition').map((inner) => `{ not: ${inner} }`),
    ),
  })).condition

const ofUnits = connected(
  fc.oneof(
    compare(one('points'), ordering, one('60', '{ parameter: line }', '{ parameter: line, at: day }')),
    compare(one('special_done'), ordering, one('0', '{ fact: special_target }')),
    compare(one('since'), one('lessThan', 'greaterThanInclusive'), one('2010-01-01', '{ value: due }')),
    one('{ fact: late, operator: equal, value: true }', '{ fact: name, operator: in, value: [a, b] }'),
  ),
)

/** Conditions on facts that the entries of `visitors` have too. */
export const ofVisitors = connected(
  fc.oneof(
    one('{ fact: a, operator: equal, value: true }', '{ fact: b, operator: notEqual, value: true }'),
    compare(one('rent'), ordering, one('100', '{ parameter: top }', '{ parameter: late, at: day }')),
    one(
      '{ fact: papers, operator: contains, value: permit }',
      '{ fact: papers, operator: containsAll, value: [permit, proof] }',
    ),
  ),
)

const visitorsWhere = fc.oneof({ weight: 3, arbitrary: ofVisitors }, one('{ clause: row.other }'))

const keys = fc
  .array(
    one(
      '{ of: points, first: highest }',
      '{ of: points, to: 10, first: lowest }',
      '{ of: since, first: lowest }',
      '{ ratio: [special_done, special_target], first: highest }',
      '{ ratio: [special_done, special_target], to: 0.5, first: lowest }',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) => `[${all.join(', ')}]`)

const from = one('day', 'claim_from', 'due')

const dates = fc.oneof(
  fc
    .tuple(
      one('date-after', 'last-day'),
      one('day', 'other_day'),
      one(
        'months: months',
        'months: span',
        'days: days',
        'years: years',
        `years: ${literal('1')}`,
        'days: done',
      ),
    )
    .map(([name, on, span]) => `${name}: { from: ${on}, ${span} }`),
  fc
    .tuple(one('founded', literal('2008')), one('payday', 'cutoff', 'hidden'))
    .map(([year, on]) => `date-of: { year: ${year}, on: ${on} }`),
  one(
    'first-of-month: { year: founded, month: done }',
    `first-of-month: { year: founded, month: ${literal('2')} }`,
  ),
)

const spans = fc
  .tuple(one('days-between', 'months-between'), from, one('other_day', 'due', 'as_of'))
  .map(([name, a, b]) => `${name}: { from: ${a}, to: ${b} }`)

/** Entries of `values:` by name, each as its steps; none looks at the values of the amount. */
export const listValues: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record({
  due: dates.map((step) => `[${step}]`),
  apart: spans.map((step) => `[${step}]`),
  kept: ofUnits.map((where) => `[filter: { list: units, where: ${where} }]`),
  order: fc.tuple(one('kept', 'units'), keys).map(([list, by]) => `[rank: { list: ${list}, by: ${by} }]`),
  level: fc.constant('[tied: order]'),
  open: one('hires', 'done', 'n', literal('1')).map((at) => `[tied-after: { list: order, place: ${at} }]`),
  taken: fc
    .tuple(
      one('order', 'level', 'kept', 'units'),
      one('', ', first: hires', ', first: done'),
      one('', ', field: name', ', field: points', ', field: special_target'),
    )
    .map(([list, first, field]) => `[take: { list: ${list}${first}${field} }]`),
  few: visitorsWhere.map((where) => `[filter: { list: visitors, where: ${where} }]`),
  so: fc
    .tuple(one('some', 'every'), one('visitors', 'few'), visitorsWhere)
    .map(([name, list, where]) => `[${name}: { list: ${list}, where: ${where} }]`),
  rents: one('few', 'visitors').map((list) => `[take: { list: ${list}, field: rent }]`),
  n: one('kept', 'few', 'level', 'here', 'gone').map((list) => `[count: ${list}]`),
  here: fc.constant('[present: materials]'),
  gone: fc.constant('[missing: materials]'),
  credit: one('rent', 'top', 'fee').map((x) => `[allocate: { amount: ${x}, to: taxes, order: order_of }]`),
  payable: one('claimed: months, used: used', 'claimed: span, used: months').map(
    (given) => `[months-payable: { ${given}, ceiling: span }]`,
  ),
  year: one('day', 'other_day', 'due').map((date) => `[year-of: ${date}]`),
  same: fc.constant('[matches-redacted: { whole: original, redacted: printed }]'),
  pension: one(
    'value: insured.pension, sum: insured.medical',
    'value: insured.medical',
    'value: { fact: insured, path: $.pension, at: day }',
  ).map((steps) => `[${steps}]`),
})

/** Conditions on facts alone, on a field of a record, on what was given. */
export const plainForms = one(
  '{ given: rent }',
  '{ given: visitors }',
  '{ given: taxes }',
  '{ given: as_of }',
  '{ fact: guarantor, path: $.kind, operator: equal, value: clerk }',
  '{ fact: guarantor, path: $.home.since, operator: lessThan, value: 2010-01-01 }',
  '{ fact: fees, path: $.registration, operator: lessThan, value: 100 }',
  '{ fact: taxes, path: $.urban, operator: greaterThanInclusive, value: 350.5 }',
  '{ fact: insured, path: $.pension, operator: greaterThan, value: 100 }',
  '{ fact: insured, path: $.medical, operator: equal, value: 0 }',
  '{ fact: materials, path: $.form, operator: equal, value: true }',
  '{ fact: score, operator: greaterThanInclusive, value: { parameter: line } }',
)

/** Conditions on the values, and on those of them that hold. */
export const valueForms = one(
  '{ holds: { any-of: kinds } }',
  '{ fact: kinds, operator: contains, value: plain-b }',
  '{ fact: n, operator: greaterThanInclusive, value: 2 }',
  '{ fact: due, operator: lessThanInclusive, value: { fact: other_day } }',
  '{ fact: so, operator: equal, value: true }',
  '{ fact: open, operator: notEqual, value: true }',
  '{ fact: same, operator: equal, value: true }',
  '{ fact: gone, operator: containsAny, value: [form, photo] }',
  '{ fact: here, operator: doesNotContain, value: ledger }',
)
