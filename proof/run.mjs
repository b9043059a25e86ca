// The long form of what `npm test` runs briefly: random claims decided by both executions.
//
//   npm run proof -- --count 1000000 --seed 7
//
// Without arguments a million decisions. Exits 1 on the first difference; vitest shows the smallest claim.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '20260401' } },
})
const root = fileURLToPath(new URL('..', import.meta.url))
const started = performance.now()
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'test/executions.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CLAUSEBOOK_RUNS: values.count, CLAUSEBOOK_SEED: values.seed },
  },
)
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${values.count} decisions by both executions, seed ${values.seed}, ${seconds} s: ${status === 0 ? 'no difference' : 'a difference'}`,
)
process.exit(status ?? 1)
