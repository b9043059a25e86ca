import {
  type Clause,
  fieldsOf,
  formatValue,
  type Policy,
  type Trial,
  type TrialField,
  type Value,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { FactField, FieldGroup, QuestionView, TrialRequest } from '../state/trial-view.ts'
import { shapeOf, usualOf } from './trial-given.ts'

/** Facts of this many provisions stand first, by themselves. */
const commonFrom = 3

/** The day is asked in the top bar. */
const isAsked = ({ fact }: TrialField): boolean => fact.name !== 'as_of'

/** The fields of a form over the clauses that are tried. */
export const formFields = (clauses: readonly Clause[]): readonly TrialField[] =>
  fieldsOf(clauses).filter(isAsked)

/** Everything a field of the form shows. */
export function fieldViews(
  fields: readonly TrialField[],
  trial: Trial,
  scope: ReadonlySet<string>,
  workspace: Workspace,
): ReadonlyMap<string, FactField> {
  const needed = new Set<string>()
  for (const { state, needs, clause } of trial.parts)
    if (state === 'undecided' && scope.has(clause.id))
      for (const need of needs) needed.add(`${clause.id} ${need.split('.')[0]}`)
  return new Map(
    fields.map(({ id, fact, clauses }) => {
      const { name, title, type, absent, authority } = fact
      const refused = trial.refused.find((one) => one.fact === name)?.problem.message ?? null
      const field: FactField = {
        id,
        title,
        shape: shapeOf(type),
        usual: absent === undefined ? null : usualOf(absent, type),
        matters: clauses.some((clause) => needed.has(`${clause} ${name}`)),
        decidedBy: decidedBy(fact, trial, workspace),
        authority,
        refused,
      }
      return [id, field]
    }),
  )
}

/** Whose decision stands in for a fact that nobody gives, and what it comes to. */
function decidedBy(
  { name, from, type }: TrialField['fact'],
  trial: Trial,
  workspace: Workspace,
): FactField['decidedBy'] {
  const clause = from && workspace.clause(from.clause)
  if (!clause) return null
  const read = trial.parts.find(({ facts }) => facts.has(name))?.facts.get(name)
  return {
    clause: clause.id,
    title: clause.title,
    says: read === undefined ? null : formatValue(read as Value, type),
  }
}

/**
 * Fields in groups: what several benefits look at, then each provision's own. Where one provision is asked
 * about, its facts, then those of the clauses that decide some of them.
 */
export function formGroups(
  policy: Policy,
  fields: readonly TrialField[],
  views: ReadonlyMap<string, FactField>,
  about: string | null,
): readonly FieldGroup[] {
  const provisionOf = new Map(
    policy.provisions.flatMap(({ id, clauses }) => clauses.map((clause) => [clause.id, id] as const)),
  )
  const readers = ({ clauses }: TrialField) => [
    ...new Set(clauses.flatMap((clause) => provisionOf.get(clause) ?? [])),
  ]
  const titleOf = (id: string) => policy.provisions.find((provision) => provision.id === id)?.title ?? null
  const groups = new Map<string, FactField[]>()
  const add = (group: string, { id }: TrialField) => {
    const view = views.get(id)
    if (view) groups.set(group, [...(groups.get(group) ?? []), view])
  }
  const done = new Set<string>()
  if (about !== null) {
    // A clause that decides a fact is asked about next, and so on.
    const waiting = [about]
    for (const provision of waiting)
      for (const field of fields) {
        if (done.has(field.id) || !readers(field).includes(provision)) continue
        done.add(field.id)
        add(provision, field)
        const next = field.fact.from && provisionOf.get(field.fact.from.clause)
        if (next && !waiting.includes(next)) waiting.push(next)
      }
  } else
    for (const field of fields) {
      const [first, ...more] = readers(field)
      if (first === undefined) continue
      add(more.length + 1 >= commonFrom ? '' : first, field)
    }
  const ordered = about === null ? ['', ...policy.provisions.map(({ id }) => id)] : [...groups.keys()]
  return ordered.flatMap((id) => {
    const own = groups.get(id)
    return own ? [{ id, title: id === '' ? null : titleOf(id), fields: own }] : []
  })
}

/** The next question, with what each answer leads to. */
export function questionView(
  { question, parts }: Trial,
  fields: readonly TrialField[],
  views: ReadonlyMap<string, FactField>,
): QuestionView | null {
  if (!question) return null
  const name = question.fact.split('.')[0]
  const field = fields.find(({ fact, clauses }) => fact.name === name && clauses.includes(question.clause))
  const view = field && views.get(field.id)
  const clause = parts.find((part) => part.clause.id === question.clause)?.clause
  if (!view || !clause) return null
  return {
    field: view,
    answers: question.answers.map(({ words, failed }) => withoutCodes(words, failed)),
    clause: { id: clause.id, title: clause.title },
    clauses: question.clauses,
  }
}

/** Codes of conditions mean nothing to who answers. */
const withoutCodes = ({ zh, en }: Words, failed: readonly string[]): Words => ({
  zh: zh.replace(`（${failed.join('、')}）`, ''),
  en: en.replace(` (${failed.join(', ')})`, ''),
})

/** The clauses that are asked about. */
export const scopeOf = (policy: Policy, { about }: Pick<TrialRequest, 'about'>): ReadonlySet<string> =>
  new Set(
    policy.provisions
      .filter(({ id }) => about === null || id === about)
      .flatMap(({ clauses }) => clauses.map(({ id }) => id)),
  )
