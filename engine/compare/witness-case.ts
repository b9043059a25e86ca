import { writtenOutput } from '../cases/append-case.ts'
import type { Decision, OutputValue } from '../decision/decision.ts'
import { outputValue } from '../decision/outcome.ts'
import type { Clause } from '../policy/policy.ts'
import { canonicalValue } from '../receipts/canonical.ts'
import type { ClauseEffect } from './effects.ts'
import type { Witness } from './witness.ts'

/**
 * The witnesses of an effect as regression cases, with what the new version decides: lines of entries of a case
 * file, from their `- id:` on. None under a reading, which a case states in its `alt`, and none where the policy
 * does not declare a fact of it.
 *
 * Shape   effect × the new clause × ids that are taken → YAML, an entry each
 */
export function witnessCases(
  { witnesses, under }: ClauseEffect,
  clause: Clause,
  taken: Iterable<string>,
): readonly string[] {
  if (under !== null) return []
  const ids = new Set(taken)
  return witnesses.flatMap((witness) => {
    const id = freeId(clause.id, witness.moved, ids)
    const lines = linesOf(witness, id, clause)
    if (lines !== null) ids.add(id)
    return lines ?? []
  })
}

function linesOf({ after, before, facts, moved }: Witness, id: string, clause: Clause): string | null {
  if (!after) return null
  const types = new Map(clause.facts.map((fact) => [fact.name, fact.type]))
  // A day that the policy has no fact for cannot be stated in a case.
  if (moved.some((name) => !types.has(name))) return null
  const given = Object.fromEntries(
    [...facts]
      .filter(([name]) => types.has(name))
      .map(([name, value]) => {
        const type = types.get(name)
        // A list or record as it reads back; numbers as people write them.
        const isPlain = type && !type.fields && !type.of && !type.series
        const quantity = type && { name: type.name, ...(type.unit !== undefined && { unit: type.unit }) }
        return [name, isPlain ? outputValue(value, quantity, null) : (canonicalValue(value) as OutputValue)]
      }),
  )
  const was = before ? outcomeText(before) : null
  return [
    `- id: ${id}`,
    `  title: ${writtenOutput({ zh: '修订的最小例证', en: 'Smallest witness of a change' })}`,
    `  clause: ${clause.id}`,
    `  kind: ${after.eligible === false ? 'ineligible' : moved.includes(clause.readAt) ? 'effective-date' : 'boundary'}`,
    `  facts: ${writtenOutput(given)}`,
    `  expected: ${writtenOutput(expectedOf(after, clause))}`,
    ...(was === null
      ? []
      : ['  derivation:', `    zh: '修订前：${was.zh}'`, `    en: 'before the change: ${was.en}'`]),
  ].join('\n')
}

const outcomeText = ({ eligible, amount, failed }: Decision) => ({
  zh: eligible === false ? `不享受（${failed.join('、')}）` : (amount ?? '未定'),
  en: eligible === false ? `not eligible (${failed.join(', ')})` : (amount ?? 'undecided'),
})

/** All that the clause decides; what it opens stands in the clause itself. */
function expectedOf({ eligible, amount, unit, failed, refer, outputs }: Decision, { opens }: Clause) {
  const own = Object.fromEntries(
    Object.entries(outputs).filter(([key]) => opens.length === 0 || key !== 'opens'),
  )
  const expected: Record<string, OutputValue> = { eligible }
  if (amount !== null) expected.amount = amount
  if (amount !== null && unit !== null) expected.unit = unit
  if (failed.length > 0) expected.failed = failed
  if (refer.length > 0) expected.refer = refer
  if (Object.keys(own).length > 0) expected.outputs = own
  return expected
}

/** The next number of the clause, and what was moved. */
function freeId(clause: string, moved: readonly string[], taken: Iterable<string>): string {
  const numbers = [...taken].flatMap((id) => {
    const found = id.startsWith(`${clause}/`) ? /^\d+/.exec(id.slice(clause.length + 1)) : null
    return found ? [Number(found[0])] : []
  })
  const slug = (moved.join('-') || 'as-it-was')
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, 40)
    .replace(/-+$/, '')
  return `${clause}/${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}-${slug}`
}
