import {
  type Clause,
  type ClauseWords,
  clauseWords,
  operandsOf,
  type Parameter,
  type Policy,
  type Provision,
  parametersOf,
  parametersRead,
  type Source,
  sameWords,
  unitOf,
  type Workspace,
} from '../../engine/index.ts'
import type { ClausePage, NoticeView, SourceView } from '../state/clause-view.ts'
import type { CaseRow } from '../state/view.ts'
import { calledBy } from './called.ts'
import { choiceViews } from './choice-views.ts'
import { checkView, opensLinks, readingViews, referViews, stackingView } from './clause-notes.ts'
import { type Numbering, numberQuotes } from './marks.ts'
import { noticesOf } from './notices.ts'
import { outputViews } from './outputs.ts'
import { conditionViews, dueOf, type Opened, openCase, type Part, reckonedValues } from './page-case.ts'
import { parameterGroups, type Sides } from './parameters.ts'
import { type StepShowing, statedSteps, tracedSteps } from './steps.ts'
import { unsavedPlaces } from './unsaved.ts'

/** A clause and where it stands. */
export interface Found {
  readonly policy: Policy
  readonly provision: Provision
  readonly clause: Clause
}

/** The clause of an id, with its provision and policy. */
export function findClause(workspace: Workspace, id: string): Found | undefined {
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
  rows: readonly CaseRow[],
  stale: boolean,
): ClausePage | null {
  const found = findClause(sides.now, id)
  if (!found) return null
  const { policy, provision, clause } = found
  const before = findClause(sides.saved, id)?.clause
  const words = clauseWords(clause)
  const savedWords = before ? clauseWords(before) : null
  const all = parametersOf(sides.now)
  const foreign = foreignParameters(clause)
  const sources = [clause.source, ...clause.sources].filter((source) => source?.quote)
  const quotes = sources.map((source) => source?.quote ?? '')
  const numbering = numberQuotes(quotes, clause, words.conditions, foreign)
  const notices = noticesOf(clause, numbering, sides)
  const showing: StepShowing = {
    clause,
    numbersOf: (names) => numbersFor(names, all, numbering),
    name: calledBy(clause, sides.now),
  }
  const [part] = opened?.parts ?? []
  const open = opened && !opened.isExample ? opened : null
  const decision = part?.now.explanation.decision ?? null
  return {
    id,
    title: clause.title,
    policy: { id: policy.id, title: policy.title, undated: policy.undated },
    provision: { id: provision.id, title: provision.title },
    file: provision.file,
    kind: clause.kind,
    pays: clause.pays,
    for: clause.for,
    payer: clause.payer,
    approver: clause.approver,
    sources: sources.map((source, index) =>
      sourceView(source, numbering.marks[index] ?? [], notices, sides.now.policies),
    ),
    conditions: conditionViews(words, savedWords, numbering, open && part ? part.now : null, {
      clause,
      workspace: sides.now,
    }),
    check: checkView(clause, before, decision, sides.now),
    ...reckoned(clause, words, savedWords, part, showing),
    choices: choiceViews(clause, sides.now),
    due: part ? dueOf(part) : { now: null, saved: null },
    unit: clause.unit === null ? null : unitOf({ name: 'money', unit: clause.unit }),
    per: perOf(clause),
    hasAmount: clause.rules.amount !== null,
    outputs: outputViews(clause, decision, part?.saved?.explanation.decision ?? null, showing.name),
    opens: opensLinks(clause, sides.now),
    refer: referViews(clause, decision, sides.now),
    stacking: stackingView(clause, policy),
    readings: readingViews(clause.readings, rows, id),
    policyReadings: readingViews(policy.readings, rows, id),
    groups: parameterGroups(clause, foreign, numbering, sides),
    notices,
    unsaved: unsavedPlaces(clause, sides),
    open: open && openCase(open, numbering, showing.numbersOf, sides.now),
    with: opened && (part?.now.explanation.steps.length || clause.rules.amount === null) ? opened.key : null,
    stale,
    place: { path: provision.file, start: clause.origin.span[0], end: clause.origin.span[1] },
    nodePath: clause.origin.path,
  }
}

/** Parameters of others that its rules read, as they stand now. */
const foreignParameters = (clause: Clause): readonly Parameter[] =>
  parametersRead(operandsOf(clause.rules)).filter((parameter) => !clause.parameters.includes(parameter))

function sourceView(
  source: Source | null | undefined,
  marks: Numbering['marks'][number],
  notices: readonly NoticeView[],
  policies: readonly Policy[],
): SourceView {
  const owner = policies.find(({ documents }) => documents.some(({ id }) => id === source?.document))
  const document = owner?.documents.find(({ id }) => id === source?.document)
  return {
    at: owner && document ? { policy: owner.id, document: document.id } : null,
    document: document?.title ?? sameWords(source?.document ?? ''),
    section: source?.section ?? null,
    quote: source?.quote ?? '',
    marks: marks.map(({ start, end, number }) => ({
      start,
      end,
      number,
      differs: notices.some((notice) => notice.number === number && notice.quoted !== null),
    })),
  }
}

/** How the amount is reckoned: with a case's numbers, or in words alone. */
function reckoned(
  clause: Clause,
  words: ClauseWords,
  savedWords: ClauseWords | null,
  part: Part | undefined,
  showing: StepShowing,
): Pick<ClausePage, 'values' | 'steps'> {
  const isTraced = part && (part.now.explanation.steps.length > 0 || clause.rules.amount === null)
  if (!isTraced) return { values: [], steps: statedSteps(words.steps, savedWords?.steps ?? null, showing) }
  const { now, saved } = part
  return {
    values: reckonedValues(part, showing),
    steps: tracedSteps(now.explanation.steps, saved?.explanation.steps ?? null, showing),
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
