import type { Language, Words } from '../base/words.ts'
import { effectNames, type PolicyChange } from '../compare/change.ts'
import type { ClauseEffect } from '../compare/effects.ts'
import type { Review } from '../compare/review.ts'
import {
  type EffectWords,
  effectWords,
  type WitnessFact,
  type WitnessWords,
} from '../compare/review-words.ts'
import type { Workspace } from '../policy/workspace.ts'
import { caseGroups, idsText } from './diff-cases.ts'
import { diffWords, sameClauses } from './diff-words.ts'
import { paint } from './print.ts'

/** Both versions of what is told. */
export interface Versions {
  readonly before: Workspace
  readonly after: Workspace
}

/** A clause's effect with its words, and the changes that are told of it. */
export interface Told {
  readonly changes: readonly PolicyChange[]
  readonly effects: readonly { readonly effect: ClauseEffect; readonly words: EffectWords }[]
}

/**
 * Changes in the order they are told, each group with the effects of its clause; an effect on a clause in which
 * nothing was written otherwise comes after the change that it is of.
 */
export function toldOf(
  { changes, effects }: Pick<Review, 'changes' | 'effects'>,
  { before, after }: Versions,
): readonly Told[] {
  const groups: { clause: string | null; changes: PolicyChange[] }[] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last && last.clause !== null && last.clause === change.clause) last.changes.push(change)
    else groups.push({ clause: change.clause, changes: [change] })
  }
  const worded = (effect: ClauseEffect) => ({
    effect,
    words: effectWords(effect, clauseOf(before, effect), clauseOf(after, effect)),
  })
  const rest = effects.filter(({ clause }) => !groups.some((group) => group.clause === clause))
  const seen = new Set<string>()
  return [
    ...groups.map(({ clause, changes: told }): Told => {
      const isFirst = clause !== null && !seen.has(clause)
      if (clause !== null) seen.add(clause)
      return {
        changes: told,
        effects: isFirst ? effects.filter((one) => one.clause === clause).map(worded) : [],
      }
    }),
    ...rest.map((effect): Told => ({ changes: [], effects: [worded(effect)] })),
  ]
}

/** The clause of an effect in one version, under its reading. */
export const clauseOf = (workspace: Workspace, { clause, under }: Pick<ClauseEffect, 'clause' | 'under'>) => {
  if (under === null) return workspace.clause(clause)
  const [id = '', alternative = null] = under.split('=')
  return workspace.clauseUnder(clause, [{ id, alternative }])
}

/** The diff for people at a terminal. */
export function diffText(review: Review, versions: Versions, language: Language, colour: boolean): string {
  const { bold, grey } = paint(colour)
  const told = toldOf(review, versions)
  if (told.length === 0 && review.cases.every(({ edit, alike }) => edit === null && alike !== false))
    return `${diffWords.nothing[language]}\n`
  const lines = told.flatMap(({ changes, effects }) => [
    ...changes.flatMap(({ title, words, effect, subject, policy, clause }) => [
      `${effect === 'none' || effect === 'words' ? '=' : '△'} ${bold(title[language])}  ${effectNames[effect][language]}`,
      `  ${words[language]}  ${grey(subject.includes('.') ? subject : `${clause ?? policy} ${subject}`)}`,
    ]),
    ...effects.flatMap(({ effect, words }) => [
      ...(changes.length > 0 ? [] : [`△ ${bold(effect.title[language])}  ${grey(effect.clause)}`]),
      ...effectLines(effect, words, language).map(({ label, text }) => `  ${grey(`${label}:`)} ${text}`),
    ]),
  ])
  const cases = caseGroups(review.cases, review.changes).map(({ words, cases: list, isOpen }) =>
    line(`${isOpen ? '!' : ' '} ${words[language]}: ${list.length}`, isOpen ? idsText(list, language) : ''),
  )
  return [
    ...lines,
    ...(review.same > 0 ? [`= ${sameClauses(review.same)[language]}`] : []),
    ...(cases.length > 0 ? [`${diffWords.cases[language]}`, ...cases] : []),
    '',
  ].join('\n')
}

const line = (start: string, end: string): string => (end === '' ? start : `${start}  ${end}`)

/** What is said of an effect, line by line. */
export function effectLines(
  { witness, region, nobody, under }: ClauseEffect,
  words: EffectWords,
  language: Language,
): readonly { readonly key: keyof typeof diffWords; readonly label: string; readonly text: string }[] {
  const row = (key: keyof typeof diffWords, text: Words | string | null) =>
    text === null
      ? []
      : [{ key, label: diffWords[key][language], text: typeof text === 'string' ? text : text[language] }]
  const comma = language === 'zh' ? '，' : ', '
  const stop = language === 'zh' ? '；' : '; '
  const said = ({ facts, before, after, change }: WitnessWords) =>
    `${facts.map((fact) => factText(fact, language)).join(comma)}: ${before?.[language]} → ${after?.[language]}` +
    (change ? `  (${change[language]})` : '')
  return [
    ...row('under', under),
    ...(witness
      ? [...row('witness', said(words)), ...words.also.flatMap((one) => row('also', said(one)))]
      : row('witness', nobody ? diffWords.nobody : diffWords.noWitness)),
    ...row('whom', nobody ? null : region),
    ...row('most', nobody ? null : words.most),
    ...row(
      'unchanged',
      words.unchanged.length > 0 ? words.unchanged.map((one) => one[language]).join(stop) : null,
    ),
    ...row('open', words.open),
  ]
}

/** A statement as it stands, or that it does not; anything else with its value. */
function factText({ title, value, statement }: WitnessFact, language: Language): string {
  if (statement === true) return title[language]
  if (statement === false) return language === 'zh' ? `不是：${title.zh}` : `not: ${title.en}`
  return `${title[language]} ${value[language]}`
}
