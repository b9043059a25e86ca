// The built engine, as the measurements take it; the tests hand them the same from the source.

import { fileURLToPath } from 'node:url'
import { compile } from '../dist/engine/api/compile.js'
import { Rational } from '../dist/engine/base/rational.js'
import { runCases, runCasesTwice, suiteOf } from '../dist/engine/cases/run.js'
import { deciderOf } from '../dist/engine/decision/decide.js'
import { walk } from '../dist/engine/expression/expression.js'
import { planFromClause } from '../dist/engine/plan/from-clause.js'
import { clausesOf, loadWorkspace } from '../dist/engine/policy/workspace.js'
import { columnFor, columnResultsFor, columnsFrom } from '../dist/engine/scaled/columns.js'
import { encodeFacts } from '../dist/engine/scaled/encode.js'
import { programFrom, resultsFor } from '../dist/engine/scaled/program.js'
import { roomFor } from '../dist/engine/wasm/room.js'
import { bundle } from '../proof/bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The workbench's worker, bundled as for the browser but for its size. */
const { createDeriver } = await import(
  await bundle({ root, entry: 'editor/worker/deriver.ts', out: `${root}bench/bundles/deriver` })
)

export const engine = {
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
