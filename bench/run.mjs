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
  for (const row of await subject.measure({ engine, isQuick })) rows.push({ ...row, name: `${row.name}` })
  loads.push(load())
}
console.log(tableOf(rows))
console.log(`\n${machine()}; load ${loads.join(', ')}`)
const short = rows.filter((row) => isReached(row) === false)
console.log(
  short.length === 0 ? 'every aim is reached' : `short: ${short.map(({ name }) => name).join('; ')}`,
)
