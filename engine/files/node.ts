/** Policies from folders, for Node; what `clausebook/load` gives comes with it. */
import { readFile } from 'node:fs/promises'
import type { PlainDecisions, PlainFacts } from '../api/answer.ts'
import { type DecidingPolicy, type PolicyOptions, policyFromJson } from '../api/index.ts'
import { type LoadTextOptions, load, type Workspace } from '../api/load.ts'
import { type Diagnostic, sortDiagnostics } from '../base/diagnostic.ts'
import { diagnosticCodes } from '../base/diagnostic-codes.ts'
import { readNeighbourTexts, readWorkspace } from './workspace.ts'

export * from '../api/explain.ts'
export * from '../api/load.ts'
export { crewFor, decideColumns } from './column-threads.ts'

/**
 * Reads and checks the policies in folders: each is a policy's folder or holds such folders.
 *
 * Shape   folders × options → Workspace; paths in its diagnostics are relative to `cwd`
 * Errors  FOLDER_WITHOUT_POLICY, those of unreadable files, those of `load` (returned)
 */
export async function loadFolders(
  folders: readonly string[] = ['policies'],
  cwd: string = process.cwd(),
  options: LoadTextOptions = {},
): Promise<Workspace> {
  const read = await readWorkspace(folders, cwd)
  const workspace = load([...read.files, ...(await readNeighbourTexts(folders, cwd))], options)
  const unread = read.problems.map(
    ({ path, code }): Diagnostic => ({
      code,
      severity: 'error',
      file: path,
      span: [0, 0],
      message: diagnosticCodes[code],
      fix: { zh: '检查路径和文件后再试', en: 'check the path and the file, then try again' },
    }),
  )
  return { ...workspace, diagnostics: sortDiagnostics([...unread, ...workspace.diagnostics]) }
}

/**
 * A policy that decides, from a file that `clausebook compile` wrote.
 *
 * Errors  those of `policyFromJson` (returned); rejects where the file cannot be read or is no JSON
 */
export async function readPolicy<F extends object = PlainFacts, D extends object = PlainDecisions>(
  path: string,
  options: PolicyOptions = {},
): Promise<DecidingPolicy<F, D>> {
  return policyFromJson<F, D>(JSON.parse(await readFile(path, 'utf8')), options)
}
