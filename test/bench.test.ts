import { expect, test } from 'vitest'
import { plain } from '../bench/subjects.mjs'
import { createDeriver } from '../editor/worker/deriver.ts'
import { compile } from '../engine/api/compile.ts'
import { Rational } from '../engine/base/rational.ts'
import { runCases, runCasesTwice, suiteOf } from '../engine/cases/run.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import { walk } from '../engine/expression/expression.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { clausesOf, loadWorkspace } from '../engine/policy/workspace.ts'
import { columnFor, columnResultsFor, columnsFrom } from '../engine/scaled/columns.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import { programFrom, resultsFor } from '../engine/scaled/program.ts'
import { roomFor } from '../engine/wasm/room.ts'

const engine = {
  clausesOf,
  columnFor,
  columnResultsFor,
  columnsFrom,
  compile,
  createDeriver,
  deciderOf,
  encodeFacts,
  loadWorkspace,
  planFromClause,
  programFrom,
  Rational,
  resultsFor,
  roomFor,
  runCases,
  runCasesTwice,
  suiteOf,
  walk,
}

// What is measured has to be right first; a subject throws where it is not. The figures are of no interest here.
test.each([...plain])('measures $title, after finding what it compares the same', async (subject) => {
  const rows = await subject.measure({ engine, isQuick: true })
  expect(rows.length).toBeGreaterThan(0)
  for (const { name, value } of rows) expect(value, name).toBeGreaterThan(0)
})
