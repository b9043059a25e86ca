import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Fault } from './candidates.ts'

/** So many texts are checked at once: each is read with all that it imports, which all of them share. */
const most = 1500

/**
 * Which of these faults the type checker refuses, by their places in the list.
 *
 * Each is written as a text of its own beside the one it is a fault of, so that no fault is blamed for another. A file
 * that does not pass so without a fault, as one whose class would then be there twice, is not judged.
 */
export async function refusedByTypes(
  tree: string,
  faults: readonly Fault[],
): Promise<ReadonlyMap<number, string>> {
  const refused = new Map<number, string>()
  for (let from = 0; from < faults.length; from += most)
    for (const [number, said] of await refusedOf(tree, faults.slice(from, from + most)))
      refused.set(from + number, said)
  return refused
}

async function refusedOf(tree: string, faults: readonly Fault[]): Promise<ReadonlyMap<number, string>> {
  const sources = new Map<string, string>()
  for (const { file } of faults)
    if (!sources.has(file)) sources.set(file, await readFile(join(tree, file), 'utf8'))
  const texts = new Map<string, string>()
  const beside = (file: string, mark: string) => {
    const path = join(dirname(file), `${basename(file, '.ts')}.fault-${mark}.ts`)
    return path.replaceAll('\\', '/')
  }
  for (const [file, source] of sources) texts.set(beside(file, 'none'), source)
  for (const [number, { file, start, end, now, isStatement }] of faults.entries()) {
    const source = sources.get(file) as string
    const text = isStatement ? `{ ${now} }` : `(${now})`
    texts.set(beside(file, String(number)), source.slice(0, start) + text + source.slice(end))
  }
  const project = join(tree, 'tsconfig.faults.json')
  await writeFile(
    project,
    JSON.stringify({ extends: './tsconfig.json', include: [], files: [...texts.keys()] }),
  )
  for (const [path, text] of texts) {
    await writeFile(join(tree, path), text)
  }
  const said = await new Promise<string>((done) => {
    const tsc = join(tree, 'node_modules/typescript/bin/tsc')
    execFile(
      process.execPath,
      [tsc, '--noEmit', '--pretty', 'false', '-p', project],
      { cwd: tree, maxBuffer: 1 << 28 },
      (_, out) => done(out),
    )
  })
  for (const path of texts.keys()) await rm(join(tree, path))
  const first = new Map<string, string>()
  for (const line of said.split('\n')) {
    const [, path, words] = /^(.+\.fault-\w+\.ts)\(\d+,\d+\): error (.*)/.exec(line) ?? []
    if (path && words && !first.has(path)) first.set(path, words)
  }
  return new Map(
    faults.flatMap(({ file }, number): [number, string][] => {
      const words = first.get(beside(file, String(number)))
      return words && !first.has(beside(file, 'none')) ? [[number, words]] : []
    }),
  )
}
