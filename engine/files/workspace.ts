import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { type FileKind, fileKind } from '../policy/workspace.ts'
import { readText, sizeLimit, type UnreadCode } from './read.ts'

/** A file of a policy folder. */
export interface WorkspaceFile {
  /** Relative to the working folder, with `/`. */
  readonly path: string
  readonly absolute: string
  readonly text: string
  /** SHA-256 of its bytes. */
  readonly hash: string
  readonly kind: FileKind
}

export interface UnreadFile {
  readonly path: string
  readonly code: UnreadCode | 'FOLDER_WITHOUT_POLICY'
}

export interface ReadWorkspace {
  readonly files: readonly WorkspaceFile[]
  readonly problems: readonly UnreadFile[]
}

export { readText } from './read.ts'

/**
 * Reads the policies in folders: each is a policy's folder or holds such folders; without any, `policies/`.
 *
 * Errors  FOLDER_WITHOUT_POLICY and those of `readText` (returned as problems)
 */
export async function readWorkspace(folders: readonly string[], cwd: string): Promise<ReadWorkspace> {
  const files: WorkspaceFile[] = []
  const problems: UnreadFile[] = []
  for (const folder of await policyFolders(folders, cwd, problems))
    for (const absolute of await filesOf(folder)) {
      const path = shownPath(absolute, cwd)
      const kind = fileKind(path)?.kind
      if (!kind) continue
      const read = await readText(absolute, kind === 'source' ? sizeLimit.source : sizeLimit.yaml)
      if (read.ok) files.push({ path, absolute, text: read.text, hash: read.hash, kind })
      else problems.push({ path, code: read.code })
    }
  return { files, problems }
}

const shownPath = (absolute: string, cwd: string): string =>
  (relative(cwd, absolute) || '.').replaceAll('\\', '/')

async function policyFolders(
  folders: readonly string[],
  cwd: string,
  problems: UnreadFile[],
): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const folder of folders.length > 0 ? folders : ['policies']) {
    const absolute = resolve(cwd, folder)
    const candidates = [absolute, ...(await foldersIn(absolute))]
    const policies: string[] = []
    for (const candidate of candidates)
      if (await isFile(join(candidate, 'policy.yaml'))) policies.push(candidate)
    if (policies.length === 0)
      problems.push({ path: shownPath(absolute, cwd), code: 'FOLDER_WITHOUT_POLICY' })
    for (const policy of policies) found.add(policy)
  }
  return [...found]
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => join(folder, entry.name))
      .sort()
  } catch {
    return []
  }
}

const isFile = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** The files that belong to a policy, in a fixed order. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const inside = async (name: string, ending: string) => {
    try {
      const names = await readdir(join(folder, name))
      return names
        .filter((file) => file.endsWith(ending) && !file.startsWith('.'))
        .sort()
        .map((file) => join(folder, name, file))
    } catch {
      return []
    }
  }
  const facts = join(folder, 'facts.yaml')
  return [
    join(folder, 'policy.yaml'),
    ...((await isFile(facts)) ? [facts] : []),
    ...(await inside('source', '.txt')),
    ...(await inside('provisions', '.yaml')),
    ...(await inside('cases', '.yaml')),
  ]
}
