import type { Diagnostic } from '../base/diagnostic.ts'
import type { Document, Path } from '../document/document.ts'
import { insertEntry } from '../document/edit.ts'
import { documentFromText } from '../document/from-text.ts'
import { flowText } from '../document/print-scalar.ts'
import { replaceNode } from '../document/reshape.ts'
import { applyEdits, type EditResult } from '../document/text-edit.ts'
import { fileKind, type SourceFile, type Workspace } from '../policy/workspace.ts'
import type { Amendment, DocumentAmendment, StatedAnew } from './amendment.ts'

/** Files that carry an amendment out: new texts, and those of the policy that point at them. */
export type AmendedFiles =
  | { readonly ok: true; readonly files: readonly SourceFile[] }
  | { readonly ok: false; readonly problem: Diagnostic }

/**
 * The new version of each text, and the smallest edits by which the values that it states rest on it. Values
 * that name a source already keep it.
 *
 * Shape   Amendment × the new workspace → files that are new or other, by path
 * Errors  EDIT_REFUSED (returned), where a file cannot be edited
 */
export function amendedFiles({ documents }: Amendment, after: Workspace): AmendedFiles {
  const texts = new Map<string, string>()
  let problem: Diagnostic | null = null
  const edit = (path: string, make: (document: Document) => EditResult): void => {
    const text = texts.get(path) ?? after.documents.get(path)?.text
    if (problem || text === undefined) return
    const result = make(documentFromText(path, text).document)
    if ('problem' in result) problem = result.problem
    else texts.set(path, applyEdits(text, [result.edit]))
  }
  let previous: DocumentAmendment | null = null
  for (const amendment of documents) {
    const { document, newId, newTitle } = amendment
    if (after.sources.some(({ id }) => id === newId)) continue
    const policy = after.policies.find(({ documents: own }) => own.some(({ id }) => id === document.id))
    // The two versions may lie in two folders: what is new goes beside the new one.
    const folder = fileKind(policy?.origin.file ?? document.file)?.folder ?? ''
    texts.set(`${folder === '' ? '' : `${folder}/`}source/${newId}.txt`, amendment.text)
    const amends: string = previous?.document === document ? previous.newId : document.id
    const words = `{ zh: ${flowText(newTitle.zh)}, en: ${flowText(newTitle.en)} }`
    if (policy)
      edit(policy.origin.file, (file) =>
        insertEntry(file, ['documents'], newId, `{ title: ${words}, amends: ${amends} }`, { after: amends }),
      )
    for (const stated of amendment.stated)
      if (stated.value.source === null && stated.value.quote === null)
        edit(stated.value.origin.file, (file) => sourced(file, stated, newId))
    previous = amendment
  }
  if (problem) return { ok: false, problem }
  return { ok: true, files: [...texts].map(([path, text]) => ({ path, text })) }
}

function sourced(file: Document, { value, section, quote }: StatedAnew, id: string): EditResult {
  const { path } = value.origin
  const parts = [
    `document: ${id}`,
    ...(section === null ? [] : [`section: ${flowText(section)}`]),
    `quote: '${quote.replaceAll("'", "''")}'`,
  ]
  const source = `{ ${parts.join(', ')} }`
  if (path.at(-1) === 'value') return insertEntry(file, path.slice(0, -1) as Path, 'source', source)
  return replaceNode(file, path, `{ value: ${value.text}, source: ${source} }`)
}
