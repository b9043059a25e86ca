import { sameWords } from '../base/words.ts'
import { child, entriesOf, itemsOf, keyOriginOf, type Place, textAt, textOf, wordsAt } from './nodes.ts'
import type { Level, LevelForm, SetAside, SetAsideReason, SourceDocument } from './policy.ts'
import { type Problems, report } from './problems.ts'
import { checkDocument, checkQuote } from './sources.ts'

/** The texts of a policy's `source/`, with what `documents:` in policy.yaml says of them. */
export function sourceDocuments(
  root: Place,
  files: readonly { readonly path: string; readonly text: string }[],
): readonly SourceDocument[] {
  const stated = child(root, 'documents')
  return files.map(({ path, text }) => {
    const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '')
    const entry = stated && child(stated, id)
    return {
      id,
      title: (entry && wordsAt(entry, 'title')) ?? sameWords(id),
      file: path,
      text,
      setAside: entry ? itemsOf(child(entry, 'set_aside')).map(setAsideFromPlace) : [],
      reprintOf: (entry && textAt(entry, 'reprint_of')) ?? null,
      amends: (entry && textAt(entry, 'amends')) ?? null,
    }
  })
}

/** `levels:` of a policy, of which the schema has said that they are whole. */
export const levelsOf = (root: Place): readonly Level[] =>
  itemsOf(child(root, 'levels')).map((item) => ({
    form: textAt(item, 'form') as LevelForm,
    word: { zh: textAt(item, 'zh') ?? '', en: textAt(item, 'en') ?? '' },
  }))

const setAsideFromPlace = (place: Place): SetAside => ({
  passage: textAt(place, 'passage') ?? '',
  reason: textAt(place, 'reason') as SetAsideReason,
  because: wordsAt(place, 'because'),
})

/**
 * What `documents:` says of texts: each has its file, a reprint or new version its original, a passage its words.
 *
 * Errors  SOURCE_UNKNOWN, QUOTE_NOT_FOUND
 */
export function checkSourceDocuments(
  root: Place,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  for (const entry of entriesOf(child(root, 'documents'))) {
    if (!documents.some(({ id }) => id === entry.key)) reportFileMissing(entry, problems)
    for (const key of ['reprint_of', 'amends']) {
      const original = child(entry, key)
      if (original) checkDocument(original, textOf(original), documents, problems)
    }
    for (const item of itemsOf(child(entry, 'set_aside'))) {
      const passage = child(item, 'passage')
      const words = textAt(item, 'passage')
      if (passage && words !== undefined) checkQuote(words, passage, [entry.key], documents, problems)
    }
  }
}

function reportFileMissing(entry: Place & { readonly key: string }, problems: Problems): void {
  const file = `source/${entry.key}.txt`
  report(
    problems,
    'SOURCE_UNKNOWN',
    keyOriginOf(entry),
    { zh: `没有原文 \`${file}\``, en: `there is no text \`${file}\`` },
    { zh: '放入这个文件，或删去这一项', en: 'add the file, or remove the entry' },
  )
}
