import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileKind } from '../policy/workspace.ts'
import { asked, type Opened, openGit } from './git.ts'
import { habits } from './platform.ts'

/** Policies as they were at a revision of the repository around them. */
export type RevisionRead =
  | { readonly ok: true; readonly files: readonly { readonly path: string; readonly text: string }[] }
  | { readonly ok: false; readonly why: 'no-git' | 'no-revision' | 'no-policy' }

/**
 * Reads policies as a commit, a branch or a tag has them, without touching a file.
 *
 * Shape   `HEAD~1` × folders as on the command line → texts by the paths they have below the working folder
 * Source  one listing and one reading, whatever the length of the history
 */
export async function readRevision(
  revision: string,
  folders: readonly string[],
  cwd: string,
): Promise<RevisionRead> {
  const here = await realpath(cwd)
  const opened = await openGit(here)
  if (!opened) return { ok: false, why: 'no-git' }
  const { git, top } = opened
  const commit = await asked(
    git,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  )
  if (!commit) return { ok: false, why: 'no-revision' }
  const asks = (folders.length > 0 ? folders : ['policies']).map((folder) =>
    inTop(resolve(here, folder), top),
  )
  const entries = await entriesOf(opened, commit)
  const policies = entries.flatMap(({ path }) => {
    const known = fileKind(path)
    return known?.kind === 'policy' ? [known.folder] : []
  })
  const named = policies.filter((folder) =>
    asks.some((ask) => ask !== null && (folder === ask || parentOf(folder) === ask)),
  )
  if (named.length === 0) return { ok: false, why: 'no-policy' }
  const wanted = entries.filter(({ path }) => {
    const known = fileKind(path)
    // Texts of other policies too: a policy may quote them.
    return (
      known && (named.includes(known.folder) || (known.kind === 'source' && policies.includes(known.folder)))
    )
  })
  const texts = await textsOf(opened, wanted)
  return {
    ok: true,
    files: wanted.map(({ path }, index) => ({
      path: habits.shown(join(top, ...path.split('/')), here),
      text: texts[index] ?? '',
    })),
  }
}

const inTop = (absolute: string, top: string): string | null =>
  absolute === top ? '' : (habits.below(absolute, top)?.join('/') ?? null)

const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf('/')))

interface TreeEntry {
  readonly hash: string
  readonly path: string
}

async function entriesOf({ git }: Opened, commit: string): Promise<readonly TreeEntry[]> {
  // Ended by zeros: names stand as they are, in whatever letters.
  const listed = (await asked(git, 'ls-tree', '-r', '-z', '--full-tree', commit)) ?? ''
  return listed.split('\0').flatMap((line) => {
    const [, hash, path] = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? []
    return hash !== undefined && path !== undefined ? [{ hash, path }] : []
  })
}

/** The texts of objects: a head that names each one's size, then so many bytes. */
async function textsOf({ fed }: Opened, entries: readonly TreeEntry[]): Promise<readonly string[]> {
  const answer = await fed(`${entries.map(({ hash }) => hash).join('\n')}\n`).raw(['cat-file', '--batch'])
  const bytes = Buffer.from(answer)
  const texts: string[] = []
  for (let at = 0; texts.length < entries.length; ) {
    const end = bytes.indexOf('\n', at)
    const size = Number(/ blob (\d+)$/.exec(bytes.toString('utf8', at, end))?.[1])
    if (end < 0 || !Number.isInteger(size)) throw new Error('git gave an object that it listed otherwise')
    texts.push(bytes.toString('utf8', end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return texts
}
