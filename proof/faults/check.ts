// The fast check that every planted fault is held against: says on its last line what noticed it.
import { tests } from './vitest.ts'

/** Where the fault is: what is generated from a plan is asked by the fuzz alone. */
const generated = (process.env.CLAUSEBOOK_FAULT ?? '').startsWith('engine/scaled/')

/** In this order: what notices most, soonest. */
const all: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['test/tables.test.ts', () => import('../../test/tables.test.ts')],
  ['fuzz', fuzz],
  ['test/policies.test.ts', () => import('../../test/policies.test.ts')],
  ['test/list-properties.test.ts', () => import('../../test/list-properties.test.ts')],
  ['test/properties.test.ts', () => import('../../test/properties.test.ts')],
  ['test/cases.test.ts', () => import('../../test/cases.test.ts')],
  ['test/noticed.test.ts', () => import('../../test/noticed.test.ts')],
  ['test/noticed-clauses.test.ts', () => import('../../test/noticed-clauses.test.ts')],
  ['test/cli.test.ts', () => import('../../test/cli.test.ts')],
]
const parts = generated ? all.filter(([name]) => name === 'fuzz' || name === 'test/noticed.test.ts') : all

/** How many rows generated code answered: a fault that leaves more to closures is one too. */
let answered = 0

const say = (noticed: string | null): never => {
  console.log(JSON.stringify({ noticed, answered }))
  process.exit(0)
}

async function fuzz(): Promise<void> {
  const { runBlock } = await import('../fuzz/block.ts')
  for (let block = 0; block < (generated ? 300 : 20); block++) {
    const only = generated ? /^generated code/ : undefined
    const { difference, answers } = await runBlock(20260401, block, only)
    for (const [name, count] of Object.entries(answers)) if (name.startsWith('generated')) answered += count
    if (difference) say(`fuzz: ${difference.target} of ${difference.subject.clause.id}`)
  }
}

console.info = () => {}
const log = console.log
for (const [name, load] of parts) {
  const started = performance.now()
  try {
    await load()
  } catch (fault) {
    say(`${name}: ${String(fault).split('\n')[0]}`)
  }
  for (const { name: title, run } of tests.splice(0)) {
    try {
      await run()
    } catch (fault) {
      if (process.env.CLAUSEBOOK_WHY) log(fault)
      say(`${name} > ${title}`)
    }
  }
  if (process.env.CLAUSEBOOK_WHY) log(name, Math.round(performance.now() - started), 'ms')
}
const usual = Number(process.env.CLAUSEBOOK_ANSWERED ?? answered)
say(generated && usual !== answered ? `fuzz: generated code answers ${answered} rows, not ${usual}` : null)
