// The sample policy, its program, and applicants in the forms that each side takes.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applicants } from './applicants.mjs'

const folder = fileURLToPath(new URL('sample/', import.meta.url))

/** What the applicants' numbers for an industry or a level stand for. */
export const names = {
  industry: ['advertising', 'pawn', 'sauna', ...Array.from({ length: 17 }, (_, index) => `trade-${index}`)],
  skill_level: [1, 2, 3, 4, 5].map((level) => `level-${level}`),
}

export const sampleTexts = () =>
  ['policy.yaml', 'facts.yaml', 'provisions/sample.yaml'].map((path) => ({
    path: `sample/${path}`,
    text: readFileSync(folder + path, 'utf8'),
  }))

/** The sample as the engine reads it, with so many applicants. */
export function sample(engine, count) {
  const workspace = engine.loadWorkspace(sampleTexts())
  const plans = engine.clausesOf(workspace).map((clause) => engine.planFromClause(clause))
  const program = engine.programFrom(plans)
  for (const { plan, because } of program.clauses)
    if (because) throw new Error(`${plan.clause.id} is not generated: ${because}`)
  const rows = applicants(count)
  const encode = (row) => {
    const one = { ...row }
    for (const [name, list] of Object.entries(names)) one[name] = program.names.code(name, list[row[name]])
    return one
  }
  return { plans, program, policy: engine.compile(workspace), rows, encoded: rows.map(encode) }
}
