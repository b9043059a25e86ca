// From the command line to a decision, over what Node takes to start and do nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { race, wallTime } from '../harness/race.mjs'
import { atMost, figure } from '../harness/table.mjs'

export const title = 'cold start'

const root = fileURLToPath(new URL('../..', import.meta.url))
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
  const run = (args, said) => () => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (!stdout.includes(said)) throw new Error(`node ${args.join(' ')}: ${stderr || stdout}`)
  }
  const decide = ['dist/engine/cli/main.js', 'decide', '--facts', facts]
  try {
    const { median } = await race(
      {
        node: { run: run(['-e', 'console.log("started")'], 'started') },
        clause: { run: run([...decide, '--clause', 'venue-rent.government-market'], '3,000.00') },
      },
      { rounds: 15, warm: 2, clock: wallTime },
    )
    return [
      figure(
        '`clausebook decide --clause`, three policies in YAML',
        median('clause') - median('node'),
        'ms',
        {
          against: `over Node's own ${median('node').toFixed(0)} ms`,
          aim: atMost(100),
        },
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
