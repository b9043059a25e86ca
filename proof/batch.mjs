// Kills the batch command at random moments and goes on: the results must be those of a run left alone.
//
//   npm --prefix proof run batch -- --rows 1000000 --kills 20 --seed 7
//
// Uses the last build. Then runs it on a file system that is too small, where one may be made (Linux, as root).
// Exits 1 when a byte differs, a row is lost, more memory is taken than is allowed or a full disk is not told.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '20260401' },
    cli: { type: 'string', default: fileURLToPath(new URL('../dist/engine/cli/main.js', import.meta.url)) },
  },
})
const policies = fileURLToPath(new URL('../policies/employment-promotion', import.meta.url))
const [rows, kills] = [Number(values.rows), Number(values.kills)]
const mostMemory = 256 * 1024
const folder = mkdtempSync(join(tmpdir(), 'clausebook-proof-'))
let state = Number(values.seed)
const random = () => {
  state = (state * 48271) % 2147483647
  return state / 2147483647
}

await writeTable(join(folder, 'in.csv'))
writeFileSync(join(folder, 'columns.yaml'), 'columns:\n  id: { carry: true }\n  name: { carry: true }\n')

try {
  const alone = ended(await run('alone.csv'))
  console.log(
    `${rows} rows left alone: ${(alone.milliseconds / 1000).toFixed(0)} s, ${alone.memory >> 10} MiB`,
  )
  const size = statSync(join(folder, 'alone.csv')).size
  // At any moment from shortly before the first row is written to the end of a whole run. One that ends before
  // is held against the run left alone, and begins anew: so the kills asked for happen on any machine.
  const early = alone.firstRow * 0.9
  let [killed, whole, begun] = [0, 0, 0]
  let isSame = true
  let counted = rows
  let most = alone.memory
  while (killed < kills || begun > 0) {
    const after = killed < kills ? early + random() * (alone.milliseconds - early) : Infinity
    const one = ended(await run('killed.csv', after))
    most = Math.max(most, one.memory)
    if (one.exit === null) {
      killed++
      begun++
      const written = sizeOf('killed.csv.part')
      console.log(
        `kill ${killed} after ${(one.milliseconds / 1000).toFixed(1)} s, ${Math.floor((written / size) * 100)} % written`,
      )
      continue
    }
    if (begun > 0) whole++
    begun = 0
    isSame &&= await sameAs('killed')
    const there = (await linesOf('killed.csv')) + (await linesOf('killed.refused.csv')) - 2
    if (there !== rows) counted = there
    for (const name of ['killed.csv', 'killed.refused.csv']) rmSync(join(folder, name))
  }
  console.log(
    `${killed} kills in ${whole} runs, seed ${values.seed}: ${isSame ? 'the same bytes' : 'other bytes'}; ` +
      `${rows} rows in, ${counted} out; at most ${most >> 10} MiB`,
  )
  const isTold = await fullDisk(size)
  process.exitCode = isSame && counted === rows && most <= mostMemory && isTold ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Runs the command, and kills it after so many milliseconds; looks at its memory, where that can be. */
async function run(out, killAfter = Infinity) {
  const started = performance.now()
  const args = ['batch', policies, '--in', 'in.csv', '--out', out, '--mapping', 'columns.yaml']
  const child = spawn(
    process.execPath,
    [values.cli, ...args, '--clause', 'venue-rent.government-market', '--encoding', 'utf-8'],
    { cwd: folder, stdio: ['ignore', 'ignore', out === 'small/full.csv' ? 'ignore' : 'inherit'] },
  )
  let memory = 0
  let firstRow = 0
  const watch = setInterval(() => {
    memory = Math.max(memory, residentOf(child.pid))
    firstRow ||= sizeOf(`${out}.part`) > 0 ? performance.now() - started : 0
  }, 5)
  const killer = Number.isFinite(killAfter) ? setTimeout(() => child.kill('SIGKILL'), killAfter) : undefined
  const exit = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  clearTimeout(killer)
  return { exit, memory, firstRow, milliseconds: performance.now() - started }
}

/** A run that came to its end, or was killed. */
function ended(one) {
  if (one.exit !== null && one.exit !== 0 && one.exit !== 3)
    throw new Error(`the command ended with ${one.exit}`)
  return one
}

/** Whether the results of that name are those of the run left alone. */
async function sameAs(out) {
  for (const name of ['', '.refused'])
    if ((await hashOf(`alone${name}.csv`)) !== (await hashOf(`${out}${name}.csv`))) return false
  return true
}

/** Runs it where a third of its results has room, and again where all have; true where that cannot be tried. */
async function fullDisk(size) {
  const small = join(folder, 'small')
  mkdirSync(small)
  const mount = (...options) => spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', small])
  if (mount(`size=${Math.ceil(size / 3)}`).status !== 0) {
    console.log('a full disk is not tried: no file system may be made here')
    return true
  }
  try {
    const { exit } = await run('small/full.csv')
    const told = exit !== null && exit !== 0 && exit !== 3
    mount(`remount`, `size=${size * 3}`)
    ended(await run('small/full.csv'))
    const isSame = await sameAs('small/full')
    console.log(
      `a full disk ends it with ${exit}; with room again it goes on to ${isSame ? 'the same' : 'other'} bytes`,
    )
    return told && isSame
  } finally {
    spawnSync('umount', [small])
  }
}

function sizeOf(name) {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
}

/** Most memory so far, in KiB; 0 where the system does not tell. */
function residentOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

async function writeTable(path) {
  const file = createWriteStream(path)
  const one = (of) => of[Math.floor(random() * of.length)]
  let text =
    'id,name,as_of,reemployment_permit,venue,first_time_operator,months_operated,benefit_years_used,annual_rent\r\n'
  for (let row = 0; row < rows; row++) {
    const id = `1101011990${String(row).padStart(8, '0')}`
    const name = one(['张三', '"李 ""四"""', '=王五', '"赵\r\n六"'])
    const rent = random() < 0.01 ? one(['1,5', '"30,010"', '１', '']) : (random() * 50000).toFixed(2)
    const place = one(['government-market', 'government-market', 'other'])
    text += `${id},${name},2009-07-01,${random() < 0.9},${place},${random() < 0.9},${Math.floor(random() * 40)},${Math.floor(random() * 4)},${rent}\r\n`
    if (text.length < 1 << 20) continue
    if (!file.write(text)) await new Promise((resolve) => file.once('drain', resolve))
    text = ''
  }
  await new Promise((resolve) => file.end(text, resolve))
}

async function hashOf(name) {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(join(folder, name))) hash.update(piece)
  return hash.digest('hex')
}

/** Records, whose cells may hold line ends in quotes. */
async function linesOf(name) {
  let count = 0
  let quoted = false
  for await (const piece of createReadStream(join(folder, name)))
    for (const byte of piece) {
      if (byte === 0x22) quoted = !quoted
      else if (byte === 10 && !quoted) count++
    }
  return count
}
