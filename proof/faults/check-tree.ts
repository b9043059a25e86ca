import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle.mjs'
import type { Fault } from './candidates.ts'

/** What the fast check says of a tree. */
export interface Checked {
  /** What noticed a fault; null: nothing did. */
  readonly noticed: string | null
  readonly answered?: number
}

export interface CheckOptions {
  /** Which of those that run at the same time. */
  readonly place: number
  readonly limit: number
  /** The file that the fault is in. */
  readonly file: string
  /** How many rows generated code answers without a fault. */
  readonly rows?: number
}

/** Runs the fast check of a tree with one fault in it. */
export async function check(
  tree: string,
  fault: Fault | null,
  { place, limit, file, rows }: CheckOptions,
): Promise<Checked> {
  const folder = join(tree, `proof/out-${place}`)
  try {
    const program = await bundle({
      root: tree,
      entry: join(tree, 'proof/faults/check.ts'),
      out: join(folder, 'check'),
      replaced: planted(tree, fault),
      aliases: { vitest: join(tree, 'proof/faults/vitest.ts') },
      splitting: true,
    })
    const env = { CLAUSEBOOK_FAULT: file, ...(rows !== undefined && { CLAUSEBOOK_ANSWERED: String(rows) }) }
    return await ran(program, tree, env, limit)
  } catch (broken) {
    return { noticed: `does not load: ${String(broken).replace(/\s+/g, ' ').slice(0, 400)}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function planted(tree: string, fault: Fault | null): ReadonlyMap<string, string> {
  if (!fault) return new Map()
  const path = join(tree, fault.file)
  const text = readFileSync(path, 'utf8')
  return new Map([[path, `${text.slice(0, fault.start)}${fault.now}${text.slice(fault.end)}`]])
}

const ran = (
  program: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  limit: number,
): Promise<Checked> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [program], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text
      })
    const timer = setTimeout(() => child.kill('SIGKILL'), limit)
    child.on('exit', (_, signal) => {
      clearTimeout(timer)
      const line = output.trim().split('\n').at(-1) ?? ''
      if (signal) done({ noticed: 'does not end' })
      else if (line.startsWith('{"noticed":')) done(JSON.parse(line) as Checked)
      else done({ noticed: `does not run: ${output.match(/^\w*Error.*/m)?.[0] ?? line}` })
    })
  })
