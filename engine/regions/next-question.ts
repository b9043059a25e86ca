import { Rational } from '../base/rational.ts'
import type { Decision } from '../decision/decision.ts'
import { decimalsOf } from '../decision/outcome.ts'
import type { DecideOptions } from '../decision/question.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import { isOrdered } from './choices.ts'
import type { NextQuestion } from './counterfactual.ts'
import { foundFact } from './domain.ts'
import { regionsOf } from './from-plan.ts'
import type { Bound, Region } from './regions.ts'
import { paidWords, regionWords } from './why-words.ts'

/** Of the facts that are needed, the one of which most answers settle the decision; else the first. */
export function nextQuestion(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  decision: Decision,
  options: DecideOptions,
): NextQuestion | null {
  let best: { readonly question: NextQuestion; readonly settles: number } | null = null
  for (const fact of decision.needs) {
    const asked = questionAbout(plan, facts, fact, options)
    if (!best || asked.settles > best.settles) best = asked
  }
  return best?.question ?? null
}

/** What each answer to one fact leads to, and how many of the answers settle the decision: 0 to 1. */
export function questionAbout(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  fact: string,
  options: DecideOptions,
): { readonly question: NextQuestion; readonly settles: number } {
  const title = foundFact(fact, plan.clause.facts)?.title ?? { zh: fact, en: fact }
  const regions = regionsOf(plan, facts, fact, options)
  const found = regions?.regions ?? []
  const settles =
    found.length === 0 ? 0 : found.filter((region) => isSettled(region, plan)).length / found.length
  const answers = regions
    ? alike(found).map(({ unfollowed: _, amount: __, ...region }) => ({
        ...region,
        words: answerWords(region, plan, regionWords(region, regions.type)),
      }))
    : []
  return { question: { fact, title, answers }, settles }
}

/** Neighbours that lead to the same are one answer: 2,499.99 and less, and what is rounded to the same fen. */
function alike(regions: readonly Region[]): readonly Region[] {
  const all: Region[] = []
  for (const region of regions) {
    const last = all.at(-1)
    if (last && isOrderedEnd(last.to) && leadsTo(last) === leadsTo(region))
      all[all.length - 1] = { ...last, to: region.to }
    else all.push(region)
  }
  return all
}

const isOrderedEnd = (end: Bound | null): boolean => end !== null && isOrdered(end.value)

/** Amounts that go with the fact are told alike. */
const leadsTo = ({ eligible, consistent, failed, needs, paid }: Region): string =>
  JSON.stringify([
    eligible,
    consistent,
    failed,
    needs,
    paid && (paid.slope.equals(Rational.zero) ? paid.offset.toString() : 'goes with it'),
  ])

function isSettled({ eligible, consistent, needs }: Region, plan: Plan): boolean {
  if (plan.clause.kind === 'check') return consistent !== null
  return eligible !== null && needs.length === 0
}

function answerWords(
  { eligible, consistent, failed, needs, paid }: Omit<Region, 'unfollowed' | 'amount'>,
  plan: Plan,
  values: { readonly zh: string; readonly en: string },
) {
  const amount = paidWords(paid, plan.clause.unit, decimalsOf(plan.rounding))
  const titles = needs.map((name) => foundFact(name, plan.clause.facts)?.title ?? { zh: name, en: name })
  const then =
    plan.clause.kind === 'check' && consistent !== null
      ? consistent
        ? { zh: '相符', en: 'consistent' }
        : { zh: '不相符', en: 'not consistent' }
      : eligible === false
        ? { zh: `不享受（${failed.join('、')}）`, en: `not eligible (${failed.join(', ')})` }
        : needs.length > 0
          ? {
              zh: `还需要知道：${titles.map(({ zh }) => zh).join('、')}`,
              en: `still needed: ${titles.map(({ en }) => en).join(', ')}`,
            }
          : { zh: `符合条件${amount.zh && `，${amount.zh}`}`, en: `eligible${amount.en && `, ${amount.en}`}` }
  return { zh: `${values.zh} → ${then.zh}`, en: `${values.en} → ${then.en}` }
}
