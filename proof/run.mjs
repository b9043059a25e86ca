// Runs a program of this folder, which is TypeScript as the engine is:
//
//   node proof/run.mjs fuzz --count 1000000 --seed 7
//   node proof/run.mjs faults --sample 40
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [program = '', ...rest] = process.argv.slice(2)
const entry = `${root}proof/${program}.ts`
if (!/^[a-z]+$/.test(program) || !existsSync(entry)) {
  console.error(`no program \`${program}\`: write fuzz or faults`)
  process.exit(2)
}
const file = await bundle({
  root,
  entry,
  out: `${root}node_modules/.cache/clausebook-proof/${program}-${process.pid}`,
})
const child = spawn(process.execPath, ['--enable-source-maps', file, ...rest], {
  stdio: 'inherit',
  env: { ...process.env, CLAUSEBOOK_ROOT: root },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', async (code) => {
  const { rm } = await import('node:fs/promises')
  await rm(file, { force: true }).catch(() => {})
  process.exit(code ?? 1)
})
