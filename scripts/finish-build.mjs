// What a build lacks after compiling: the JavaScript that is not the compiler's, and leave to run the command.
import { chmodSync, copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const validators = 'engine/policy/validators.generated.js'

copyFileSync(root + validators, `${root}dist/${validators}`)

// npx runs the package's own command inside the clone, offline too, if only the file may be executed.
chmodSync(`${root}dist/engine/cli/main.js`, 0o755)
