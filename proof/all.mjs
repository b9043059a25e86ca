// The long proofs, one after the other; each also runs by itself.
//
//   npm run proof               -- all of them, about half an hour on two idle cores
//   npm run proof -- --short    -- fuzz and batch, some minutes: a few faults say little of all
//
// Uses the last build. Exits 1 where one of them fails, after all have run.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
})
const file = (name) => fileURLToPath(new URL(name, import.meta.url))
const seeded = ['--seed', values.seed]
const proofs = values.short
  ? {
      fuzz: [file('run.mjs'), 'fuzz', '--count', '60000', ...seeded],
      batch: [file('batch.mjs'), '--rows', '100000', '--kills', '5', ...seeded],
    }
  : {
      fuzz: [file('run.mjs'), 'fuzz', '--count', '1000000', ...seeded],
      faults: [file('run.mjs'), 'faults', ...seeded],
      batch: [file('batch.mjs'), '--rows', '1000000', '--kills', '20', ...seeded],
    }

const failed = Object.entries(proofs).filter(([name, args]) => {
  console.log(`\n${name}: node ${args.map((one) => one.replace(file('.'), 'proof/')).join(' ')}`)
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0
})
console.log(
  failed.length === 0 ? '\nall proofs hold' : `\nnot proven: ${failed.map(([name]) => name).join(', ')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
