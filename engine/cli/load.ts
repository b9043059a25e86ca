import type { Diagnostic } from '../base/diagnostic.ts'
import { hasErrors } from '../base/diagnostic.ts'
import { diagnosticCodes } from '../base/diagnostic-codes.ts'
import type { Language } from '../base/words.ts'
import { readNeighbourTexts, readWorkspace } from '../files/workspace.ts'
import { type DocumentCache, loadWorkspace, type Workspace } from '../policy/workspace.ts'
import { type Call, dayOption, type ExitCode, type Terminal } from './command.ts'
import { diagnosticJson, jsonText, printDiagnostic, type Texts } from './print.ts'

export interface Loaded {
  readonly workspace: Workspace
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: Texts
}

/**
 * Reads the folders of a call; what cannot be read is a diagnostic like any other. Without the cases, which are
 * near half of the text, where nothing asks for them. Versions that share a `cache` share what is the same.
 */
export async function load(
  call: Call,
  terminal: Terminal,
  {
    cases = true,
    cache = terminal.documents,
  }: { readonly cases?: boolean; readonly cache?: DocumentCache } = {},
): Promise<Loaded> {
  const read = await readWorkspace(call.folders, terminal.cwd)
  const files = read.files.filter(({ kind }) => cases || kind !== 'cases')
  const texts = [...files, ...(await readNeighbourTexts(call.folders, terminal.cwd))]
  const known = dayOption(call, 'known')
  const workspace = loadWorkspace(texts, { ...(cache && { cache }), ...(known && { known }) })
  const unread = read.problems.map(
    ({ path, code }): Diagnostic => ({
      code,
      severity: 'error',
      file: path,
      span: [0, 0],
      message: diagnosticCodes[code],
      fix:
        code === 'FOLDER_WITHOUT_POLICY'
          ? { zh: '写出含有 policy.yaml 的文件夹', en: 'name a folder that holds policy.yaml' }
          : { zh: '检查文件后再试', en: 'check the file, then try again' },
    }),
  )
  return {
    workspace,
    diagnostics: [...unread, ...workspace.diagnostics],
    texts: new Map(read.files.map((file) => [file.path, file])),
  }
}

/** Prints diagnostics for people, one after another. */
export function printAll(
  diagnostics: readonly Diagnostic[],
  texts: Texts,
  language: Language,
  write: (text: string) => void,
  colour: boolean,
): void {
  for (const diagnostic of diagnostics) write(`${printDiagnostic(diagnostic, texts, language, colour)}\n\n`)
}

/** Stops a command whose policies are at fault: the same objects as `check` shows, exit code 1. */
export function refuseFaulty(loaded: Loaded, call: Call, terminal: Terminal): ExitCode | null {
  if (!hasErrors(loaded.diagnostics)) return null
  if (call.json)
    terminal.out(
      jsonText({ errors: loaded.diagnostics.map((one) => diagnosticJson(one, loaded.texts, call.language)) }),
    )
  else printAll(loaded.diagnostics, loaded.texts, call.language, terminal.err, terminal.colour)
  return 1
}
