import type { SourceFile } from '../../engine/index.ts'
import { readTable } from './tables.ts'

/** Where the small policy that errors and transcripts begin with stands in its workspace. */
export const rentAidFolder = 'policies/rent-aid'

/** The files of a policy, by their paths in its folder. */
export const policyFiles = (files: Readonly<Record<string, string>>): readonly SourceFile[] =>
  Object.entries(files).map(([path, text]) => ({ path: `${rentAidFolder}/${path}`, text }))

/** The small policy without a fault. */
export const rentAid = policyFiles(
  readTable<{ readonly files: Readonly<Record<string, string>> }>('errors/policy/good.yaml').data.files,
)

/** A change of one passage, which has to stand once in its file. */
export interface Change {
  /** Within the policy's folder. */
  readonly file: string
  readonly replace: string
  readonly with: string
}

export function changed(
  files: readonly SourceFile[],
  { file, replace, with: put }: Change,
): readonly SourceFile[] {
  const path = `${rentAidFolder}/${file}`
  const found = files.find((one) => one.path === path)
  const times = (found?.text.split(replace).length ?? 0) - 1
  if (times !== 1) throw new Error(`\`${replace}\` stands ${times} times in ${path}`)
  return files.map((one) => (one === found ? { path, text: one.text.replace(replace, () => put) } : one))
}
