import type { CaseResult } from '../../engine/index.ts'
import { casesOf } from '../state/cases-of.ts'
import type { CaseRow } from '../state/view.ts'
import type { Request } from './deriver.ts'
import type { Opened } from './page-case.ts'
import { caseKey, type Evidence } from './rows.ts'

/**
 * The case that is asked for, else the first of the clause that an edit moved, else the first that fails,
 * then one that moves as it is asked; with none of these, one that comes to something lends its numbers.
 */
export async function openedCase(
  request: Pick<Request, 'clause' | 'case'>,
  rows: readonly CaseRow[],
  results: readonly CaseResult[],
  { explainNow, explainSaved, asked }: Evidence,
): Promise<Opened | null> {
  const { clause } = request
  if (clause === null) return null
  const own = casesOf(rows, clause)
  const open =
    request.case === null
      ? (own.find(({ cause }) => cause === 'explained') ??
        own.find(({ cause }) => cause === 'unexplained') ??
        own.find(({ moved }) => moved !== null))
      : own.find(({ key }) => key === request.case)
  const resultOf = (row: CaseRow) => results.find((candidate) => caseKey(candidate) === row.key)
  const row = open ?? exampleOf(own, clause, resultOf)
  const result = row && resultOf(row)
  if (!row || !result) return null
  const reading = row.reading
  // A case that passes and moves as it is asked stands beside itself as it is tested.
  const isMoved = row.moved !== null && row.cause === 'passing'
  const before = await (isMoved ? explainNow : explainSaved)(row.id, reading)
  const explainPresent =
    isMoved || (row.cause === 'passing' && asked) ? (asked?.explain ?? explainNow) : explainNow
  const parts = (await explainPresent(row.id, reading)).flatMap((now, index) => {
    if (now.clause !== clause) return []
    const saved = before[index]
    return [{ now, saved: saved?.clause === clause ? saved : null }]
  })
  const beside = isMoved ? ('tested' as const) : ('saved' as const)
  const present = isMoved && asked ? asked.result(result) : result
  return parts.length === 0 ? null : { key: row.key, result: present, parts, isExample: !open, beside }
}

/** A case that is paid; of a clause without amount one that is due, or that gives something. */
function exampleOf(
  rows: readonly CaseRow[],
  clause: string,
  resultOf: (row: CaseRow) => CaseResult | undefined,
): CaseRow | undefined {
  const decision = (row: CaseRow) => resultOf(row)?.decisions.find((one) => one.clause === clause)
  const own = rows.filter(({ reading }) => reading === null)
  return (
    own.find((row) => decision(row)?.eligible === true && decision(row)?.amount !== null) ??
    own.find((row) => decision(row)?.eligible === true) ??
    own.find((row) => Object.keys(decision(row)?.outputs ?? {}).length > 0)
  )
}
