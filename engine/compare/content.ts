import { fileKind, type Workspace } from '../policy/workspace.ts'
import { hashOf, hashOfText } from '../receipts/hash.ts'

/**
 * One SHA-256 over every text of a version: each file's own under its path within its policy's folder, so that the
 * same content has the same hash wherever it lies.
 */
export function contentHash({ documents, sources }: Workspace): string {
  const texts = [
    ...[...documents.values()].map(({ file, text }) => [file, text] as const),
    ...sources.map(({ file, text }) => [file, text] as const),
  ]
  const entries = texts.map(([file, text]) => {
    const folder = fileKind(file)?.folder ?? ''
    const parent = folder.slice(0, folder.lastIndexOf('/') + 1)
    return [file.slice(parent.length), hashOfText(text)] as const
  })
  return hashOf(Object.fromEntries(entries))
}
