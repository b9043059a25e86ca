import type { FactDeclaration } from '../policy/declarations.ts'
import type { Clause } from '../policy/policy.ts'

/** A fact that clauses read, in one meaning: what a form has a field for. */
export interface TrialField {
  /** Its name; one that has another type in some clauses stands there as `certificate@training.skill`. */
  readonly id: string
  readonly fact: FactDeclaration
  /** Ids of the clauses that read it so, in the order of the policy. */
  readonly clauses: readonly string[]
}

/** All facts that clauses read, each once for each kind of value it can have, in order of first use. */
export function fieldsOf(clauses: readonly Clause[]): readonly TrialField[] {
  const fields: { id: string; fact: FactDeclaration; clauses: string[] }[] = []
  for (const clause of clauses)
    for (const fact of clause.facts) {
      const same = fields.filter((field) => field.fact.name === fact.name)
      const known = same.find((field) => field.fact.type.name === fact.type.name)
      if (known) known.clauses.push(clause.id)
      else
        fields.push({
          id: same.length === 0 ? fact.name : `${fact.name}@${clause.id}`,
          fact,
          clauses: [clause.id],
        })
    }
  return fields
}
