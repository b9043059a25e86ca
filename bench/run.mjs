// npm run bench [-- --quick] [-- --only WORD]: one table, every figure of it from this run.

import { engine } from './engine.mjs'
import { load, machine } from './harness/machine.mjs'
import { isReached, tableOf } from './harness/table.mjs'
import { all, plain } from './subjects.mjs'

const isQuick = process.argv.includes('--quick')
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null
const subjects = (isQuick ? plain : await all()).filter(({ title }) => only === null || title.includes(only))

const rows = []
const loads = [load()]
for (const subject of subjects) {
  process.stderr.write(`${subject.title} …\n`)
  try {
    rows.push(...(await subject.measure({ engine, isQuick })))
  } catch (fault) {
    // What was measured before is not lost; the run fails all the same.
    process.exitCode = 1
    console.error(`${subject.title}:`, fault)
  }
  loads.push(load())
}
console.log(tableOf(isQuick ? rows.map((row) => ({ ...row, aim: null })) : rows))
console.log(`\n${machine()}; load ${loads.join(', ')}`)
const short = rows.filter((row) => isReached(row) === false)
if (isQuick) console.log('what is compared is the same; so few rounds measure nothing')
else if (short.length === 0) console.log('every aim is reached')
else console.log(`short: ${short.map(({ name }) => name).join('; ')}`)
