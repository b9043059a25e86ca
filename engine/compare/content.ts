import { fileKind, type Workspace } from '../policy/workspace.ts'
import { hashOf, hashOfText } from '../receipts/hash.ts'

/** Texts by their paths. */
export type Texts = ReadonlyMap<string, string>

/** A path from the policy's folder on, the same wherever the folder lies. */
export const fileOf = (path: string): string => {
  const folder = fileKind(path)?.folder ?? ''
  const name = folder.split('/').at(-1) ?? ''
  return `${name === '' ? '' : `${name}/`}${path.slice(folder === '' ? 0 : folder.length + 1)}`
}

/** Texts without the policies' logs: what is noted of a change is no part of it. */
const ruling = (texts: Texts): readonly (readonly [string, string])[] =>
  [...texts].filter(([path]) => fileKind(path)?.kind !== 'log')

/** The SHA-256 over all texts of a version together. */
export const versionHash = (texts: Texts): string =>
  hashOf(
    ruling(texts)
      .map(([path, text]) => ({ file: fileOf(path), hash: hashOfText(text) }))
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
  )

/** The same of what was loaded; a text that only another policy quotes is not of the version. */
export function contentHash({ documents, sources }: Workspace): string {
  const folders = new Set([...documents.keys()].map((path) => fileKind(path)?.folder))
  return versionHash(
    new Map([
      ...[...documents.values()].map(({ file, text }) => [file, text] as const),
      ...sources.flatMap(({ file, text }) =>
        folders.has(fileKind(file)?.folder) ? [[file, text] as const] : [],
      ),
    ]),
  )
}
