import type { Words } from '../../engine/index.ts'
import { casesOf } from './cases-of.ts'
import type { CaseRow, CauseView, Derived } from './view.ts'

/** Cases of a clause that have one thing in common: what they owe their difference to. */
export interface CaseGroup {
  readonly kind: 'explained' | 'unexplained' | 'moved' | 'passing'
  readonly key: string
  /** The changes that explain them, or what is asked, together. */
  readonly causes: readonly CauseView[]
  readonly rows: readonly CaseRow[]
  /** Cases of other clauses alone that the same changes explain. */
  readonly elsewhere: readonly CaseRow[]
  /** What the cases that move as they are asked come to more or less in all; null where that is not money. */
  readonly worth: string | null
}

/** In a fixed order: by cause what an edit explains, what nothing does, what moves as it is asked, what passes. */
export function groupsOf(
  rows: readonly CaseRow[],
  causes: readonly CauseView[],
  clause: string,
): readonly CaseGroup[] {
  const own = casesOf(rows, clause)
  const known = new Map(causes.map((cause) => [cause.key, cause]))
  const told = (keys: readonly string[]) => keys.flatMap((key) => known.get(key) ?? [])
  const groups: CaseGroup[] = []
  const add = (
    kind: CaseGroup['kind'],
    list: readonly CaseRow[],
    keysOf: (row: CaseRow) => readonly string[],
  ) => {
    for (const key of new Set(list.map((row) => keysOf(row).join(' + ')))) {
      const here = list.filter((row) => keysOf(row).join(' + ') === key)
      groups.push({
        kind,
        key: `${kind} ${key}`,
        causes: told(key.split(' + ')),
        rows: here,
        elsewhere:
          kind === 'explained'
            ? rows.filter(
                ({ cause, causes: keys, clauses }) =>
                  cause === 'explained' && keys.join(' + ') === key && !clauses.includes(clause),
              )
            : [],
        worth: kind === 'moved' ? sumOf(here.map(({ moved }) => moved?.change ?? null)) : null,
      })
    }
  }
  const none = () => []
  add(
    'explained',
    own.filter(({ cause }) => cause === 'explained'),
    (row) => row.causes,
  )
  add(
    'unexplained',
    own.filter(({ cause }) => cause === 'unexplained'),
    none,
  )
  const passing = own.filter(({ cause }) => cause === 'passing')
  add(
    'moved',
    passing.filter(({ moved }) => moved !== null),
    (row) => row.moved?.cause.split(' + ') ?? [],
  )
  add(
    'passing',
    passing.filter(({ moved }) => moved === null),
    none,
  )
  return groups
}

/** Cases of the clause in the order the panel shows them. */
export const casesShown = (derived: Derived | null, clause: string | null): readonly CaseRow[] =>
  clause === null || !derived
    ? []
    : groupsOf(derived.cases, derived.causes, clause).flatMap(({ rows }) => rows)

/** What a row shows: as it is tested where that fails, else as it is asked. */
export const differenceOf = ({ expected, actual, change, reason, moved, cause }: CaseRow) =>
  cause === 'passing' && moved
    ? { expected: moved.expected, actual: moved.actual, change: moved.change, reason: moved.reason }
    : { expected, actual, change, reason }

/** Several causes as one sentence. */
export const causeWords = (causes: readonly CauseView[]): Words => ({
  zh: causes.map(({ words }) => words.zh).join('；'),
  en: causes.map(({ words }) => words.en).join('; '),
})

/** `+1.00` and `−2,400.00` added up exactly; null where one of them is no amount. */
export function sumOf(changes: readonly (string | null)[]): string | null {
  let sum = 0n
  for (const change of changes) {
    const match = /^([+−-])([\d,]+)\.(\d\d)$/.exec(change ?? '')
    if (!match) return null
    const fen = BigInt(`${match[2]?.replaceAll(',', '')}${match[3]}`)
    sum += match[1] === '+' ? fen : -fen
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0')
  const yuan = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${sum < 0n ? '−' : '+'}${yuan}.${digits.slice(-2)}`
}

/** Who flagged a case, on which day and why. */
export const flaggedWords = ({ by, at, basis }: NonNullable<CaseRow['issue']>) => ({
  by,
  day: at.slice(0, 10),
  basis,
})
