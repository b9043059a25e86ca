import {
  documentFromText,
  fileKind,
  type LogChange,
  runCases,
  suiteOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { editText, type FormEdit } from './edits.ts'
import { rebased } from './rebase.ts'
import { caseKey } from './rows.ts'
import type { Reading } from './texts.ts'
import type { Explain } from './trace.ts'

/** What accepting the new results of cases writes: into which files, and what the logs say of it. */
export interface Acceptance {
  readonly files: readonly {
    readonly path: string
    /** The text that the edits are for. */
    readonly text: string
    readonly edits: readonly FormEdit[]
  }[]
  readonly accepted: readonly {
    readonly key: string
    /** Of the policy whose log tells it. */
    readonly folder: string
    readonly changes: readonly LogChange[]
  }[]
  readonly refused: readonly { readonly key: string; readonly why: Words }[]
}

/** Makes cases expect what they come to. Each is run again on the edited text: one that still fails is refused. */
export async function acceptanceOf(
  keys: readonly string[],
  { results, workspace }: Reading,
  explain: Explain,
): Promise<Acceptance> {
  const accepted: { key: string; path: string; edits: readonly FormEdit[]; changes: readonly LogChange[] }[] =
    []
  const refused: { key: string; why: Words }[] = []
  for (const key of keys) {
    const result = results.find((candidate) => caseKey(candidate) === key)
    const document = result && workspace.documents.get(result.origin.file)
    if (!result || !document || result.passed) continue
    const found = rebased(result, await explain(result.id, result.reading ?? null), document)
    if (!found.ok) refused.push({ key, why: found.why })
    else accepted.push({ key, ...found })
  }
  for (;;) {
    const wrong = failing(accepted, workspace)
    if (!wrong) break
    refused.push(...wrong)
    for (const { key } of wrong)
      accepted.splice(
        accepted.findIndex((one) => one.key === key),
        1,
      )
  }
  const paths = [...new Set(accepted.map(({ path }) => path))]
  return {
    files: paths.map((path) => ({
      path,
      text: workspace.documents.get(path)?.text ?? '',
      edits: accepted.filter((one) => one.path === path).flatMap(({ edits }) => edits),
    })),
    accepted: accepted.map(({ key, path, changes }) => ({
      key,
      folder: fileKind(path)?.folder ?? '',
      changes,
    })),
    refused,
  }
}

/** Those whose edits the text refuses, or that fail on the edited text; undefined where there are none. */
function failing(
  accepted: readonly { readonly key: string; readonly path: string; readonly edits: readonly FormEdit[] }[],
  workspace: Workspace,
): readonly { readonly key: string; readonly why: Words }[] | undefined {
  for (const path of new Set(accepted.map((one) => one.path))) {
    const here = accepted.filter((one) => one.path === path)
    const text = workspace.documents.get(path)?.text ?? ''
    for (const { key, edits } of here) {
      const alone = editText(path, text, edits)
      if (!alone.ok) return [{ key, why: alone.why }]
    }
    const edited = editText(
      path,
      text,
      here.flatMap(({ edits }) => edits),
    )
    if (!edited.ok) return here.map(({ key }) => ({ key, why: edited.why }))
    const { document } = documentFromText(path, edited.text)
    const wanted = new Set(here.map(({ key }) => key))
    const wrong = runCases(suiteOf(workspace, [document])).filter(
      (result) => !result.passed && wanted.has(caseKey(result)),
    )
    if (wrong.length > 0)
      return wrong.map((result) => ({
        key: caseKey(result),
        why: result.differences[0]?.words ?? { zh: '仍不通过', en: 'still fails' },
      }))
  }
  return undefined
}
