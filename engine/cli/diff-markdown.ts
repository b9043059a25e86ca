import type { Language } from '../base/words.ts'
import { effectNames } from '../compare/change.ts'
import type { Review } from '../compare/review.ts'
import { caseGroups, idsText } from './diff-cases.ts'
import { effectLines, toldOf, type Versions } from './diff-text.ts'
import { diffWords, sameClauses } from './diff-words.ts'

/** What stands in it is nothing that Markdown would take for its own. */
const plain = (text: string): string =>
  text.replaceAll(/[\\|*_`<>[\]]/g, (mark) => `\\${mark}`).replaceAll('\n', ' ')

/** The diff for a pull request: a table of the changes, then what each comes to. */
export function diffMarkdown(review: Review, versions: Versions, language: Language): string {
  const { changes, cases, same } = review
  if (changes.length === 0 && review.effects.length === 0) return `${diffWords.nothing[language]}\n`
  const head = [diffWords.clause, diffWords.change, diffWords.touches].map((words) => words[language])
  const rows = changes.map(({ title, words, effect }) => [
    title[language],
    words[language],
    effectNames[effect][language],
  ])
  const table = [head, head.map(() => '---'), ...rows.map((row) => row.map(plain))].map(
    (row) => `| ${row.join(' | ')} |\n`,
  )
  const effects = toldOf(review, versions).flatMap(({ effects: of }) =>
    of.map(({ effect, words }) => {
      const lines = effectLines(effect, words, language).map(
        ({ label, text }) => `- **${label}**: ${plain(text)}\n`,
      )
      return `\n### ${plain(effect.title[language])} (\`${effect.clause}\`)\n\n${lines.join('')}`
    }),
  )
  const groups = caseGroups(cases, changes).map(
    ({ words, cases: list, isOpen }) =>
      `- ${plain(words[language])}: ${list.length}${isOpen ? ` — ${plain(idsText(list, language))}` : ''}\n`,
  )
  const parts = [
    table.join(''),
    ...effects,
    ...(same > 0 ? [`\n${sameClauses(same)[language]}\n`] : []),
    ...(groups.length > 0 ? [`\n### ${diffWords.cases[language]}\n\n${groups.join('')}`] : []),
  ]
  return parts.join('')
}
