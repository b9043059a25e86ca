import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The browser tests drive what `npm run build` made; they do not build. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const missing = ['dist/editor/index.html', 'dist/engine/cli/main.js', 'dist/library/index.js'].filter(
    (path) => !existsSync(root + path),
  )
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}\nfix: npm run build`)
}
