import type { Words } from '../base/words.ts'
import type { Clause } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { type ChangeEffect, type ChangeKind, type PolicyChange, titleOf } from './change.ts'
import { decidingMeaning } from './meaning.ts'
import { type ClausePair, changeOf } from './pair.ts'
import { sameMeaning } from './same.ts'

/** Open questions: their words, and what each alternative makes of the clause. */
export function readingChanges({ old, now, before, after }: ClausePair): readonly PolicyChange[] {
  const ids = new Set([...old.readings, ...now.readings].map(({ id }) => id))
  return [...ids].flatMap((id) => {
    const [was, is] = [old.readings, now.readings].map((list) => list.find((one) => one.id === id))
    const said = (kind: ChangeKind, effect: ChangeEffect, words: Words) => [
      changeOf(now, { kind, effect, subject: id, title: titleOf(now.title, { zh: id, en: id }), words }),
    ]
    if (!was || !is)
      return said('reading-changed', 'words', {
        zh: is ? '新的未决口径' : '口径问题已定或删去',
        en: is ? 'a new open question' : 'an open question is settled or removed',
      })
    const made = (clause: Clause, workspace: Workspace, names: readonly string[]) =>
      names.map((alternative) => {
        const under = workspace.clauseUnder(clause.id, [{ id, alternative }])
        return [alternative, under ? decidingMeaning(under) : null]
      })
    const names = (one: typeof was) => one.alternatives.map(({ name }) => name).sort()
    // A change of the clause itself changes its alternatives too, and was told.
    const own = decidingMeaning(old) === decidingMeaning(now)
    if (
      !sameMeaning(names(was), names(is)) ||
      (own && !sameMeaning(made(old, before, names(was)), made(now, after, names(is))))
    )
      return said('reading-changed', 'decision', {
        zh: '另解的内容变了',
        en: 'what an alternative gives changed',
      })
    const words = (one: typeof was) => [
      one.question,
      one.because,
      one.alternatives.map(({ because }) => because),
    ]
    return JSON.stringify(words(was)) === JSON.stringify(words(is))
      ? []
      : said('reading-changed', 'words', { zh: '改了口径的说明', en: 'the question is put otherwise' })
  })
}
