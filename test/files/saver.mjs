// A process of its own that saves as it is told, and that can be made to die or to fail at a step of it.
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { setImmediate } from 'node:timers/promises'

/** Every call on a file counts; at the step that was asked for it fails, or the process is gone. */
let step = 0
let fault = { at: 0, code: '' }

function counted(owner, name) {
  const original = owner[name]
  owner[name] = function (...args) {
    if (++step !== fault.at) return original.apply(this, args)
    if (fault.code === 'SIGKILL') process.kill(process.pid, 'SIGKILL')
    return Promise.reject(Object.assign(new Error('made to fail'), { code: fault.code }))
  }
}

const handle = await fs.open(new URL(import.meta.url))
const ofHandle = Object.getPrototypeOf(handle)
await handle.close()
const ofFiles = [
  'access',
  'link',
  'lstat',
  'open',
  'readdir',
  'readFile',
  'rename',
  'stat',
  'unlink',
  'writeFile',
]
for (const name of ofFiles) counted(fs, name)
for (const name of ['chmod', 'readFile', 'sync', 'writeFile']) counted(ofHandle, name)
syncBuiltinESMExports()

const { saveFile } = await import(process.argv[2])

process.on('message', async ({ file, root, texts, expected, at = 0, code = '', start = 0 }) => {
  // As near to the other process as can be.
  while (Date.now() < start) await setImmediate()
  step = 0
  fault = { at, code }
  const results = await Promise.all(
    texts.map((text) =>
      saveFile(file, text, expected, root).catch((problem) => ({ saved: false, code: problem.code })),
    ),
  )
  process.send({ results, steps: step })
})
process.send('ready')
