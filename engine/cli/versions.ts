import { hasErrors } from '../base/diagnostic.ts'
import { findPolicyFolders } from '../files/find.ts'
import { readRevision } from '../files/revision.ts'
import { type DocumentCache, fileKind, loadWorkspace, type Workspace } from '../policy/workspace.ts'
import { type Call, callFault, type Terminal } from './command.ts'
import { type Loaded, load, refuseFaulty } from './load.ts'

/** Two versions of the same policies. */
export interface TwoVersions {
  readonly before: Workspace
  readonly after: Workspace
  /** What they are called; empty for the files as they are. */
  readonly names: { readonly before: string; readonly after: string }
}

/**
 * The versions that a call names: folders, or git revisions and the folders they held; the files as they are
 * stand for a new version that is not named. With cases where they are asked for; a case file at fault is then
 * left out, as `clausebook test` says what is wrong with it.
 *
 * Shape   Call → two workspaces; null where one is at fault, and said
 * Errors  a fault of the call, where there is no such version
 */
export async function twoVersions(
  call: Call,
  terminal: Terminal,
  cases = false,
): Promise<TwoVersions | null> {
  const old = call.argument ?? ''
  const [next, ...rest] = call.folders
  const oldIsFolder = await isFolder(old, terminal)
  const nextIsFolder = next !== undefined && (await isFolder(next, terminal))
  if (oldIsFolder && next === undefined)
    throw callFault('there is only one version', 'name the new version too, or give --as-of twice')
  // Of a revision the folders follow; of two folders each is its own.
  // What is the same in both is read and built once.
  const cache: DocumentCache = new Map()
  const folders = oldIsFolder ? [] : nextIsFolder ? call.folders : rest
  const before = oldIsFolder
    ? await ofFolders([old], call, terminal, cache, cases)
    : await ofRevision(old, folders, call, terminal, cache, cases)
  if (!before) return null
  const isRevision = next !== undefined && !nextIsFolder
  const after = isRevision
    ? await ofRevision(next, folders, call, terminal, cache, cases)
    : await ofFolders(oldIsFolder && next !== undefined ? [next] : folders, call, terminal, cache, cases)
  const names = { before: old, after: isRevision || oldIsFolder ? (next ?? '') : '' }
  return after && { before, after, names }
}

/** Whether policies stand there: a branch may have the name of a folder, and the folder is meant then. */
const isFolder = async (name: string, terminal: Terminal): Promise<boolean> =>
  name !== '' && (await findPolicyFolders([name], terminal.cwd)).folders.length > 0

async function ofFolders(
  folders: readonly string[],
  call: Call,
  terminal: Terminal,
  cache: DocumentCache,
  cases: boolean,
): Promise<Workspace | null> {
  const loaded = withoutCaseFaults(await load({ ...call, folders }, terminal, { cases, cache }))
  return refuseFaulty(loaded, call, terminal) === null ? loaded.workspace : null
}

/**
 * The version that a change is held against, with its cases: a folder, or a git revision of the folders of the
 * call; null where it is at fault, and said.
 */
export const baseVersion = async (base: string, call: Call, terminal: Terminal): Promise<Workspace | null> =>
  (await isFolder(base, terminal))
    ? ofFolders([base], call, terminal, new Map(), true)
    : ofRevision(base, call.folders, call, terminal, new Map(), true)

/** Policies as a revision has them, with their cases where these are asked for; null where they are at fault. */
async function ofRevision(
  revision: string,
  folders: readonly string[],
  call: Call,
  terminal: Terminal,
  cache: DocumentCache,
  cases = false,
): Promise<Workspace | null> {
  const read = await readRevision(revision, folders, terminal.cwd)
  if (!read.ok) {
    const name = `\`${revision}\``
    if (read.why === 'no-git')
      throw callFault(`${name} is no folder of policies, and this is no git repository`, 'name two folders')
    if (read.why === 'no-revision')
      throw callFault(
        `${name} is no folder of policies, and no commit, branch or tag`,
        'list them with git log or git branch',
      )
    throw callFault(`there is no policy in ${name}`, 'name the folders that held policies then')
  }
  const files = read.files.filter(({ path }) => cases || fileKind(path)?.kind !== 'cases')
  const workspace = loadWorkspace(files, { cache })
  const texts = new Map(read.files.map((file) => [file.path, file]))
  const loaded = withoutCaseFaults({ workspace, diagnostics: workspace.diagnostics, texts })
  if (!hasErrors(loaded.diagnostics)) return workspace
  refuseFaulty(loaded, call, terminal)
  return null
}

/** Rules are compared though a case file is at fault. */
const withoutCaseFaults = (loaded: Loaded): Loaded => ({
  ...loaded,
  diagnostics: loaded.diagnostics.filter(({ file }) => fileKind(file)?.kind !== 'cases'),
})
