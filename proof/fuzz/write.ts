import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { isDatedSeries, isRecordValue } from '../../engine/expression/value.ts'
import { formatDate, Rational, type Value } from '../../engine/index.ts'
import { planFromClause } from '../../engine/plan/from-clause.ts'
import type { Difference } from './block.ts'
import { referenceOf } from './reference.ts'

/** Stands about the digits of a number until all is text: YAML's own numbers are doubles. */
const mark = '§'

const root = process.env.CLAUSEBOOK_ROOT ?? process.cwd()

/** Writes the policy of a difference and a case that shows it; the folder. */
export async function writeDifference(
  difference: Difference,
  seed: number,
  block: number,
  out: string,
): Promise<string> {
  const folder = join(out, `seed-${seed}-block-${block}`)
  const put = async (path: string, text: string) => {
    const file = resolve(root, folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const { path, text } of difference.subject.files) await put(path, text)
  const policy = difference.subject.files.find(({ path }) => path.endsWith('policy.yaml'))
  await put(join(dirname(policy?.path ?? ''), 'cases', 'difference.yaml'), caseOf(difference, seed, block))
  return folder
}

function caseOf(
  { subject, facts, changes, how, target, said, expected }: Difference,
  seed: number,
  block: number,
) {
  const { clause } = subject
  const { assembled } = referenceOf({ plan: planFromClause(clause, changes), facts, how })
  const { eligible, amount, unit, failed, refer, outputs } = assembled.decision
  // What is not written is not compared; an amount that is not known cannot be.
  const paid = { ...(amount !== null && { amount }), ...(unit !== null && { unit }) }
  const answer = { eligible, ...paid, failed, refer, outputs }
  const text = stringify(
    {
      meta: {
        again: `npm run fuzz -- --seed ${seed} --block ${block}`,
        target,
        says: JSON.stringify(said),
        interpreter: JSON.stringify(expected),
        ...how,
      },
      cases: [
        {
          id: `${clause.id}/01-difference`,
          title: { zh: '两种算法说法不同', en: 'two executions differ' },
          clause: clause.id,
          kind: 'boundary',
          ...(changes.length > 0 && {
            parameter_changes: changes.map(({ parameter, from, value }) => ({
              param: parameter,
              from: formatDate(from),
              value: written(value),
            })),
          }),
          facts: Object.fromEntries([...facts].map(([name, value]) => [name, written(value)])),
          expected: answer,
          ...(subject.reading !== null && { alt: [{ reading: subject.reading, expected: answer }] }),
        },
      ],
    },
    { lineWidth: 0 },
  )
  return text.replace(new RegExp(`"?${mark}([^${mark}]*)${mark}"?`, 'g'), '$1')
}

/** A value as facts are written. */
function written(value: Value): unknown {
  if (value instanceof Rational) return `${mark}${value}${mark}`
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(written)
  if ('day' in value) return formatDate(value)
  if (isRecordValue(value))
    return Object.fromEntries(Object.entries(value.fields).map(([key, field]) => [key, written(field)]))
  if (isDatedSeries(value))
    return value.dated.map(({ from, value: one }) => ({
      ...(from && { from: formatDate(from) }),
      ...(one !== null && isRecordValue(one) ? (written(one) as object) : { value: written(one) }),
    }))
  throw new Error('no fact is a series of months')
}
