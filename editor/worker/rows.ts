import {
  type CaseResult,
  entryOf,
  fileKind,
  groupDigits,
  nodeAt,
  type OutputValue,
  Rational,
  sameWords,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { CaseRow, CauseView } from '../state/view.ts'
import type { AskedCases } from './asked-cases.ts'
import type { Atom } from './atoms.ts'
import type { Attribute } from './attribution.ts'
import { differenceWords } from './differences.ts'
import { type Headline, outcomeWords } from './outcome.ts'
import { type Cause, causeOf, type Explain } from './trace.ts'

/** What tells a cause: which changes it goes with, both texts' traces, and what is asked. */
export interface Evidence {
  readonly now: Workspace
  readonly edited: ReadonlySet<string>
  readonly attribute: Attribute
  readonly explainNow: Explain
  readonly explainSaved: Explain
  readonly asked: AskedCases | null
  /** Takes in every cause that is found. */
  readonly tell: (cause: CauseView) => void
}

export const caseKey = (result: CaseResult): string =>
  result.reading === undefined ? result.id : `${result.id}@${result.reading}`

// A result that was kept has the row it had: one that passes rests on nothing else.
const passingRows = new WeakMap<CaseResult, CaseRow>()

/** A case as a row of the panel. Only a case that fails is traced, and only where an edit could have done it. */
export async function caseRow(result: CaseResult, evidence: Evidence): Promise<CaseRow> {
  const moved = (await evidence.asked?.moved(result)) ?? null
  for (const cause of moved?.causes ?? []) evidence.tell(cause)
  const known = moved ? undefined : passingRows.get(result)
  if (known) return known
  const row = await newRow(result, evidence)
  if (moved) {
    const { causes: _, ...view } = moved
    return { ...row, moved: view }
  }
  if (result.passed) passingRows.set(result, row)
  return row
}

async function newRow(result: CaseResult, evidence: Evidence): Promise<CaseRow> {
  const { id, passed } = result
  const reading = result.reading ?? null
  const atoms = passed ? [] : evidence.attribute(id, reading, result.clauses)
  for (const { key, words, log } of atoms) evidence.tell({ key, words, log, kind: 'change' })
  const cause =
    atoms.length > 0
      ? causeOf(
          await evidence.explainNow(id, reading),
          await evidence.explainSaved(id, reading),
          evidence.edited,
          new Set(atoms.flatMap(({ change }) => (change ? [change.subject] : []))),
        )
      : undefined
  const clause = result.clause === null ? undefined : evidence.now.clause(result.clause)
  const expected = expectedOf(result, evidence.now)
  const actual = actualOf(result, expected)
  const slug = id.slice(id.indexOf('/') + 1)
  return {
    key: caseKey(result),
    id,
    number: /^\d+/.exec(slug)?.[0] ?? '',
    title: result.title ?? sameWords(slug.replace(/^\d+-/, '').replaceAll('-', ' ')),
    clauses: [...new Set(result.clauses)],
    reading,
    cause: passed ? 'passing' : atoms.length > 0 ? 'explained' : 'unexplained',
    causes: atoms.map(({ key }) => key),
    moved: null,
    expected: outcomeWords(expected, clause),
    actual: passed ? null : outcomeWords(actual, clause),
    change: passed ? null : changeBetween(expected, actual),
    reason: passed ? null : reasonOf(result, cause, evidence.now),
    code: passed ? null : codeOf(result, cause, atoms),
    issue: passed ? null : issueOf(result, evidence.now),
    refers: result.decisions.some(({ refer }) => refer.length > 0),
    place: { path: result.origin.file, start: result.origin.span[0], end: result.origin.span[1] },
  }
}

/** What was last noted of a case, unless its result was accepted since. */
function issueOf({ id, origin }: CaseResult, workspace: Workspace): CaseRow['issue'] {
  const log = workspace.logs.get(fileKind(origin.file)?.folder ?? '') ?? []
  const last = log.findLast(({ changes }) => changes.some((change) => change.case === id))
  return last?.what === 'issue' ? { by: last.by, at: last.at, basis: last.basis } : null
}

/** What the case's file expects, under its reading. */
function expectedOf(result: CaseResult, workspace: Workspace): Headline {
  const root = workspace.documents.get(result.origin.file)?.root
  // `cases`, its index, then what in the case the origin points at.
  const written = nodeAt(root, result.origin.path.slice(0, 2))
  const alternatives = entryOf(written, 'alt')?.value
  const reading =
    alternatives?.kind === 'list'
      ? alternatives.items.find((item) => {
          const name = entryOf(item, 'reading')?.value
          return name?.kind === 'scalar' && name.text === result.reading
        })
      : undefined
  const expected = entryOf(result.reading === undefined ? written : reading, 'expected')?.value
  const text = (name: string, at = expected) => {
    const node = entryOf(at, name)?.value
    return node?.kind === 'scalar' ? node.text : null
  }
  const yesNo = (written: string | null, decided: OutputValue | undefined) =>
    written === null ? (decided ?? null) : written === 'true' ? true : written === 'false' ? false : null
  const decided = result.decisions[0]
  const consistent = text('consistent', entryOf(expected, 'outputs')?.value)
  return {
    eligible: yesNo(text('eligible'), decided?.eligible),
    amount: text('amount'),
    consistent: yesNo(consistent, decided?.outputs.consistent),
  }
}

function actualOf(result: CaseResult, expected: Headline): Headline {
  const actual = (path: string, otherwise: OutputValue) => {
    const differs = result.differences.find((difference) => difference.path === path)
    return differs ? differs.actual : otherwise
  }
  return {
    eligible: actual('eligible', expected.eligible),
    amount: actual('amount', expected.amount),
    consistent: actual('outputs.consistent', expected.consistent),
  }
}

/** By how much the amount changed: `+1.00`, `−2,400.00`. */
function changeBetween(expected: Headline, actual: Headline): string | null {
  const [before, after] = [expected.amount, actual.amount].map((amount) =>
    typeof amount === 'string' ? Rational.parse(amount) : undefined,
  )
  if (!before || !after || before.equals(after)) return null
  const change = after.minus(before)
  return `${change.isNegative ? '' : '+'}${groupDigits(change.toString(2))}`
}

function reasonOf(result: CaseResult, cause: Cause | undefined, workspace: Workspace): Words | null {
  if (cause?.kind === 'step')
    return (
      cause.step.note ?? {
        zh: `${cause.step.words.zh}：${cause.step.shown.zh}`,
        en: `${cause.step.words.en}: ${cause.step.shown.en}`,
      }
    )
  if (cause?.kind === 'condition') return cause.condition.given
  if (cause?.kind === 'result') return cause.title
  return differenceWords(result, workspace)[0] ?? null
}

/** The condition that was not expected to fail, or was and holds. */
function codeOf(result: CaseResult, cause: Cause | undefined, atoms: readonly Atom[]): string | null {
  if (cause?.kind === 'condition') return cause.condition.code
  const changed = atoms.find(({ change }) => change?.kind.startsWith('condition-'))?.change
  if (changed) return changed.subject
  const failed = result.differences.find((difference) => difference.path === 'failed')
  if (!failed) return null
  const [expected, actual] = [failed.expected, failed.actual].map((codes) =>
    Array.isArray(codes) ? codes.map(String) : [],
  )
  return (
    actual?.find((code) => !expected?.includes(code)) ??
    expected?.find((code) => !actual?.includes(code)) ??
    null
  )
}
