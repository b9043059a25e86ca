// The eight-benefit sample: its plans, its applicants, and the same as encoded rows and as columns.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { planFromClause } from '../../dist/engine/plan/from-clause.js'
import { clausesOf, loadWorkspace } from '../../dist/engine/policy/workspace.js'
import { applicants } from './applicants.mjs'

const folder = fileURLToPath(new URL('sample/', import.meta.url))
const files = ['policy.yaml', 'facts.yaml', 'provisions/sample.yaml'].map((path) => ({
  path: `sample/${path}`,
  text: readFileSync(folder + path, 'utf8'),
}))

export const plans = clausesOf(loadWorkspace(files)).map((clause) => planFromClause(clause))

/** The names of the sample's columns, by the numbers that stand for them in hand-written code. */
export const namesOf = {
  industry: ['advertising', 'pawn', 'sauna', ...Array.from({ length: 17 }, (_, i) => `trade-${i}`)],
  skill_level: [1, 2, 3, 4, 5].map((level) => `level-${level}`),
}

/** A program's own codes for a row of the sample. */
export function encoded(row, names) {
  const one = { ...row }
  for (const [name, list] of Object.entries(namesOf)) one[name] = names.code(name, list[row[name]])
  return one
}

export const rowsOf = (count) => applicants(count)

/** Milliseconds of each job, the median of rounds that take turns, so that all meet the same machine. */
export function medians(jobs, rounds = 11) {
  const times = jobs.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, job] of jobs.entries()) {
      const start = performance.now()
      job()
      times[index].push(performance.now() - start)
    }
  return times.map((one) => one.sort((a, b) => a - b)[rounds >> 1])
}
