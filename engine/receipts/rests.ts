import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { ChosenReading } from '../policy/readings.ts'
import { conditionsIn, operandsOf, parametersRead } from '../policy/reads.ts'
import type { Step } from '../policy/rules.ts'
import { fileKind, type Workspace } from '../policy/workspace.ts'

/** How a claim was asked. */
export interface Asking {
  readonly workspace: Workspace
  /** The clauses of the claim. */
  readonly claim: ReadonlySet<string>
  readonly readings: readonly ChosenReading[]
  readonly chain: boolean
  /** The facts that were given and that a clause reads. */
  readonly given: (clause: Clause) => ReadonlyMap<string, Value>
}

/** What a decision rests on. */
export interface Rests {
  /** The clauses that were decided for it, itself first. */
  readonly decided: readonly Clause[]
  /** Those of them that are other parts of the claim. */
  readonly parts: readonly Clause[]
  /** All of them, and those that the entries of a list were asked about. */
  readonly read: readonly Clause[]
  /** The paths of the texts that say what these clauses are. */
  readonly files: readonly string[]
}

/** Follows a decision to every clause and text it rests on: no more, or a change elsewhere would void it. */
export function restsOf(clause: Clause, asking: Asking): Rests {
  const under = (id: string) => asking.workspace.clauseUnder(id, asking.readings)
  const claimed = (id: string) => (asking.claim.has(id) ? under(id) : undefined)
  const parts = closureOf([clause], (one) => earlierIn(one).map(claimed))
  const decided = asking.chain
    ? closureOf(parts, (one) => {
        const given = asking.given(one)
        return one.facts.map(({ name, from }) => (from && !given.has(name) ? under(from.clause) : undefined))
      })
    : parts
  // A list's entries may be asked whether they meet another clause.
  const read = closureOf(decided, ({ rules }) =>
    [...conditionsIn(rules)].map((one) => (one.kind === 'clause' ? one.clause() : undefined)),
  )
  return {
    decided,
    parts: parts.slice(1),
    read,
    files: [...new Set(read.flatMap((one) => filesOf(one, asking.workspace)))],
  }
}

/** The clauses whose paid parts it looks at anywhere, within other steps and in outputs too. */
function earlierIn({ rules }: Clause): readonly string[] {
  const inSteps = (steps: readonly Step[]): readonly string[] =>
    steps.flatMap(({ earlier, body }) => [...(earlier ? [earlier.clause] : []), ...inSteps(body ?? [])])
  return [...rules.values, ...rules.outputs, { steps: rules.amount ?? [] }].flatMap(({ steps }) =>
    inSteps(steps),
  )
}

/** Clauses, and all that they lead to, each once. */
function closureOf(
  first: readonly Clause[],
  next: (clause: Clause) => readonly (Clause | undefined)[],
): readonly Clause[] {
  const found = new Map(first.map((clause) => [clause.id, clause]))
  // A map goes on to what is added on the way.
  for (const clause of found.values())
    for (const other of next(clause)) if (other && !found.has(other.id)) found.set(other.id, other)
  return [...found.values()]
}

/** A clause's own policy, vocabulary and provision, and the provisions whose parameters it reads. */
function filesOf({ origin, rules }: Clause, { documents }: Workspace): readonly string[] {
  const beside = (name: string) => {
    const folder = fileKind(origin.file)?.folder ?? ''
    return folder === '' ? name : `${folder}/${name}`
  }
  const parameters = parametersRead(operandsOf(rules)).map((parameter) => parameter.origin.file)
  return [beside('policy.yaml'), beside('facts.yaml'), origin.file, ...parameters].filter((path) =>
    documents.has(path),
  )
}
