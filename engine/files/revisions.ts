import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { asked, openGit } from './git.ts'
import { habits } from './platform.ts'

/** A version of the policies that the repository around them keeps. */
export interface Revision {
  /** What it is asked for by: a branch, a tag, a short hash. */
  readonly name: string
  readonly kind: 'branch' | 'tag' | 'commit'
  /** Short hash of its commit. */
  readonly commit: string
  /** ISO 8601, as the author's clock had it. */
  readonly at: string
  readonly by: string
  readonly subject: string
}

/** How many commits that touched the policies are told, the newest first; older ones are asked for by name. */
const mostCommits = 60
const mostNames = 200

// Fields ended by zeros: a subject may hold anything else.
const field = '%00'

/**
 * The versions that can be compared: branches and tags, and the newest commits that touched the policies.
 *
 * Shape   folders as on the command line → revisions, newest first within their kind; empty without git
 * Source  one listing of names and one walk that ends after so many commits, however long the history
 */
export async function listRevisions(folders: readonly string[], cwd: string): Promise<readonly Revision[]> {
  const here = await realpath(cwd)
  const opened = await openGit(resolve(here, folders[0] ?? '.'))
  if (!opened) return []
  const { git, top } = opened
  const format = ['%(refname)', '%(objectname:short)', '%(*objectname:short)', '%(creatordate:iso-strict)']
  const people = ['%(authorname)%(*authorname)', '%(contents:subject)']
  const names = await asked(
    git,
    'for-each-ref',
    '--sort=-creatordate',
    `--count=${mostNames}`,
    `--format=${[...format, ...people].join(field)}`,
    'refs/heads',
    'refs/tags',
  )
  const paths = (folders.length > 0 ? folders : ['policies']).flatMap((folder) => {
    const absolute = resolve(here, folder)
    return absolute === top ? ['.'] : (habits.below(absolute, top)?.join('/') ?? [])
  })
  const log = await asked(
    git,
    'log',
    `--max-count=${mostCommits}`,
    `--format=${['%h', '%aI', '%an', '%s'].join('%x00')}`,
    '--',
    ...paths,
  )
  return [...linesOf(names).flatMap(fromName), ...linesOf(log).flatMap(fromLog)]
}

const linesOf = (text: string | null): readonly (readonly string[])[] =>
  (text ?? '').split('\n').flatMap((line) => (line === '' ? [] : [line.split('\0')]))

function fromName([
  full = '',
  own = '',
  tagged = '',
  at = '',
  by = '',
  subject = '',
]: readonly string[]): readonly Revision[] {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(full) ?? []
  if (name === undefined) return []
  return [{ name, kind: kind === 'tags' ? 'tag' : 'branch', commit: tagged || own, at, by, subject }]
}

const fromLog = ([commit = '', at = '', by = '', subject = '']: readonly string[]): readonly Revision[] =>
  commit === '' ? [] : [{ name: commit, kind: 'commit', commit, at, by, subject }]
