import { draftAmendment } from '../amend/draft.ts'
import { amendmentMarkdown } from '../amend/print.ts'
import type { Language } from '../base/words.ts'
import type { PolicyChange } from '../compare/change.ts'
import type { TwoVersions } from './versions.ts'

const head = { zh: '原文修改草案', en: 'Draft amendment of the text' } as const

/** The amendment that a change asks of the texts, as a section of a pull request; empty where it asks none. */
export function draftMarkdown(
  { before, after }: Pick<TwoVersions, 'before' | 'after'>,
  changes: readonly PolicyChange[],
  language: Language,
): string {
  const amendment = draftAmendment(before, after, { changes })
  if (amendment.documents.length === 0 && amendment.undrafted.length === 0) return ''
  return `\n### ${head[language]}\n\n${amendmentMarkdown(amendment, language)}`
}
