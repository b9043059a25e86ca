// From the command line to a decision, over what Node takes to start and do nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { race } from '../harness/race.mjs'
import { atMost, figure } from '../harness/table.mjs'

export const title = 'cold start'

const root = fileURLToPath(new URL('../..', import.meta.url))
const clock = fileURLToPath(new URL('clock.cjs', import.meta.url))
const applicant = {
  urban_registered_unemployed: true,
  venue: 'government-market',
  first_time_operator: true,
  months_operated: 20,
  annual_rent: 30010,
  benefit_years_used: 1,
}

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-bench-'))
  const facts = join(folder, 'applicant.json')
  writeFileSync(facts, JSON.stringify(applicant))
  /** Gives the processor time of the whole run, from the start of Node on: what else runs does not count. */
  const run = (args, said) => () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', clock, ...args], {
      cwd: root,
      encoding: 'utf8',
    })
    if (!stdout.includes(said)) throw new Error(`node ${args.join(' ')}: ${stderr || stdout}`)
    return Number(stderr.trim().split('\n').at(-1))
  }
  const main = 'dist/engine/cli/main.js'
  const plans = join(folder, 'plans.json')
  const decide = [main, 'decide', '--facts', facts, '--clause', 'venue-rent.government-market']
  run([main, 'compile', 'policies/employment-promotion', '--out', plans], '')()
  try {
    const { median } = await race(
      {
        node: { run: run(['-e', 'console.log("started")'], 'started') },
        texts: { run: run(decide, '3,000.00') },
        plans: { run: run([...decide, '--plans', plans], '3,000.00') },
      },
      { rounds: 15, warm: 2 },
    )
    const against = `over Node's own ${median('node').toFixed(0)} ms`
    return [
      figure('`clausebook decide --plans`, from a compiled policy', median('plans') - median('node'), 'ms', {
        against,
        aim: atMost(100),
      }),
      figure(
        '`clausebook decide`, from the texts of three policies',
        median('texts') - median('node'),
        'ms',
        {
          against,
          aim: atMost(100),
          note: 'reads and checks 60 files of YAML first',
        },
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
