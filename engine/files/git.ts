import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SimpleGit, SimpleGitOptions } from 'simple-git'

/** The repository around a folder. */
export interface Opened {
  readonly git: SimpleGit
  /** The same, with a text that its next command reads. */
  readonly fed: (input: string) => SimpleGit
  /** Of the working tree, links followed. */
  readonly top: string
  /** The file that says what is looked at. */
  readonly head: string
}

// A folder may come from anywhere: looking at it must start no program that its own settings name.
const quietly = {
  maxConcurrentProcesses: 1,
  trimmed: true,
  config: ['core.fsmonitor=false'],
  unsafe: { allowUnsafeFsMonitor: true },
}

/** Opens the repository around a folder; null without one, or on a machine without git. */
export async function openGit(folder: string): Promise<Opened | null> {
  try {
    // Loaded when asked for: the other commands start without it.
    const { simpleGit } = await import('simple-git')
    const at = (baseDir: string, more: Partial<SimpleGitOptions> = {}) =>
      simpleGit({ ...quietly, ...more, baseDir })
    const [top, head] = (await at(folder).raw(['rev-parse', '--show-toplevel', '--git-path', 'HEAD'])).split(
      '\n',
    )
    return top && head
      ? {
          git: at(top),
          fed: (input) => at(top, { input: () => input, trimmed: false }),
          top: await realpath(top),
          head: resolve(folder, head),
        }
      : null
  } catch {
    return null
  }
}

/** What git answers; null where it refuses. */
export const asked = (git: SimpleGit, ...args: readonly string[]): Promise<string | null> =>
  git.raw([...args]).then(
    (text) => text.trim(),
    () => null,
  )
