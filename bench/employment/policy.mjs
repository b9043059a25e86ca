// A policy of this repository, and a program of some of its clauses.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const policies = fileURLToPath(new URL('../../policies', import.meta.url))

/** The files of `policies/`, or of one policy, as a workspace takes them. */
export const policyTexts = (id = '') =>
  readdirSync(`${policies}/${id}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(yaml|txt)$/.test(entry.name))
    .map((entry) => {
      const path = `${entry.parentPath ?? entry.path}/${entry.name}`
      return { path: path.slice(policies.length + 1).replaceAll('//', '/'), text: readFileSync(path, 'utf8') }
    })

/** The plans of the employment policy's clauses: those that are generated, and what the others ask. */
export function employment(engine) {
  const workspace = engine.loadWorkspace(policyTexts('employment-promotion'))
  const plans = engine.clausesOf(workspace).map((clause) => engine.planFromClause(clause))
  const { clauses } = engine.programFrom(plans, { undatedReads: 'stated' })
  return {
    all: plans.length,
    plans: plans.filter((_, index) => clauses[index].code),
    left: clauses
      .filter(({ because }) => because)
      .map(({ plan, because }) => `${plan.clause.id} (${because})`),
  }
}
