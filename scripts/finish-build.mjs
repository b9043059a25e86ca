// What a build lacks after compiling: the JavaScript that is none of the compiler's, and the command.
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const validators = 'engine/policy/validators.generated.js'
copyFileSync(root + validators, `${root}dist/${validators}`)

// npm links the commands of dependencies only: with this `npx clausebook` works in the clone too, offline.
// On Windows it needs a wrapper instead of a link: there it stays `node dist/engine/cli/main.js`.
if (process.platform !== 'win32') {
  const link = `${root}node_modules/.bin/clausebook`
  chmodSync(`${root}dist/engine/cli/main.js`, 0o755)
  mkdirSync(`${root}node_modules/.bin`, { recursive: true })
  rmSync(link, { force: true })
  symlinkSync('../../dist/engine/cli/main.js', link)
}
