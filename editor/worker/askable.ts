import { type Reading, sameWords, type Words, type Workspace } from '../../engine/index.ts'
import { dayOf } from './edited.ts'

/** An open question of law, as it can be asked. */
export interface AskableReading {
  readonly id: string
  readonly question: Words
  /** Why the default is taken. */
  readonly because: Words
  /** Ids of the clauses it is about; empty: of the whole policy. */
  readonly clauses: readonly string[]
  readonly alternatives: readonly {
    readonly name: string
    readonly because: Words
    /** False: only described; nothing can be asked with it. */
    readonly computed: boolean
  }[]
}

/** What a policy can be asked with. */
export interface AskableView {
  /** Days from which one of its values holds, each with the titles of what changes then; the latest first. */
  readonly days: readonly { readonly day: string; readonly titles: readonly Words[] }[]
  readonly readings: readonly AskableReading[]
}

/** The days and open questions of a policy; of none if there is no such policy. */
export function askableOf(workspace: Workspace | undefined, id: string): AskableView {
  const policy = workspace?.policies.find((candidate) => candidate.id === id)
  if (!policy) return { days: [], readings: [] }
  const clauses = policy.provisions.flatMap((provision) => provision.clauses)
  const parameters = policy.provisions.flatMap((provision) => [
    ...provision.parameters,
    ...provision.clauses.flatMap((clause) => clause.parameters),
  ])
  const days = new Map<string, Words[]>()
  for (const { title, key, values } of parameters)
    for (const value of values) {
      const day = dayOf(value)
      if (day !== null) days.set(day, [...(days.get(day) ?? []), title ?? sameWords(key)])
    }
  const readings = new Map<string, AskableReading>()
  for (const reading of policy.readings) readings.set(reading.id, askable(reading, []))
  for (const clause of clauses)
    for (const reading of clause.readings) {
      const known = readings.get(reading.id)
      readings.set(reading.id, joined(known, askable(reading, [clause.id])))
    }
  return {
    days: [...days]
      .map(([day, titles]) => ({ day, titles }))
      .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)),
    readings: [...readings.values()],
  }
}

const askable = ({ id, question, because, alternatives }: Reading, clauses: readonly string[]) => ({
  id,
  question,
  because,
  clauses,
  alternatives: alternatives.map(({ name, because: why, computed }) => ({ name, because: why, computed })),
})

/** A question that several clauses state: an alternative can be asked where any of them computes it. */
function joined(known: AskableReading | undefined, more: AskableReading): AskableReading {
  if (!known) return more
  const alternatives = known.alternatives.map((one) => ({
    ...one,
    computed: one.computed || more.alternatives.some(({ name, computed }) => name === one.name && computed),
  }))
  const others = more.alternatives.filter(({ name }) => !known.alternatives.some((one) => one.name === name))
  return {
    ...known,
    clauses: [...known.clauses, ...more.clauses],
    alternatives: [...alternatives, ...others],
  }
}
