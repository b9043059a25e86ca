// What is measured, in the order of the table. Those that need nothing but the engine come with the tests.
import * as columns from './decide/columns.mjs'
import * as rows from './decide/rows.mjs'
import * as employment from './employment/measure.mjs'
import * as cases from './workbench/cases.mjs'
import * as keystroke from './workbench/keystroke.mjs'

export const plain = [rows, columns, employment, cases, keystroke]

/** With the packages and programs that only measuring needs. */
export async function all() {
  const peers = await import('./peers/measure.mjs')
  const threads = await import('./decide/threads.mjs')
  const start = await import('./start/measure.mjs')
  const page = await import('./workbench/page.mjs')
  const firstView = await import('./workbench/first-view.mjs')
  return [rows, peers, columns, threads, employment, cases, keystroke, page, firstView, start]
}
