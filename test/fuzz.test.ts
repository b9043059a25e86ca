import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readWorkspace } from '../engine/files/workspace.ts'
import { loadWorkspace, runCases, suiteOf } from '../engine/index.ts'
import { bundle } from '../proof/bundle.mjs'
import { faultsIn } from '../proof/faults/candidates.ts'
import { testFolder } from './support/tables.ts'

const root = join(testFolder, '..')

/** Runs the fuzz with a fault in the compiled execution. */
async function fuzzWith(file: string, change: string, folder: string): Promise<string> {
  const fault = faultsIn(root, file).find((one) => one.change === change)
  if (!fault) throw new Error(`${file} has no ${change}`)
  const text = await readFile(join(root, file), 'utf8')
  const program = await bundle({
    root,
    entry: join(root, 'proof/fuzz.ts'),
    // Beside the packages that it imports.
    out: join(root, `node_modules/.cache/clausebook-proof/planted-${process.pid}`),
    replaced: new Map([
      [join(root, file), `${text.slice(0, fault.start)}${fault.now}${text.slice(fault.end)}`],
    ]),
  })
  const call = [program, '--count', '10000', '--seed', '7', '--workers', '1', '--out', join(folder, 'found')]
  try {
    await promisify(execFile)(process.execPath, call, {
      cwd: folder,
      env: { ...process.env, CLAUSEBOOK_ROOT: root },
    })
  } catch (failed) {
    const { code, stdout } = failed as { code: number; stdout: string }
    expect(code).toBe(1)
    return stdout
  } finally {
    await rm(program, { force: true })
  }
  throw new Error('nothing was found')
}

describe('a fault in one execution', () => {
  test('is found, made small, and written as a policy with a case that shows it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-fuzz-'))
    try {
      const told = await fuzzWith(
        'engine/decision/compile-comparison.ts',
        'order(a, b) <= 0 → order(a, b) < 0',
        folder,
      )
      expect(told).toMatch(/closures over \w+ says something else than the interpreter/)
      expect(told).toMatch(/: 1 differences$/m)
      const [name = ''] = await readdir(join(folder, 'found'))
      const { files } = await readWorkspace([join('found', name)], folder)
      const lines = files.flatMap(({ text }) => text.trimEnd().split('\n'))
      expect(lines.join('\n')).toContain('lessThanInclusive')
      expect(lines.length, lines.join('\n')).toBeLessThan(80)

      // The case says what is right: without the fault it passes.
      const workspace = loadWorkspace(files)
      const suite = suiteOf(workspace)
      expect([...workspace.diagnostics, ...suite.diagnostics]).toEqual([])
      expect(suite.cases).toHaveLength(1)
      expect(runCases(suite).map(({ passed }) => passed)).toEqual([true])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }, 180_000)
})
