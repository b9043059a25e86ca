import { hasErrors, type Language, nodeAt, type Path, parseDate, upkeepFaults } from '../../engine/index.ts'
import { type Asking, plainAsking } from '../state/asked.ts'
import type { ChartAnswer, ChartRequest } from '../state/chart-view.ts'
import type { ClauseChoices } from '../state/clause-draft.ts'
import type { ClausePage } from '../state/clause-view.ts'
import type { ComparisonChoices, FactChoice } from '../state/condition-view.ts'
import type { Findable } from '../state/findable.ts'
import type { ReviewAsked, ReviewView, Unsigned } from '../state/review-view.ts'
import type { CaseRow, CauseView, ChangeRow, Derived, TextPlace } from '../state/view.ts'
import type { YearlyAsked } from '../state/yearly-view.ts'
import { type AskableView, askableOf } from './askable.ts'
import { askedCases } from './asked-cases.ts'
import { attributing } from './attribution.ts'
import { type CaseAsks, caseAsks } from './case-asks.ts'
import { changeRows } from './changes.ts'
import { chartOf } from './chart.ts'
import { comparisonChoices, factChoices } from './choices.ts'
import { correctionsOf } from './corrections.ts'
import { editedParameters } from './edited.ts'
import { findablesOf } from './findable.ts'
import { type Named, namedAt } from './named.ts'
import { type NameHint, namesAt } from './names.ts'
import { clauseChoices } from './new-clause.ts'
import { openedCase } from './opened.ts'
import { clausePage, findClause } from './page.ts'
import type { Opened } from './page-case.ts'
import { problemRows } from './problems.ts'
import { reviewView } from './review.ts'
import { type SealedReview, sealed } from './review-sealed.ts'
import { type RewriteAnswer, type RewriteAsked, rewritten } from './rewrite.ts'
import { caseRow, type Evidence } from './rows.ts'
import { type SourceAsked, sourcePage } from './source-page.ts'
import { createTexts, type Loaded, type Reading } from './texts.ts'
import { type Explain, explainer } from './trace.ts'
import { countCases, policyTree } from './tree.ts'
import { createTrials, type Trials } from './trials.ts'
import { dueByName } from './upkeep.ts'
import { yearlyPage } from './yearly.ts'
import { casesReading, createDayCases } from './yearly-cases.ts'

/** What to derive from: the files that changed since the last request, and what is being looked at. */
export interface Request {
  readonly version: number
  /** null: the file is gone. */
  readonly texts: readonly { readonly path: string; readonly text: string | null }[]
  readonly saved: readonly { readonly path: string; readonly text: string | null }[]
  readonly clause: string | null
  /** Key of the open case; null: the first that differs; empty: none. */
  readonly case: string | null
  /** The text that is being read; null: none. */
  readonly source: SourceAsked | null
  /** The yearly update that is looked at. */
  readonly yearly?: YearlyAsked | null
  /** ISO: the day on the wall, by which values are late; left out: nothing is. */
  readonly today?: string
  /** The day and the readings that are asked for; left out: as `clausebook test` asks. */
  readonly asking?: Asking
  /** The answer that the asker has taken in last; rows that it has are sent as their keys alone. */
  readonly taken: number | null
}

/** What was derived, with its number; of a row that did not change only the key. */
export interface Answer extends Omit<Derived, 'cases'> {
  readonly number: number
  readonly cases: readonly (CaseRow | string)[]
}

export interface Deriver extends CaseAsks, Trials {
  readonly chart: (request: ChartRequest) => Promise<ChartAnswer>
  readonly derive: (request: Request) => Promise<Answer>
  /** Two versions for a reviewer; those at hand are the texts of the last request. */
  readonly review: (asked: ReviewAsked) => Promise<ReviewView>
  /** Seals what was ticked off, and says it as a page to print. */
  readonly sign: (unsigned: Unsigned, language: Language) => Promise<SealedReview>
  readonly names: (path: string, text: string, offset: number) => readonly NameHint[]
  readonly askable: (policy: string) => AskableView
  /** Everything that can be looked for, in the texts of the last request. */
  readonly findables: () => readonly Findable[]
  /** What the texts of the last request change of the saved ones, in words. */
  readonly changes: () => readonly ChangeRow[]
  /** What a new clause of a provision has to choose from. */
  readonly clauseChoices: (provision: string) => ClauseChoices | null
  /** What a condition of a clause can ask for. */
  readonly facts: (clause: string) => readonly FactChoice[]
  /** How that can be compared, and with what. */
  readonly comparison: (clause: string, fact: string, path: string | null) => ComparisonChoices | null
  /** Where a node stands in the text that was read last. */
  readonly locate: (file: string, at: Path) => TextPlace | null
  /** The name at an offset of a file, in the texts as they are. */
  readonly named: (file: string, offset: number, newer: Request['texts']) => Named | null
  /** An edit tried in the texts as they are, of which `newer` are those not derived from yet. */
  readonly rewrite: (asked: RewriteAsked, newer: Request['texts']) => RewriteAnswer
}

interface SavedSide extends Loaded {
  readonly explain: Explain
}

/** The engine behind the page. Holds the texts; one request at a time. */
export function createDeriver(): Deriver {
  const texts = createTexts()
  const current = new Map<string, string>()
  const onDisk = new Map<string, string>()
  let saved: SavedSide | null = null
  let reading: Reading | null = null
  let number = 0
  let sent: ReadonlySet<CaseRow> = new Set()
  const casesOn = createDayCases()

  const savedSide = (now: Reading): SavedSide => {
    if (saved) return saved
    // Nothing is unsaved, on opening say: what was just read is the saved side too.
    const same = now.stale.size === 0 && sameTexts(current, onDisk)
    const { workspace, suite } = same ? now : texts.readOther(onDisk)
    saved = { workspace, suite, explain: explainer(suite) }
    return saved
  }

  return {
    derive: async (request) => {
      take(request.texts, current)
      if (take(request.saved, onDisk)) saved = null
      const started = performance.now()
      const now = texts.read(current)
      reading = now
      const before = savedSide(now)
      const took = performance.now() - started
      const edited = editedParameters(now.workspace, before.workspace)
      const sides = { now: now.workspace, saved: before.workspace, edited }
      const causes = new Map<string, CauseView>()
      const explainNow = explainer(now.suite)
      const evidence: Evidence = {
        now: now.workspace,
        edited,
        attribute: attributing(now.suite, sides),
        explainNow,
        explainSaved: before.explain,
        asked: askedCases(now.suite, now.workspace, request.asking ?? plainAsking, explainNow),
        tell: (cause) => causes.set(cause.key, cause),
      }
      const cases: CaseRow[] = []
      for (const result of now.results) cases.push(await caseRow(result, evidence))
      const { clause, source, yearly = null } = request
      const today = parseDate(request.today ?? '')
      const late = today && !hasErrors(now.diagnostics) ? upkeepFaults(now.workspace, today) : []
      const opened = await openedCase(request, cases, now.results, evidence)
      const known = request.taken === number ? sent : null
      sent = new Set(cases)
      number++
      return {
        number,
        version: request.version,
        policies: policyTree(sides, cases, now.stale, dueByName(now.workspace, today)),
        counts: countCases(cases),
        cases: cases.map((row) => (known?.has(row) ? row.key : row)),
        causes: [...causes.values()],
        page: clause === null ? null : pageOf(clause, opened, cases, now, sides),
        source: source && sourcePage(now.workspace, source, clause),
        sourceAsked: source !== null,
        yearly: yearly && yearlyPage(yearly, sides, (day) => casesOn(now, day), today),
        corrections: correctionsOf(sides, today, (name) => casesReading(now, name)),
        problems: problemRows([...now.diagnostics, ...late], current),
        took,
      }
    },
    review: (asked) =>
      reviewView(asked, { now: current, saved: onDisk, read: (files) => texts.readOther(files).workspace }),
    sign: (unsigned, language) => sealed(unsigned, language),
    changes: () => (reading ? changeRows(savedSide(reading).workspace, reading.workspace) : []),
    ...createTrials(() => reading),
    chart: async (request) =>
      reading ? chartOf(request, reading, savedSide(reading)) : { none: 'no-clause' },
    names: (path, text, offset) => (reading ? namesAt(reading.workspace, path, text, offset) : []),
    askable: (policy) => askableOf(reading?.workspace, policy),
    findables: () => (reading ? findablesOf(reading.workspace) : []),
    clauseChoices: (provision) => reading && clauseChoices(reading.workspace, provision),
    facts: (clause) => (reading ? factChoices(reading.workspace, clause) : []),
    comparison: (clause, fact, path) => reading && comparisonChoices(reading.workspace, clause, fact, path),
    locate: (file, at) => {
      const node = nodeAt(reading?.workspace.documents.get(file)?.root, at)
      return node ? { path: file, start: node.span[0], end: node.span[1] } : null
    },
    named: (file, offset, newer) => {
      if (reading && newer.length === 0 && reading.stale.size === 0)
        return namedAt(reading.workspace, file, offset)
      const files = new Map(current)
      take(newer, files)
      const { documents } = texts.tryOut(files).workspace
      // Meanings are those of the last valid text; places are those of the text as it is.
      return reading && namedAt({ ...reading.workspace, documents }, file, offset)
    },
    rewrite: (asked, newer) => {
      const files = new Map(current)
      take(newer, files)
      return rewritten(asked, files, texts, reading)
    },
    ...caseAsks(() => reading),
  }
}

function pageOf(
  clause: string,
  opened: Opened | null,
  rows: readonly CaseRow[],
  now: Reading,
  sides: Parameters<typeof clausePage>[1],
): ClausePage | null {
  const folder = findClause(now.workspace, clause)?.policy.origin.file.replace(/\/?policy\.yaml$/, '') ?? ''
  return clausePage(clause, sides, opened, rows, now.stale.has(folder))
}

const sameTexts = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

function take(changes: Request['texts'], into: Map<string, string>): boolean {
  for (const { path, text } of changes)
    if (text === null) into.delete(path)
    else into.set(path, text)
  return changes.length > 0
}
