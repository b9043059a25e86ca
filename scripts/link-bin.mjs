// After a build `npx clausebook` works inside the clone, offline: npm links the bins of dependencies only.
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

// The compiler does not copy what is JavaScript already.
copyFileSync(`${root}engine/policy/validators.generated.js`, `${root}dist/engine/policy/validators.generated.js`)

if (process.platform !== 'win32') {
  const target = `${root}dist/engine/cli/main.js`
  const link = `${root}node_modules/.bin/clausebook`
  chmodSync(target, 0o755)
  mkdirSync(`${root}node_modules/.bin`, { recursive: true })
  rmSync(link, { force: true })
  symlinkSync('../../dist/engine/cli/main.js', link)
}
