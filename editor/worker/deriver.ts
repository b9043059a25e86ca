import { type CaseResult, runCases } from '../../engine/index.ts'
import { casesOf } from '../state/cases-of.ts'
import type { CaseRow, ClausePage, Derived } from '../state/view.ts'
import { editedParameters } from './edited.ts'
import { type NameHint, namesAt } from './names.ts'
import { clausePage, findClause, type Opened } from './page.ts'
import { problemRows } from './problems.ts'
import { caseKey, caseRow } from './rows.ts'
import { createTexts, type Loaded, type Reading, savedReader } from './texts.ts'
import { type Explained, explainer } from './trace.ts'
import { countCases, policyTree } from './tree.ts'

/** What to derive from: the files that changed since the last request, and what is being looked at. */
export interface Request {
  readonly version: number
  /** null: the file is gone. */
  readonly texts: readonly { readonly path: string; readonly text: string | null }[]
  readonly saved: readonly { readonly path: string; readonly text: string | null }[]
  readonly clause: string | null
  /** Key of the open case; null: the first that differs; empty: none. */
  readonly case: string | null
}

export interface Deriver {
  readonly derive: (request: Request) => Promise<Derived>
  readonly names: (path: string, text: string, offset: number) => readonly NameHint[]
}

interface SavedSide extends Loaded {
  readonly results: ReadonlyMap<string, boolean>
  readonly explain: (id: string) => Promise<Explained>
}

/** The engine behind the page. Holds the texts; one request at a time. */
export function createDeriver(): Deriver {
  const texts = createTexts()
  const readSaved = savedReader()
  const current = new Map<string, string>()
  const onDisk = new Map<string, string>()
  let saved: SavedSide | null = null
  let reading: Reading | null = null

  const savedSide = (now: Reading, results: readonly CaseResult[]): SavedSide => {
    if (saved) return saved
    // Nothing is unsaved, on opening say: what was just read is the saved side too.
    const same = now.stale.size === 0 && sameTexts(current, onDisk)
    const loaded = same ? now : readSaved(onDisk)
    const passed = same ? results : runCases(loaded.suite)
    saved = {
      workspace: loaded.workspace,
      suite: loaded.suite,
      results: new Map(passed.map((result) => [caseKey(result), result.passed])),
      explain: explainer(loaded.suite),
    }
    return saved
  }

  return {
    derive: async (request) => {
      take(request.texts, current)
      if (take(request.saved, onDisk)) saved = null
      const started = performance.now()
      const now = texts.read(current)
      reading = now
      const results = runCases(now.suite)
      const before = savedSide(now, results)
      const took = performance.now() - started
      const edited = editedParameters(now.workspace, before.workspace)
      const sides = { now: now.workspace, saved: before.workspace, edited }
      const explainNow = explainer(now.suite)
      const evidence = {
        now: now.workspace,
        edited,
        savedPassed: before.results,
        explainNow,
        explainSaved: before.explain,
      }
      const cases: CaseRow[] = []
      for (const result of results) cases.push(await caseRow(result, evidence))
      const opened = await openedCase(request, cases, results, explainNow, before.explain)
      return {
        version: request.version,
        policies: policyTree(sides, cases, now.stale),
        counts: countCases(cases),
        cases,
        page: request.clause === null ? null : pageOf(request.clause, opened, now, sides),
        problems: problemRows(now.diagnostics, current),
        took,
      }
    },
    names: (path, text, offset) => (reading ? namesAt(reading.workspace, path, text, offset) : []),
  }
}

function pageOf(
  clause: string,
  opened: Opened | null,
  now: Reading,
  sides: Parameters<typeof clausePage>[1],
): ClausePage | null {
  const folder = findClause(now.workspace, clause)?.policy.origin.file.replace(/\/?policy\.yaml$/, '') ?? ''
  return clausePage(clause, sides, opened, now.stale.has(folder))
}

const sameTexts = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

function take(changes: Request['texts'], into: Map<string, string>): boolean {
  for (const { path, text } of changes)
    if (text === null) into.delete(path)
    else into.set(path, text)
  return changes.length > 0
}

/**
 * The case that is asked for, else the first of the clause that an edit moved, else the first that fails;
 * with none of these, one that is paid lends its numbers.
 */
async function openedCase(
  request: Request,
  rows: readonly CaseRow[],
  results: readonly CaseResult[],
  explainNow: (id: string) => Promise<Explained>,
  explainSaved: (id: string) => Promise<Explained>,
): Promise<Opened | null> {
  const { clause } = request
  if (clause === null) return null
  const own = casesOf(rows, clause)
  const resultOf = (row: CaseRow) => results.find((candidate) => caseKey(candidate) === row.key)
  const isPaid = (row: CaseRow) => {
    const decision = resultOf(row)?.decisions.find((one) => one.clause === clause)
    return decision?.eligible === true && decision.amount !== null
  }
  const open =
    request.case === null
      ? (own.find(({ cause }) => cause === 'explained') ?? own.find(({ cause }) => cause === 'unexplained'))
      : own.find(({ key }) => key === request.case)
  const row = open ?? own.find(isPaid)
  const result = row && resultOf(row)
  if (!row || !result) return null
  const of = (explained: Explained) => explained.find((one) => one.clause === clause)?.explanation ?? null
  const now = of(await explainNow(row.id))
  if (!now) return null
  return {
    key: row.key,
    now,
    saved: of(await explainSaved(row.id)),
    differences: result.differences.map(({ words }) => ({ words })),
    derivation: result.derivation,
    isExample: !open,
  }
}
