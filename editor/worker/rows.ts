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
import { type Cause, causeOf, type Explained } from './trace.ts'

/** What tells a cause: both texts' traces and the parameters that were edited. */
export interface Evidence {
  readonly now: Workspace
  readonly edited: ReadonlySet<string>
  readonly savedPassed: ReadonlyMap<string, boolean>
  readonly explainNow: (id: string) => Promise<Explained>
  readonly explainSaved: (id: string) => Promise<Explained>
}

export const caseKey = (result: CaseResult): string =>
  result.reading === undefined ? result.id : `${result.id}@${result.reading}`

/** A case as a row of the panel. Only a case that fails is traced, and only where an edit could have done it. */
export async function caseRow(result: CaseResult, evidence: Evidence): Promise<CaseRow> {
  const key = caseKey(result)
  const suspected = !result.passed && evidence.edited.size > 0 && evidence.savedPassed.get(key) === true
  const cause = suspected
    ? causeOf(
        await evidence.explainNow(result.id),
        await evidence.explainSaved(result.id),
        evidence.edited,
        evidence.now,
      )
    : undefined
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
    expected: outcomeWords(expected),
    actual: result.passed ? null : outcomeWords(actual),
    change: result.passed ? null : changeBetween(expected, actual),
    reason: result.passed ? null : reasonOf(result, cause),
    code: result.passed ? null : codeOf(result, cause),
    place: { path: result.origin.file, start: result.origin.span[0], end: result.origin.span[1] },
  }
}

interface Headline {
  readonly eligible: OutputValue
  readonly amount: OutputValue
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
  const text = (name: string) => {
    const node = entryOf(expected, name)?.value
    return node?.kind === 'scalar' ? node.text : null
  }
  const eligible = text('eligible')
  const decided = result.decisions[0]
  return {
    eligible:
      eligible === null
        ? (decided?.eligible ?? null)
        : eligible === 'true'
          ? true
          : eligible === 'false'
            ? false
            : null,
    amount: text('amount'),
  }
}

function actualOf(result: CaseResult, expected: Headline): Headline {
  const differs = (path: string) => result.differences.find((difference) => difference.path === path)
  return {
    eligible: differs('eligible') ? (differs('eligible')?.actual ?? null) : expected.eligible,
    amount: differs('amount') ? (differs('amount')?.actual ?? null) : expected.amount,
  }
}

const outcomes = {
  eligible: { zh: '享受', en: 'due' },
  notEligible: { zh: '不享受', en: 'not due' },
  unknown: { zh: '未定', en: 'undecided' },
} as const satisfies Record<string, Words>

function outcomeWords({ eligible, amount }: Headline): Words {
  if (eligible === false) return outcomes.notEligible
  if (eligible === null) return outcomes.unknown
  return typeof amount === 'string' ? sameWords(groupDigits(amount)) : outcomes.eligible
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

function reasonOf(result: CaseResult, cause: Cause | undefined): Words | null {
  if (cause?.kind === 'step')
    return (
      cause.step.note ?? {
        zh: `${cause.step.words.zh}：${cause.step.shown.zh}`,
        en: `${cause.step.words.en}: ${cause.step.shown.en}`,
      }
    )
  if (cause?.kind === 'condition') return cause.condition.given
  return result.differences[0]?.words ?? null
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
