import { lstat, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { UnreadCode } from './read.ts'

/** The folder of a policy. */
export interface PolicyFolder {
  readonly absolute: string
  /** The folder that was named, itself or the one around it: no link inside is followed. */
  readonly root: string
}

/** A file or folder that should have been read. */
export interface Unfound {
  readonly absolute: string
  readonly code: UnreadCode | 'FOLDER_WITHOUT_POLICY'
}

/**
 * Finds the folders of policies, those that hold `policy.yaml`: each folder named is one or holds such
 * folders; without any, `policies/`.
 *
 * Errors  FOLDER_WITHOUT_POLICY, FILE_SYMLINK (returned)
 */
export async function findPolicyFolders(
  folders: readonly string[],
  cwd: string,
): Promise<{ readonly folders: readonly PolicyFolder[]; readonly problems: readonly Unfound[] }> {
  const found = new Map<string, PolicyFolder>()
  const problems: Unfound[] = []
  for (const folder of folders.length > 0 ? folders : ['policies']) {
    const root = resolve(cwd, folder)
    const { folders: inside, links } = await foldersIn(root)
    const policies: string[] = []
    for (const candidate of [root, ...inside]) if (await isPolicy(candidate)) policies.push(candidate)
    for (const absolute of policies) if (!found.has(absolute)) found.set(absolute, { absolute, root })
    if (policies.length === 0) problems.push({ absolute: root, code: 'FOLDER_WITHOUT_POLICY' })
    for (const absolute of links)
      if (await isPolicy(absolute)) problems.push({ absolute, code: 'FILE_SYMLINK' })
  }
  return { folders: [...found.values()], problems }
}

const isPolicy = (folder: string) => exists(join(folder, 'policy.yaml'))

async function foldersIn(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const shown = entries.filter(({ name }) => !name.startsWith('.'))
    const paths = (some: typeof entries) => some.map(({ name }) => join(folder, name)).sort()
    return {
      folders: paths(shown.filter((entry) => entry.isDirectory())),
      links: paths(shown.filter((entry) => entry.isSymbolicLink())),
    }
  } catch {
    return { folders: [], links: [] }
  }
}

/** The files that belong to a policy, in a fixed order. What cannot be listed is said: a provision less decides wrongly. */
export async function filesOf(
  policy: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly Unfound[] }> {
  const problems: Unfound[] = []
  const inside = async (name: string, ending: string): Promise<readonly string[]> => {
    const folder = join(policy, name)
    try {
      const about = await lstat(folder)
      if (about.isSymbolicLink()) {
        problems.push({ absolute: folder, code: 'FILE_SYMLINK' })
        return []
      }
      const names = await readdir(folder)
      return names
        .filter((file) => file.endsWith(ending) && !file.startsWith('.'))
        .sort()
        .map((file) => join(folder, file))
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOENT')
        problems.push({ absolute: folder, code: 'FILE_UNREADABLE' })
      return []
    }
  }
  const beside = async (name: string): Promise<readonly string[]> =>
    (await exists(join(policy, name))) ? [join(policy, name)] : []
  const files = [
    join(policy, 'policy.yaml'),
    ...(await beside('facts.yaml')),
    ...(await beside('log.yaml')),
    ...(await inside('source', '.txt')),
    ...(await inside('provisions', '.yaml')),
    ...(await inside('cases', '.yaml')),
  ]
  return { files, problems }
}

/** Links too, dangling ones as well: reading them says what is wrong. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}
