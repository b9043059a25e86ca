// Plants faults in every file that decides, one at a time in a copy of the tree, and sees what notices each.
//
//   npm run faults                    -- the standard set, about an hour on two cores
//   npm run faults -- --sample 24     -- so many of it
//   npm run faults -- --file engine/base/rational.ts --all
//   npm run faults -- --renumber      -- after an edit: the lines of proof/faults/equivalent.yaml
//
// Exits 1 where more than one in a hundred goes unnoticed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { type Fault, faultsIn, idOf } from './faults/candidates.ts'
import { check } from './faults/check-tree.ts'
import { chosen } from './faults/choose.ts'
import { equivalents, renumbered } from './faults/equivalent.ts'
import { decidingFiles } from './faults/files.ts'
import { copyOfTree } from './faults/tree.ts'

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '20260401' },
    workers: { type: 'string', default: String(availableParallelism()) },
    file: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
    /** Only those whose name has this text. */
    match: { type: 'string', default: '' },
    /** A file of names, as a run before has told them after `not noticed: `. */
    these: { type: 'string' },
    list: { type: 'boolean', default: false },
    renumber: { type: 'boolean', default: false },
  },
})
const root = process.env.CLAUSEBOOK_ROOT ?? process.cwd()
const standard = 600

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

const files = decidingFiles(tree).filter((file) => values.file.length === 0 || values.file.includes(file))
const possible = files.map((file) => faultsIn(tree, file).filter((one) => idOf(one).includes(values.match)))
const known = new Set(equivalents(root).map(idOf))
const wanted = values.all ? Number.POSITIVE_INFINITY : Number(values.sample ?? standard)
const named = values.these === undefined ? null : readFileSync(values.these, 'utf8').split('\n')
const faults = named
  ? possible.flat().filter((one) => named.some((line) => line.endsWith(idOf(one))))
  : chosen(possible, wanted, Number(values.seed))
console.log(
  `${possible.flat().length} faults are possible in ${files.length} files; ${faults.length} are planted, seed ${values.seed}`,
)
if (values.list) {
  for (const fault of faults) console.log(`${fault.kind}: ${idOf(fault)}`)
  process.exit(0)
}

const started = performance.now()
/** How many rows generated code answers without a fault. */
let rows: number | undefined
for (const file of ['engine/base/rational.ts', 'engine/scaled/program.ts']) {
  const { noticed: by, answered } = await check(tree, null, { place: 0, limit: 300_000, file })
  if (by !== null) {
    console.error(`the tree without a fault is not clean: ${by}`)
    process.exit(2)
  }
  rows = answered
}
const usual = performance.now() - started
console.log(`without a fault the checks take ${(usual / 1000).toFixed(0)} s and notice nothing`)

const unnoticed: Fault[] = []
let [noticed, same, done] = [0, 0, 0]
const queue = [...faults]
const run = async (place: number): Promise<void> => {
  for (let fault = queue.shift(); fault; fault = queue.shift()) {
    const id = idOf(fault)
    const isSame = known.has(idOf(fault))
    const { noticed: by } = isSame
      ? { noticed: null }
      : await check(tree, fault, {
          place,
          limit: usual * 5 + 30_000,
          file: fault.file,
          ...(rows && { rows }),
        })
    done++
    if (isSame) same++
    else if (by === null) unnoticed.push(fault)
    else noticed++
    console.log(
      `${done}/${faults.length} ${fault.kind}: ${id}\n    ${isSame ? 'equivalent' : (by ?? 'NOT NOTICED')}`,
    )
  }
}
await Promise.all(Array.from({ length: Number(values.workers) }, (_, place) => run(place)))

for (const fault of unnoticed) console.log(`not noticed: ${idOf(fault)}`)
const judged = noticed + unnoticed.length
const share = judged === 0 ? 1 : noticed / judged
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  `${faults.length} faults in ${files.length} files, seed ${values.seed}, ${minutes} min: ${noticed} noticed, ` +
    `${unnoticed.length} not, ${same} equivalent: ${(share * 100).toFixed(1)} %`,
)
// One in a hundred; of a small sample, one.
process.exit(unnoticed.length <= Math.ceil(judged / 100) ? 0 : 1)
