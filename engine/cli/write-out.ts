import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { callFault, type Terminal } from './command.ts'

/** Writes what a command makes to the file of `--out`, else to the terminal. */
export async function writeOut(path: string | undefined, text: string, terminal: Terminal): Promise<void> {
  if (path === undefined) return terminal.out(text)
  try {
    await writeFile(resolve(terminal.cwd, path), text)
  } catch {
    throw callFault(`\`${path}\` cannot be written`, 'check the path')
  }
}
