import { dirname } from 'node:path'
import { type FileKind, fileKind } from '../policy/workspace.ts'
import { filesOf, findPolicyFolders, type Unfound } from './find.ts'
import { habits } from './platform.ts'
import { readText, sizeLimit } from './read.ts'

/** A file of a policy folder. */
export interface WorkspaceFile {
  /** Relative to the working folder, with `/`. */
  readonly path: string
  readonly absolute: string
  /** The folder it was found under: a save follows no link inside. */
  readonly root: string
  readonly text: string
  /** SHA-256 of its bytes. */
  readonly hash: string
  readonly kind: FileKind
}

export interface UnreadFile {
  readonly path: string
  readonly code: Unfound['code']
  /** Of FILE_NOT_UTF8: the bytes before the first that is wrong. */
  readonly offset?: number
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
  const found = await findPolicyFolders(folders, cwd)
  const unfound = [...found.problems]
  const unread: UnreadFile[] = []
  for (const { absolute: folder, root } of found.folders) {
    const inside = await filesOf(folder)
    unfound.push(...inside.problems)
    for (const absolute of inside.files) {
      const path = shownPath(absolute, cwd)
      const kind = fileKind(path)?.kind
      if (!kind) continue
      const read = await readText(absolute, kind === 'source' ? sizeLimit.source : sizeLimit.yaml)
      if (read.ok) files.push({ path, absolute, root, text: read.text, hash: read.hash, kind })
      else unread.push({ path, code: read.code, ...(read.offset !== undefined && { offset: read.offset }) })
    }
  }
  return {
    files,
    problems: [...unfound.map(({ absolute, code }) => ({ path: shownPath(absolute, cwd), code })), ...unread],
  }
}

/**
 * The promulgated texts of the policies beside those in folders: a policy may quote them though it is
 * loaded alone. What cannot be read is left out; who loads that policy is told.
 */
export async function readNeighbourTexts(
  folders: readonly string[],
  cwd: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const { folders: named } = await findPolicyFolders(folders, cwd)
  const around = [...new Set(named.map(({ absolute }) => dirname(absolute)))]
  const { folders: beside } = await findPolicyFolders(around, cwd)
  const texts: { path: string; text: string }[] = []
  for (const { absolute } of beside) {
    if (named.some((one) => one.absolute === absolute)) continue
    for (const file of (await filesOf(absolute)).files) {
      const path = shownPath(file, cwd)
      if (fileKind(path)?.kind !== 'source') continue
      const read = await readText(file, sizeLimit.source)
      if (read.ok) texts.push({ path, text: read.text })
    }
  }
  return texts
}

/** A path as messages show it: relative to the working folder, with `/`. */
export const shownPath = (absolute: string, cwd: string): string => habits.shown(absolute, cwd)
