import {
  type CaseResult,
  entryOf,
  groupDigits,
  nodeAt,
  type OutputValue,
  Rational,
  sameWords,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { CaseRow } from '../state/view.ts'
import { differenceWords } from './differences.ts'
import { type Headline, outcomeWords } from './outcome.ts'
import { type Cause, causeOf, type Explain } from './trace.ts'

/** What tells a cause: both texts' traces and the parameters that were edited. */
export interface Evidence {
  readonly now: Workspace
  readonly edited: ReadonlySet<string>
  readonly savedPassed: ReadonlyMap<string, boolean>
  readonly explainNow: Explain
  readonly explainSaved: Explain
}

export const caseKey = (result: CaseResult): string =>
  result.reading === undefined ? result.id : `${result.id}@${result.reading}`

// A result that was kept has the row it had: one that passes rests on nothing else.
const passingRows = new WeakMap<CaseResult, CaseRow>()

/** A case as a row of the panel. Only a case that fails is traced, and only where an edit could have done it. */
export async function caseRow(result: CaseResult, evidence: Evidence): Promise<CaseRow> {
  const known = passingRows.get(result)
  if (known) return known
  const row = await newRow(result, evidence)
  if (result.passed) passingRows.set(result, row)
  return row
}

async function newRow(result: CaseResult, evidence: Evidence): Promise<CaseRow> {
  const key = caseKey(result)
  const suspected = !result.passed && evidence.edited.size > 0 && evidence.savedPassed.get(key) === true
  const cause = suspected
    ? causeOf(
        await evidence.explainNow(result.id, result.reading ?? null),
        await evidence.explainSaved(result.id, result.reading ?? null),
        evidence.edited,
      )
    : undefined
  const clause = result.clause === null ? undefined : evidence.now.clause(result.clause)
  const expected = expectedOf(result, evidence.now)
  const actual = actualOf(result, expected)
  const slug = result.id.slice(result.id.indexOf('/') + 1)
  return {
    key,
    id: result.id,
    number: /^\d+/.exec(slug)?.[0] ?? '',
    title: result.title ?? sameWords(slug.replace(/^\d+-/, '').replaceAll('-', ' ')),
    clauses: [...new Set(result.clauses)],
    reading: result.reading ?? null,
    cause: result.passed ? 'passing' : cause ? 'explained' : 'unexplained',
    expected: outcomeWords(expected, clause),
    actual: result.passed ? null : outcomeWords(actual, clause),
    change: result.passed ? null : changeBetween(expected, actual),
    reason: result.passed ? null : reasonOf(result, cause, evidence.now),
    code: result.passed ? null : codeOf(result, cause),
    refers: result.decisions.some(({ refer }) => refer.length > 0),
    place: { path: result.origin.file, start: result.origin.span[0], end: result.origin.span[1] },
  }
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
function codeOf(result: CaseResult, cause: Cause | undefined): string | null {
  if (cause?.kind === 'condition') return cause.condition.code
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
