import type { Value } from '../../engine/expression/value.ts'
import { isRecordValue } from '../../engine/expression/value.ts'
import { Rational } from '../../engine/index.ts'
import { differenceOf } from './again.ts'
import type { Difference } from './block.ts'
import { smallerTexts } from './smaller-texts.ts'

const budget = 60_000

/**
 * The same difference with less around it: files, parts of the policy, facts and figures are taken away one after
 * the other as long as the two executions still differ.
 */
export async function shrunk(difference: Difference): Promise<Difference> {
  const until = performance.now() + budget
  let best = difference
  for (let changed = true; changed && performance.now() < until; ) {
    changed = false
    for (const next of candidatesOf) {
      // Of the best so far, from where the last one that served stood.
      for (let at = 0; performance.now() < until; ) {
        const candidate = next(best, at)
        if (candidate === undefined) break
        const found = candidate === null ? null : await differenceOf(candidate)
        if (found) {
          best = found
          changed = true
        } else at++
      }
    }
  }
  return best
}

/** The candidate at a place of a list; undefined past its end. */
type Candidates = (from: Difference, at: number) => Difference | null | undefined

const plainest: Difference['how'] = { assume: 'declared', undatedReads: 'stated', earlier: 'nothing' }

const candidatesOf: readonly Candidates[] = [
  // Files, biggest first: other policies, cases, other provisions.
  ({ subject, ...rest }, at) => {
    const folders = [...new Set(subject.files.map(({ path }) => path.replace(/[^/]*$/, '')))]
    const paths = [...folders, ...subject.files.map(({ path }) => path)]
    const path = paths[at]
    if (path === undefined) return undefined
    const files = subject.files.filter((file) => !file.path.startsWith(path))
    return files.length === 0 ? null : { ...rest, subject: { ...subject, files } }
  },
  ({ changes, ...rest }, at) =>
    at < changes.length ? { ...rest, changes: changes.filter((_, index) => index !== at) } : undefined,
  ({ facts, ...rest }, at) => {
    const name = [...facts.keys()][at]
    return name === undefined
      ? undefined
      : { ...rest, facts: new Map([...facts].filter(([other]) => other !== name)) }
  },
  ({ how, ...rest }, at) => {
    const key = (['assume', 'undatedReads', 'earlier'] as const)[at]
    if (!key) return undefined
    return how[key] === plainest[key] ? null : { ...rest, how: { ...how, [key]: plainest[key] } }
  },
  ({ facts, ...rest }, at) => {
    const all = [...facts].flatMap(([name, value]) => smaller(value).map((less) => [name, less] as const))
    const one = all[at]
    return one && { ...rest, facts: new Map([...facts, one]) }
  },
  ({ subject, ...rest }, at) => {
    const files = smallerTexts(subject.files, at)
    return files && { ...rest, subject: { ...subject, files } }
  },
]

const size = (value: Rational): number =>
  value.numerator.toString().length + value.denominator.toString().length

/** Less of a value; of a number, one with fewer digits. */
function smaller(value: Value): readonly Value[] {
  if (value instanceof Rational) {
    const whole = value.round({ to: Rational.one, mode: 'toward-zero' })
    return [Rational.zero, Rational.one, whole].filter((less) => size(less) < size(value))
  }
  if (Array.isArray(value)) {
    const entries = value as readonly Value[]
    return [
      ...entries.map((_, index) => entries.filter((_one, other) => other !== index)),
      ...entries.flatMap((entry, index) => smaller(entry).map((less) => entries.with(index, less))),
    ]
  }
  if (value !== null && isRecordValue(value)) {
    const all = Object.entries(value.fields)
    return all.map(([name]) => ({ fields: Object.fromEntries(all.filter(([other]) => other !== name)) }))
  }
  return typeof value === 'string' && value.length > 1 ? [value.slice(1)] : []
}
