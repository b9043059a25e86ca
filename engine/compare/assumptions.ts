import type { Applicant, Deciders } from './applicants.ts'
import type { PartEffect } from './part-effect.ts'
import type { Sides } from './parts.ts'
import { meaningOf } from './same.ts'
import { type Witness, witnessed } from './witness.ts'

/** Facts of which something else is assumed where they are not given: whoever gives them is decided as before. */
export function assumptionEffects(
  { old, now }: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
): readonly PartEffect[] {
  return now.clause.facts.flatMap(({ name, title, absent }): readonly PartEffect[] => {
    const before = old.clause.facts.find((fact) => fact.name === name)
    if (!before || meaningOf([before.absent]) === meaningOf([absent])) return []
    let witness: Witness | null = null
    for (const base of bases) {
      const facts = new Map([...base.facts].filter(([other]) => other !== name))
      witness ??= witnessed(facts, base, deciders)
    }
    return [
      {
        kind: 'assumption',
        name,
        title,
        differs: true,
        witness,
        region: { zh: `没有说明${title.zh}的人`, en: `whoever does not say: ${title.en}` },
        stretches: null,
        gain: null,
        loss: null,
        unchanged: [{ zh: `说明了${title.zh}的人`, en: `whoever says: ${title.en}` }],
        complete: true,
        unfollowed: [],
        tried: bases.length,
      },
    ]
  })
}
