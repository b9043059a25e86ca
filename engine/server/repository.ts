import { readFile, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SimpleGit } from 'simple-git'
import type { Words } from '../base/words.ts'
import { asked, type Opened, openGit } from '../files/git.ts'
import { habits } from '../files/platform.ts'
import { type RevisionRead, readRevision } from '../files/revision.ts'
import { listRevisions, type Revision } from '../files/revisions.ts'

/** Who a commit is by. */
export interface Author {
  readonly name: string
  readonly email: string
}

/** The git repository around a policy folder. */
export interface RepositoryState {
  /** null: no branch, a single commit is looked at. */
  readonly branch: string | null
  readonly branches: readonly string[]
  /** Short hash; null before the first commit. */
  readonly head: string | null
  /** Who git takes commits to be by; null where nobody has said. */
  readonly author: Author | null
}

export interface CommitWanted {
  /** Of the files that are committed, and no others. */
  readonly paths: readonly string[]
  readonly message: string
  /** null: the branch that is there. A name that is not there is made. */
  readonly branch: string | null
  /** null: as git has it. */
  readonly author: Author | null
}

/** What a commit came to. Where it was refused everything is as before. */
export type Committed =
  | { readonly ok: true; readonly commit: string; readonly branch: string | null }
  | {
      readonly ok: false
      readonly code: 'GIT_ABSENT' | 'GIT_BRANCH' | 'GIT_NOTHING' | 'GIT_REFUSED'
      readonly message: Words
    }

/** The repository of a folder; one without git, or on a machine without it, is no fault. */
export interface Repository {
  readonly state: () => Promise<RepositoryState | null>
  /** Which branch or commit is looked at, without starting git: changes when somebody switches. */
  readonly head: () => Promise<string | null>
  /** Those of these files that differ from the last commit, or are in none. */
  readonly uncommitted: (paths: readonly string[]) => Promise<readonly string[]>
  readonly commit: (wanted: CommitWanted) => Promise<Committed>
  /** Versions of the policies that can be compared; none without git. */
  readonly revisions: () => Promise<readonly Revision[]>
  /** The policies as one of them had them. */
  readonly read: (revision: string) => Promise<RevisionRead>
}

const refused = (code: (Committed & { ok: false })['code'], zh: string, en: string): Committed => ({
  ok: false,
  code,
  message: { zh, en },
})

export function repositoryOf(folders: readonly string[], cwd: string): Repository {
  const folder = resolve(cwd, folders[0] ?? '.')
  let opened: Promise<Opened | null> | undefined
  const open = async (): Promise<Opened | null> => {
    opened ??= openGit(folder)
    const found = await opened
    // Somebody may still make one.
    if (!found) opened = undefined
    return found
  }
  return {
    head: async () => {
      const found = await open()
      return found && (await readFile(found.head, 'utf8').catch(() => null))
    },
    state: async () => {
      const found = await open()
      return found && stateOf(found.git)
    },
    uncommitted: async (paths) => {
      const found = await open()
      return found ? uncommitted(found, paths) : []
    },
    commit: async (wanted) => {
      const found = await open()
      if (!found) return refused('GIT_ABSENT', '这个文件夹没有 git', 'this folder has no git repository')
      return commit(found, wanted)
    },
    revisions: () => listRevisions(folders, cwd),
    read: (revision) => readRevision(revision, folders, cwd),
  }
}

async function stateOf(git: SimpleGit): Promise<RepositoryState> {
  const branch = (await asked(git, 'symbolic-ref', '--quiet', '--short', 'HEAD')) || null
  const list = await asked(git, 'for-each-ref', '--format=%(refname:short)', 'refs/heads')
  const name = await asked(git, 'config', '--get', 'user.name')
  const email = await asked(git, 'config', '--get', 'user.email')
  return {
    branch,
    branches: list ? list.split('\n') : [],
    head: (await asked(git, 'rev-parse', '--short', '--verify', '--quiet', 'HEAD')) || null,
    author: name && email ? { name, email } : null,
  }
}

async function uncommitted({ git, top }: Opened, paths: readonly string[]): Promise<readonly string[]> {
  const inside = await Promise.all(paths.map(async (path) => [path, await insideOf(top, path)] as const))
  const files = inside.flatMap(([, file]) => file ?? [])
  if (files.length === 0) return []
  // Ended by zeros: names stand as they are, in whatever letters.
  const status = await asked(git, 'status', '--porcelain', '-z', '--untracked-files=all', '--', ...files)
  const changed = new Set((status ?? '').split('\0').map((line) => line.replace(/^.?. /, '')))
  return inside.flatMap(([path, file]) => (file !== null && changed.has(file) ? path : []))
}

/** A file's path inside the working tree, links followed; null outside, and for one that is not there. */
const insideOf = (top: string, path: string): Promise<string | null> =>
  realpath(path).then(
    (absolute) => pathIn(top, absolute),
    () => null,
  )

/**
 * Commits these files alone, whatever else is changed or staged. A new branch begins where one is, with the
 * files as they are; another branch that exists is refused, since going there would change them.
 */
async function commit({ git, top }: Opened, wanted: CommitWanted): Promise<Committed> {
  const paths = await Promise.all(wanted.paths.map((path) => insideOf(top, path)))
  if (paths.length === 0 || paths.some((path) => path === null))
    return refused('GIT_NOTHING', '没有属于这个仓库的文件', 'no file of this repository was named')
  const files = paths as readonly string[]
  const before = await stateOf(git)
  const branch = wanted.branch === before.branch ? null : wanted.branch
  if (branch !== null) {
    if (before.branches.includes(branch))
      return refused(
        'GIT_BRANCH',
        `分支 ${branch} 已经存在，请另取名称，或先用 git 切换过去`,
        `the branch ${branch} is there already: choose another name, or switch to it with git first`,
      )
    if ((await asked(git, 'check-ref-format', '--branch', branch)) === null)
      return refused('GIT_BRANCH', `${branch} 不能作分支名`, `${branch} is no name for a branch`)
  }
  const { author } = wanted
  const who = author ? ['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`] : []
  try {
    const changed = await git.raw(['status', '--porcelain', '--', ...files])
    if (changed.trim() === '')
      return refused('GIT_NOTHING', '这些文件没有未提交的改动', 'these files have nothing to commit')
    if (branch !== null) await git.raw(['switch', '--quiet', '--create', branch])
    try {
      await git.raw(['add', '--', ...files])
      await git.raw([...who, 'commit', '--quiet', '--message', wanted.message, '--only', '--', ...files])
    } catch (fault) {
      // Back to where it was; the files on disk stay as they are.
      if (branch !== null && before.branch !== null) {
        await asked(git, 'switch', '--quiet', before.branch)
        await asked(git, 'branch', '--quiet', '--delete', '--force', branch)
      }
      throw fault
    }
  } catch (fault) {
    const said = fault instanceof Error ? fault.message.trim().slice(0, 600) : String(fault)
    return refused('GIT_REFUSED', `git 没有提交：${said}`, `git did not commit: ${said}`)
  }
  const after = await stateOf(git)
  return { ok: true, commit: after.head ?? '', branch: after.branch }
}

/** The path inside the working tree, as git writes it; null outside. */
const pathIn = (top: string, absolute: string): string | null =>
  habits.below(absolute, top)?.join('/') ?? null
