// A process of its own that saves: once, printing what came of it, or over and over until it is killed.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [build, file, text, expected, root, forever] = process.argv.slice(2)
const { saveFile } = await import(pathToFileURL(build).href)

if (!forever) console.log(JSON.stringify(await saveFile(file, text, expected, root)))
else {
  process.send('ready')
  for (;;) {
    const now = readFileSync(file, 'utf8')
    const next = (now.startsWith('o') ? 'n' : 'o').repeat(400_000)
    await saveFile(file, next, createHash('sha256').update(now).digest('hex'), root)
  }
}
