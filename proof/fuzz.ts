// Random clauses × random applicants near every edge, by every execution.
//
//   npm run fuzz -- --count 1000000 --seed 7
//
// Exits 1 at a difference, which is made small and written as a policy with a case that shows it.

import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { pairsInBlock, runBlock } from './fuzz/block.ts'
import { Counts } from './fuzz/counts.ts'
import { shrunk } from './fuzz/shrink.ts'
import { writeDifference } from './fuzz/write.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '20260401' },
    workers: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string', default: 'proof/differences' },
    /** One block alone, to have a difference again. */
    block: { type: 'string' },
    worker: { type: 'boolean', default: false },
  },
})
const [count, seed, workers] = [values.count, values.seed, values.workers].map(Number) as [
  number,
  number,
  number,
]
if (![count, seed, workers].every((one) => Number.isSafeInteger(one) && one >= 0) || workers === 0) {
  console.error('--count, --seed and --workers are whole numbers')
  process.exit(2)
}
const first = values.block === undefined ? 0 : Number(values.block)
const blocks = values.block === undefined ? Math.ceil(count / pairsInBlock) : first + 1

if (values.worker) await work()
else await lead()

/** Runs the blocks it is sent, and says what each came to. */
async function work(): Promise<void> {
  const tell = (message: unknown) =>
    new Promise<void>((done) => process.send?.(message, undefined, {}, () => done()))
  process.on('message', async (block: number) => {
    const { difference, ...counts } = await runBlock(seed, block)
    if (difference) {
      const small = await shrunk(difference)
      const folder = await writeDifference(small, seed, block, values.out)
      await tell({ ...counts, difference: { folder, target: small.target, clause: small.subject.clause.id } })
    } else await tell({ ...counts, difference: null })
  })
  await tell('ready')
}

async function lead(): Promise<void> {
  const started = performance.now()
  const counts = new Counts()
  let next = first
  // The one file that everything here is bundled in.
  const file = process.argv[1] as string
  const run = () =>
    new Promise<void>((done, fail) => {
      const child = fork(file, [...process.argv.slice(2), '--worker'], { execArgv: [] })
      child.on('message', (message) => {
        if (message !== 'ready') counts.add(message as Parameters<Counts['add']>[0])
        // A difference is enough: what others found on the way is told too.
        if (next < blocks && !counts.isBroken) child.send(next++)
        else child.disconnect()
      })
      child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a worker ended with ${code}`))))
    })
  await Promise.all(Array.from({ length: Math.min(workers, Math.max(1, blocks)) }, run))
  const seconds = (performance.now() - started) / 1000
  for (const line of counts.lines()) console.log(line)
  const lacks = blocks - first >= 1000 ? counts.lacks() : []
  if (lacks.length > 0) console.log(`never tried: ${lacks.join(', ')}`)
  console.log(
    `${counts.pairs} pairs of ${counts.policies} policies, seed ${seed}, ` +
      `${seconds.toFixed(0)} s (${Math.round(counts.pairs / seconds)}/s): ${
        counts.isBroken ? `${counts.differences} differences` : 'no difference'
      }`,
  )
  process.exitCode = counts.isBroken || lacks.length > 0 ? 1 : 0
}
