import { describe, expect, test } from 'vitest'
import { type PlainFacts, policyFromJson } from '../engine/api/index.ts'
import { compile } from '../engine/api/load.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import { factsForClause, factsFromPlace, vocabularyOf } from '../engine/decision/facts.ts'
import { type Clause, documentFromJson, loadWorkspace, type Workspace } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { rootPlace } from '../engine/policy/nodes.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import { programFrom, resultsFor } from '../engine/scaled/program.ts'
import { policyOf, rowClause } from './support/row-policy.ts'

function valuesOf(workspace: Workspace, clause: Clause, given: PlainFacts) {
  const { document } = documentFromJson('facts.json', JSON.stringify(given))
  const problems = { found: [], documents: new Map([[document.file, document]]) }
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap(({ facts }) => facts),
    clausesOf(workspace),
  )
  const written = factsFromPlace(rootPlace(document.file, document.root), vocabulary, problems)
  return factsForClause(written, clause, vocabulary, problems)
}

/** What each execution says of a clause; generated code only where it does the clause. */
function decisionsBy(facts: string, lines: readonly string[], given: PlainFacts) {
  const workspace = loadWorkspace(policyOf([...lines, `facts: { ${facts} }`]))
  expect(workspace.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const clause = workspace.policies
    .flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
    .find(({ id }) => id === rowClause)
  if (!clause) throw new Error('no clause')
  const plan = planFromClause(clause)
  const values = valuesOf(workspace, clause, given)
  const { eligible, amount } = deciderOf(plan).decide(values).decision
  const said = [{ eligible, amount }]
  const program = programFrom([plan])
  const row = encodeFacts(program, values)
  const out = resultsFor(program)
  if (program.clauses[0]?.code && row && program.decideInto(row, out))
    said.push({
      eligible: [false, true, null][out.eligible[0] ?? 2] ?? null,
      amount: plan.amount ? ((out.amount[0] ?? Number.NaN) / 100).toFixed(2) : null,
    })
  const policy = policyFromJson(compile(workspace).toJson())
  // The second is decided by generated code.
  for (let times = 0; times < 3; times++) {
    const answer = policy.decide(given)
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    const one = answer.decisions[rowClause]
    said.push({ eligible: one?.eligible ?? null, amount: one?.amount ?? null })
  }
  return said
}

// What is assumed of a fact that is not given, for each kind of fact: closures, generated code and the library.
const rows: readonly (readonly [name: string, facts: string, lines: readonly string[], given: PlainFacts])[] =
  [
    [
      'a date',
      'day: { absent: 2010-03-01 }',
      ['eligibility: { c: { fact: day, operator: equal, value: 2010-03-01 } }'],
      {},
    ],
    [
      'a date, of which another is given',
      'day: { absent: 2010-03-01 }',
      ['eligibility: { c: { fact: day, operator: equal, value: 2010-03-01 } }'],
      { day: '2010-03-02' },
    ],
    [
      'a number',
      'hires: { absent: 3 }',
      ['eligibility: { c: { fact: hires, operator: equal, value: 3 } }'],
      {},
    ],
    [
      'a number with more decimals than are held',
      'done: { absent: 0.12345 }',
      ['eligibility: { c: { fact: done, operator: equal, value: 0.12345 } }'],
      {},
    ],
    [
      'a larger number than is held',
      'hires: { absent: 5000000000 }',
      ['eligibility: { c: { fact: hires, operator: equal, value: 5000000000 } }'],
      {},
    ],
    ['a name', 'name: { absent: x }', ['eligibility: { c: { fact: name, operator: equal, value: x } }'], {}],
    [
      'a list',
      'papers: { absent: [permit] }',
      ['eligibility: { c: { fact: papers, operator: contains, value: permit } }'],
      {},
    ],
    ['yes', 'a: { absent: true }', ['eligibility: { c: { fact: a, operator: equal, value: true } }'], {}],
    [
      'a record with values',
      'fees: { absent: { management: 5, registration: 7 } }',
      [
        'amount: [sum: [{ fact: fees, path: $.management }, { fact: fees, path: $.registration }, { fact: fees, path: $.licence }]]',
        'unit: CNY',
      ],
      {},
    ],
    [
      'a record, given without a field',
      'fees: { absent: { management: 5, registration: 7 } }',
      [
        'amount: [sum: [{ fact: fees, path: $.management }, { fact: fees, path: $.registration }]]',
        'unit: CNY',
      ],
      { fees: { management: 1 } },
    ],
  ]

describe('what is assumed', () => {
  test.each(rows)('of %s is the same everywhere', (_, facts, lines, given) => {
    const [closures, ...others] = decisionsBy(facts, lines, given)
    expect(closures?.eligible).not.toBeNull()
    for (const one of others) expect(one).toEqual(closures)
    expect(others.length).toBeGreaterThan(0)
  })
})
