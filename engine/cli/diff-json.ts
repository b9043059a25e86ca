import type { Language, Words } from '../base/words.ts'
import type { CaseComparison } from '../compare/cases.ts'
import type { PolicyChange } from '../compare/change.ts'
import type { ClauseEffect } from '../compare/effects.ts'
import type { Extreme } from '../compare/extremes.ts'
import type { Review } from '../compare/review.ts'
import type { Decision } from '../decision/decision.ts'
import { canonicalValue } from '../receipts/canonical.ts'
import { toldOf, type Versions } from './diff-text.ts'

/** The diff for programs. */
export function diffJson(review: Review, versions: Versions, language: Language) {
  const { changes, cases, same, hashes } = review
  const effects = toldOf(review, versions).flatMap((told) => told.effects)
  const say = (words: Words | null) => words?.[language] ?? null
  return {
    changes: changes.map((one) => changeJson(one, language)),
    effects: effects.map(({ effect, words }) => ({
      ...effectJson(effect, say),
      ...(effect.witness && {
        witness: {
          facts: Object.fromEntries(
            [...effect.witness.facts].map(([name, value]) => [name, canonicalValue(value)]),
          ),
          from: effect.witness.base,
          moved: effect.witness.moved,
          before: effect.witness.before,
          after: effect.witness.after,
          change: effect.witness.change?.toString(2) ?? null,
        },
      }),
      most: say(words.most),
      unchanged: words.unchanged.map((one) => one[language]),
      open: say(words.open),
    })),
    same,
    cases: cases
      .filter(({ edit, alike, passed }) => edit !== null || alike !== true || passed.after !== true)
      .map(caseJson),
    casesAlike: cases.filter(
      ({ edit, alike, passed }) => edit === null && alike === true && passed.after === true,
    ).length,
    hashes,
  }
}

export const changeJson = (change: PolicyChange, language: Language) => ({
  kind: change.kind,
  effect: change.effect,
  policy: change.policy,
  clause: change.clause,
  subject: change.subject,
  title: change.title[language],
  words: change.words[language],
  file: change.origin.file,
  side: change.side,
})

const effectJson = (effect: ClauseEffect, say: (words: Words | null) => string | null) => ({
  clause: effect.clause,
  policy: effect.policy,
  state: effect.state,
  under: effect.under,
  complete: effect.complete,
  tried: effect.tried,
  nobody: effect.nobody,
  region: say(effect.region),
  gain: extremeJson(effect.gain),
  loss: extremeJson(effect.loss),
  witness: null,
})

const extremeJson = (extreme: Extreme | null) =>
  extreme && {
    amount: extreme.amount?.toString(2) ?? null,
    ...(extreme.grows && { grows: { by: extreme.grows.by.toString(), fact: extreme.grows.fact } }),
    proven: extreme.proven,
  }

const caseJson = ({ id, reading, edit, passed, alike, decisions, causes }: CaseComparison) => ({
  id,
  ...(reading !== null && { reading }),
  edit,
  passed,
  alike,
  ...(alike === false && {
    before: decisions.before.map(short),
    after: decisions.after.map(short),
    causes: causes.map(({ key }) => key),
  }),
})

const short = ({ clause, eligible, amount, failed }: Decision) => ({ clause, eligible, amount, failed })
