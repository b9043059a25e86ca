import {
  type Clause,
  type ClauseWords,
  clauseWords,
  type Decision,
  type Explanation,
  groupDigits,
  type Parameter,
  type Policy,
  type Provision,
  sameWords,
  unitOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { ClausePage, ConditionView, OpenCase, SourceView } from '../state/view.ts'
import { parametersOf } from './edited.ts'
import { type Numbering, numberQuotes } from './marks.ts'
import { noticesOf } from './notices.ts'
import { parameterGroups, type Sides } from './parameters.ts'
import { type NumbersOf, statedSteps, tracedSteps } from './steps.ts'
import { unsavedPlaces } from './unsaved.ts'

/** The open case as both texts explain it; `saved` is null where the saved text does not have it. */
export interface Opened {
  readonly key: string
  readonly now: Explanation
  readonly saved: Explanation | null
  readonly differences: readonly { readonly words: Words }[]
  readonly derivation: Words | null
  /** Nothing is open: it only lends the amount its numbers. */
  readonly isExample: boolean
}

export function findClause(
  workspace: Workspace,
  id: string,
): { policy: Policy; provision: Provision; clause: Clause } | undefined {
  for (const policy of workspace.policies)
    for (const provision of policy.provisions) {
      const clause = provision.clauses.find((candidate) => candidate.id === id)
      if (clause) return { policy, provision, clause }
    }
  return undefined
}

/** Everything the page of one clause shows. */
export function clausePage(
  id: string,
  sides: Sides,
  opened: Opened | null,
  stale: boolean,
): ClausePage | null {
  const found = findClause(sides.now, id)
  if (!found) return null
  const { policy, provision, clause } = found
  const before = findClause(sides.saved, id)?.clause
  const words = clauseWords(clause)
  const savedWords = before ? clauseWords(before) : null
  const all = parametersOf(sides.now)
  const read = new Set([...words.conditions, ...words.steps].flatMap(({ parameters }) => parameters))
  const own = new Set(clause.parameters.map(({ name }) => name))
  const foreign = [...read].flatMap((name) => (own.has(name) ? [] : (all.get(name) ?? [])))
  const sources = [clause.source, ...clause.sources].filter((source) => source?.quote)
  const numbering = numberQuotes(
    sources.map((source) => source?.quote ?? ''),
    clause,
    words.conditions,
    foreign,
  )
  const notices = noticesOf(clause, numbering, sides)
  const numbersOf = (names: readonly string[]) => numbersFor(names, all, numbering)
  const traced = opened && opened.now.steps.length > 0 ? opened : null
  const open = opened && !opened.isExample ? opened : null
  return {
    id,
    title: clause.title,
    policy: { id: policy.id, title: policy.title, undated: policy.undated },
    provision: { id: provision.id, title: provision.title },
    file: provision.file,
    for: clause.for,
    sources: sources.map(
      (source, index): SourceView => ({
        document:
          policy.documents.find(({ id }) => id === source?.document)?.title ??
          sameWords(source?.document ?? ''),
        section: source?.section ?? null,
        quote: source?.quote ?? '',
        marks: (numbering.marks[index] ?? []).map((mark) => ({
          start: mark.start,
          end: mark.end,
          number: mark.number,
          differs: notices.some((notice) => notice.number === mark.number && notice.quoted !== null),
        })),
      }),
    ),
    conditions: conditionViews(words, savedWords, numbering, open?.now ?? null),
    values: traced ? reckonedValues(traced, numbersOf) : [],
    steps: traced
      ? tracedSteps(traced.now.steps, traced.saved?.steps ?? null, numbersOf)
      : statedSteps(words.steps, savedWords?.steps ?? null, numbersOf),
    due: opened ? dueOf(opened) : { now: null, saved: null },
    with: traced?.key ?? null,
    unit: clause.unit === null ? null : unitOf({ name: 'money', unit: clause.unit }),
    per: perOf(clause),
    groups: parameterGroups(clause, foreign, numbering, sides),
    notices,
    unsaved: unsavedPlaces(clause, sides),
    open: open && openCase(open, words, numbering, numbersOf),
    stale,
    place: { path: provision.file, start: clause.origin.span[0], end: clause.origin.span[1] },
  }
}

/** What the amount is reckoned for: the type of its last step says it. */
function perOf(clause: Clause): 'year' | 'month' | null {
  const per = clause.rules.amount?.at(-1)?.type?.per
  return per === 'year' || per === 'month' ? per : null
}

const numbersFor = (
  names: readonly string[],
  all: ReadonlyMap<string, Parameter>,
  numbering: Numbering,
): readonly number[] =>
  [...new Set(names.flatMap((name) => numbering.of(all.get(name)?.quote ?? null)))].sort((a, b) => a - b)

function conditionViews(
  words: ClauseWords,
  saved: ClauseWords | null,
  numbering: Numbering,
  explanation: Explanation | null,
): readonly ConditionView[] {
  return words.conditions.map((condition) => {
    const old = saved?.conditions.find(({ code }) => code === condition.code)?.words
    const traced = explanation?.conditions.find(({ code }) => code === condition.code)
    const now = traced?.words ?? condition.words
    return {
      code: condition.code,
      words: now,
      before: old && (old.zh !== condition.words.zh || old.en !== condition.words.en) ? old : null,
      numbers: numbering.of(condition.quote),
      ...(traced && { holds: traced.holds, given: traced.given }),
    }
  })
}

function openCase(opened: Opened, words: ClauseWords, numbering: Numbering, numbersOf: NumbersOf): OpenCase {
  const { now, saved } = opened
  return {
    key: opened.key,
    facts: now.facts.map(({ title, value, assumed }) => ({ title, value, assumed })),
    conditions: conditionViews(words, null, numbering, now).filter(({ holds }) => holds !== true),
    values: reckonedValues(opened, numbersOf),
    steps: tracedSteps(now.steps, saved?.steps ?? null, numbersOf),
    due: dueOf(opened),
    differences: opened.differences,
    derivation: opened.derivation,
  }
}

const reckonedValues = ({ now, saved }: Opened, numbersOf: NumbersOf): ClausePage['values'] =>
  now.values.map(({ name, title, steps }) => ({
    title,
    steps: tracedSteps(steps, saved?.values.find((value) => value.name === name)?.steps ?? null, numbersOf),
  }))

const dueOf = ({ now, saved }: Opened) => ({
  now: decided(now.decision),
  saved: saved && decided(saved.decision),
})

function decided({ eligible, amount }: Decision): Words {
  if (eligible === false) return { zh: '不享受', en: 'not due' }
  if (eligible === null) return { zh: '未定', en: 'undecided' }
  return amount === null ? { zh: '享受', en: 'due' } : sameWords(groupDigits(amount))
}
