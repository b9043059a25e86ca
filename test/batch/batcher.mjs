// A process of its own that runs a batch and is gone, as by kill -9, at a step that it was told.
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const [, , module, folder, policy, at] = process.argv

let step = 0
function counted(owner, name) {
  const original = owner[name]
  owner[name] = function (...args) {
    if (++step !== Number(at)) return original.apply(this, args)
    // Half of what was to be written may be there.
    if (name === 'write') return original.call(this, args[0], args[1], args[2] >> 1, args[3]).then(die)
    return die()
  }
}
const die = () => process.kill(process.pid, 'SIGKILL')

const handle = await fs.open(new URL(import.meta.url))
const ofHandle = Object.getPrototypeOf(handle)
await handle.close()
for (const name of ['open', 'rename', 'unlink', 'readFile', 'link', 'writeFile']) counted(fs, name)
for (const name of ['read', 'write', 'writeFile', 'sync', 'truncate']) counted(ofHandle, name)
syncBuiltinESMExports()

const { runIn } = await import(module)
const done = await runIn(folder, JSON.parse(await fs.readFile(policy, 'utf8')))
console.log(JSON.stringify({ ...done, steps: step }))
