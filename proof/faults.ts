// Plants faults in every file that decides, one at a time in a copy of the tree, and sees what notices each.
//
//   npm run faults                    -- the standard set, about an hour on two cores
//   npm run faults -- --sample 24     -- so many of it
//   npm run faults -- --file engine/base/rational.ts --all
//   npm run faults -- --renumber      -- after an edit: the lines of proof/faults/equivalent.yaml
//
// Exits 1 where more than one in a hundred goes unnoticed.
import { existsSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { type Fault, faultsIn, idOf } from './faults/candidates.ts'
import { Host, programWith, usualOf } from './faults/check-tree.ts'
import { chosen } from './faults/choose.ts'
import { equivalents, renumbered } from './faults/equivalent.ts'
import { decidingFiles } from './faults/files.ts'
import { parts } from './faults/parts.ts'
import { type Reaching, reaching, within } from './faults/reach.ts'
import { copyOfTree } from './faults/tree.ts'
import { refusedByTypes } from './faults/types.ts'
import type { Usual } from './faults/usual.ts'

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '20260401' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Only in these files, or in the files of these folders. */
    file: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
    /** Only those whose name has this text. */
    match: { type: 'string', default: '' },
    /** A file of names, as a run before has told them after `not noticed: `. */
    these: { type: 'string' },
    /** Only by what comes by it: soon over, and now and then wrong that nothing notices. */
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    renumber: { type: 'boolean', default: false },
  },
})
const root = process.env.CLAUSEBOOK_ROOT ?? process.cwd()
const standard = 600
/** With `--quick`, how many milliseconds of tests are asked in a program that has run before, and how many afresh. */
const [quickly, afreshQuickly] = [5000, 2000]

if (values.renumber) {
  const before = equivalents(root).length
  const now = renumbered(equivalents(root), (file) =>
    existsSync(join(root, file)) ? faultsIn(root, file) : [],
  )
  writeFileSync(join(root, 'proof/faults/equivalent.yaml'), stringify(now, { lineWidth: 0 }))
  console.log(`${now.length} of ${before} changes have their lines`)
  process.exit(0)
}

const tree = await copyOfTree(root)
process.on('exit', () => rmSync(tree, { recursive: true, force: true }))

const files = decidingFiles(tree).filter(
  (file) => values.file.length === 0 || values.file.some((one) => file.startsWith(one)),
)
const possible = files.map((file) => faultsIn(tree, file).filter((one) => idOf(one).includes(values.match)))
const wanted = values.all ? Number.POSITIVE_INFINITY : Number(values.sample ?? standard)
const named = values.these === undefined ? null : readFileSync(values.these, 'utf8').split('\n')
const faults = named
  ? possible.flat().filter((one) => named.some((line) => line.endsWith(idOf(one))))
  : chosen(possible, wanted, Number(values.seed))
console.log(
  `${possible.flat().length} faults are possible in ${files.length} files; ${faults.length} are planted, seed ${values.seed}`,
)
if (values.list) {
  writeSync(1, faults.map((fault) => `${fault.kind}: ${idOf(fault)}\n`).join(''))
  process.exit(0)
}

const started = performance.now()
const known = new Set(equivalents(root).map(idOf))
const judged = faults.filter((fault) => !known.has(idOf(fault)))
const same = faults.length - judged.length
const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`

const refused = await refusedByTypes(tree, judged)
const planted = judged.filter((_, number) => !refused.has(number))
if (!values.quick)
  for (const [number, said] of refused) {
    const fault = judged[number] as Fault
    console.log(`${fault.kind}: ${idOf(fault)}\n    types: ${said}`)
  }
console.log(`the type checker refuses ${refused.size} of ${judged.length} (${seconds()})`)

const partsOf = ({ file }: Fault) => parts.filter(({ of }) => of.test(file)).map(({ name }) => name)
const program = await programWith(tree, planted)
const usual = await usualOf(program, [...new Set(planted.flatMap(partsOf))])
const reached = reaching(usual, planted.map(partsOf))
if (process.env.CLAUSEBOOK_WHY) {
  const spent = new Map<string, number>()
  for (const { id, milliseconds } of usual) {
    const part = id.split(' > ', 1)[0] as string
    spent.set(part, (spent.get(part) ?? 0) + milliseconds)
  }
  for (const [part, milliseconds] of spent) console.log(`${milliseconds} ms: ${part}`)
}
console.log(`without a fault ${usual.length} tests notice nothing (${seconds()})`)

const unnoticed: Fault[] = []
let next = 0
const run = async (): Promise<void> => {
  const host = new Host(program)
  for (let number = next++; number < planted.length; number = next++) {
    const fault = planted[number] as Fault
    const began = performance.now()
    const { units, carrying } = reached[number] as Reaching
    const first = (most: number, all: readonly Usual[]) =>
      (values.quick ? within(most, all) : all).map(({ id }) => id)
    const soon = first(quickly, units)
    const afresh = [...first(afreshQuickly, units), ...first(quickly, carrying)]
    const told = afresh.length > 0 ? await host.ask({ planted: number, soon, afresh }) : { noticed: null }
    if (!('noticed' in told)) throw new Error(`${idOf(fault)}: ${JSON.stringify(told)}`)
    if (told.noticed === null) unnoticed.push(fault)
    const said = told.noticed ?? (afresh.length > 0 ? 'NOT NOTICED' : 'NOT NOTICED: nothing comes by it')
    const took = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${number + 1}/${planted.length} ${fault.kind}: ${idOf(fault)}\n    ${said} (${took} s)`)
  }
  host.end()
}
await Promise.all(Array.from({ length: Number(values.workers) }, run))

for (const fault of unnoticed) console.log(`not noticed: ${idOf(fault)}`)
const byTests = planted.length - unnoticed.length
const percent = (part: number, whole: number) => `${((whole === 0 ? 1 : part / whole) * 100).toFixed(1)} %`
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  `${faults.length} faults in ${files.length} files, seed ${values.seed}, ${minutes} min: ` +
    `${refused.size + byTests} noticed (${refused.size} by types, ${byTests} by tests), ${unnoticed.length} not, ` +
    `${same} equivalent: ${percent(refused.size + byTests, judged.length)}; ` +
    `of those that types let through ${percent(byTests, planted.length)}`,
)
// One in a hundred; of a small sample, one.
process.exit(unnoticed.length <= Math.ceil(judged.length / 100) ? 0 : 1)
