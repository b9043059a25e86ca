import type { Words } from '../base/words.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { Plan } from '../plan/plan.ts'
import type { Parameter } from '../policy/declarations.ts'
import { namedConditionWords } from '../policy/describe.ts'
import type { Clause } from '../policy/policy.ts'
import { operandsOf, operandsOfCondition } from '../policy/reads.ts'
import type { NamedCondition, Operand } from '../policy/rules.ts'
import { type ChangeEffect, type ChangeKind, type PolicyChange, titleOf } from './change.ts'
import { directionOf } from './direction.ts'
import { byName } from './meaning.ts'
import { type ClausePair, changeOf } from './pair.ts'
import { parameterAdded, parameterChanges, parameterRemoved, renamed, type Within } from './parameters.ts'
import { readingChanges } from './readings.ts'
import { meaningOf, sameMeaning } from './same.ts'

export const withinClause = (clause: Clause): Within => ({
  policy: clause.policy,
  clause: clause.id,
  title: (what) => titleOf(clause.title, what),
})

/** Everything that changed in a clause, in the order it is read. */
export function clauseChanges(pair: ClausePair): readonly PolicyChange[] {
  const { old, now } = pair
  if (old === now) return []
  const [from, to] = [planFromClause(old), planFromClause(now)]
  return [
    ...headChanges(old, now),
    ...conditionChanges(from, to),
    ...parametersOf(old, now),
    ...ruleChanges(from, to),
    ...readingChanges(pair),
  ]
}

/** What stands over the rules: title, citation, in force when, who pays. */
function headChanges(old: Clause, now: Clause): readonly PolicyChange[] {
  const changes: PolicyChange[] = []
  const say = (kind: ChangeKind, effect: ChangeEffect, subject: string, words: Words) =>
    changes.push(changeOf(now, { kind, effect, subject, title: now.title, words }))
  if (!sameWordsIn(old.title, now.title))
    say('words-changed', 'words', 'title', renamed(old.title, now.title))
  const cited = ({ source, sources }: Clause) =>
    [source, ...sources].map((one) => [one?.document, one?.section, one?.quote])
  if (!sameMeaning(cited(old), cited(now)))
    say('citation-changed', 'words', 'source', { zh: '改了出处或引文', en: 'the citation changed' })
  if (!sameMeaning(old.effective, now.effective) || old.readAt !== now.readAt)
    say('effective-changed', 'decision', 'effective', {
      zh: '改了施行期间或取值日',
      en: 'when it is in force, or the day it is read at, changed',
    })
  if (old.stacking?.name !== now.stacking?.name || old.stacking?.pays !== now.stacking?.pays)
    say('stacking-changed', 'amount', 'stacking', {
      zh: '改了与其他条款不重复享受的关系',
      en: 'what it excludes, or yields to, changed',
    })
  if (old.pays !== now.pays || old.unit !== now.unit || old.kind !== now.kind)
    say('payment-changed', 'amount', 'pays', {
      zh: '改了给付方式或单位',
      en: 'how it is paid, or its unit, changed',
    })
  if (!sameMeaning([...old.opens].sort(), [...now.opens].sort()))
    say('output-changed', 'decision', 'opens', { zh: '改了它开启的条款', en: 'what it opens changed' })
  const persons = ({ for: whom, payer, approver }: Clause) => [whom, payer, approver]
  if (JSON.stringify(persons(old)) !== JSON.stringify(persons(now)))
    say('words-changed', 'words', 'for', {
      zh: '改了对象、支付人或审批人的写法',
      en: 'for whom, who pays or who approves is said otherwise',
    })
  return changes
}

const sameWordsIn = (a: Words | null, b: Words | null): boolean => a?.zh === b?.zh && a?.en === b?.en

const stated = { parameter: (parameter: Parameter) => parameter.values.at(-1)?.value ?? undefined }
const wordsOf = (named: NamedCondition): Words => namedConditionWords(named, stated)

function conditionChanges(from: Plan, to: Plan): readonly PolicyChange[] {
  const changes: PolicyChange[] = []
  const say = (kind: ChangeKind, named: NamedCondition, words: Words, side: 'new' | 'old' = 'new') =>
    changes.push(
      changeOf(to.clause, {
        kind,
        effect: kind === 'words-changed' || kind === 'citation-changed' ? 'words' : 'eligibility',
        subject: named.code,
        title: titleOf(to.clause.title, wordsOf(named)),
        words,
        origin: named.origin,
        side,
      }),
    )
  for (const { named, expression } of to.conditions) {
    const before = from.conditions.find((one) => one.named.code === named.code)
    if (!before) {
      say('condition-added', named, { zh: '新增的条件，要求更严', en: 'a new condition: stricter' })
      continue
    }
    if (!sameMeaning(before.expression, expression)) {
      const direction = directionOf(before.expression, expression)
      const [was, is] = [wordsOf(before.named), wordsOf(named)]
      const changed = { zh: `“${was.zh}”改为“${is.zh}”`, en: `“${was.en}” became “${is.en}”` }
      say(direction ? `condition-${direction}` : 'condition-changed', named, changed)
    } else if (!sameWordsIn(before.named.title, named.title))
      say('words-changed', named, { zh: '改了说法', en: 'said otherwise' })
    else if (before.named.quote !== named.quote)
      say('citation-changed', named, { zh: '改了所引的原文', en: 'the words it quotes changed' })
  }
  for (const { named } of from.conditions)
    if (!to.conditions.some((one) => one.named.code === named.code))
      say(
        'condition-removed',
        named,
        { zh: '删去的条件，要求更宽', en: 'a condition dropped: looser' },
        'old',
      )
  return changes
}

function parametersOf(old: Clause, now: Clause): readonly PolicyChange[] {
  return [
    ...now.parameters.flatMap((parameter) => {
      const before = old.parameters.find(({ key }) => key === parameter.key)
      const effect = effectOf(parameter, now)
      return before
        ? parameterChanges(before, parameter, withinClause(now), effect)
        : [parameterAdded(parameter, withinClause(now), effect)]
    }),
    ...old.parameters
      .filter(({ key }) => !now.parameters.some((parameter) => parameter.key === key))
      .map((parameter) => parameterRemoved(parameter, withinClause(old), effectOf(parameter, old))),
  ]
}

/** What a parameter is read for in a clause. */
export function effectOf(parameter: Parameter, { rules }: Clause): ChangeEffect {
  const isIt = (operand: Operand) => operand.kind === 'parameter' && operand.parameter.name === parameter.name
  const inConditions = rules.eligibility.some(({ condition }) =>
    [...operandsOfCondition(condition)].some(isIt),
  )
  const all = [...operandsOf(rules)].filter(isIt).length
  const own = rules.eligibility.flatMap(({ condition }) => [...operandsOfCondition(condition)]).filter(isIt)
  if (all === 0) return 'words'
  return inConditions ? (all > own.length ? 'decision' : 'eligibility') : 'amount'
}

/** How the amount, the values it is made of, the outputs and what a person decides are reckoned. */
function ruleChanges(from: Plan, to: Plan): readonly PolicyChange[] {
  const changes: PolicyChange[] = []
  const say = (kind: ChangeKind, effect: ChangeEffect, subject: string, title: Words, words: Words) =>
    changes.push(
      changeOf(to.clause, { kind, effect, subject, title: titleOf(to.clause.title, title), words }),
    )
  const amount = { zh: '金额', en: 'amount' }
  const steps = (plan: Plan) => plan.amount?.map(({ expression }) => expression) ?? null
  if (!sameMeaning(steps(from), steps(to)))
    say('formula-changed', 'amount', 'amount', amount, { zh: '改了算法', en: 'it is reckoned otherwise' })
  if (!sameMeaning(from.rounding, to.rounding))
    say('rounding-changed', 'amount', 'rounding', amount, { zh: '改了取整', en: 'it is rounded otherwise' })
  const values = (plan: Plan) =>
    new Map(plan.values.map((one) => [one.named.name, one.steps.map(({ expression }) => expression)]))
  for (const name of namesOf(values(from), values(to)))
    say(
      'formula-changed',
      'decision',
      name,
      { zh: name, en: name },
      {
        zh: '改了中间值的算法',
        en: 'a value on the way is reckoned otherwise',
      },
    )
  const outputs = (plan: Plan) =>
    new Map(
      plan.outputs.map(({ output, steps: of, when }) => [
        output.name,
        [
          of.map(({ expression }) => expression),
          when,
          output.onlyEligible,
          output.otherwise,
          output.rounding,
        ],
      ]),
    )
  for (const name of namesOf(outputs(from), outputs(to)))
    say(
      'output-changed',
      'decision',
      name,
      { zh: name, en: name },
      {
        zh: '改了给出的结果',
        en: 'what it gives changed',
      },
    )
  const refer = (plan: Plan) =>
    new Map(plan.refer.map(({ refer: one, when }) => [one.code, [when, one.always]]))
  for (const code of namesOf(refer(from), refer(to)))
    say(
      'refer-changed',
      'decision',
      code,
      { zh: code, en: code },
      {
        zh: '改了待人工认定的情形',
        en: 'when a person decides changed',
      },
    )
  // A fact that only one of them reads is told with what reads it.
  const facts = (plan: Plan, other: Plan) =>
    plan.clause.facts
      .filter(({ name }) => other.clause.facts.some((fact) => fact.name === name))
      .map(({ name, absent, from: source }) => [name, absent, source])
      .sort(byName)
  if (!sameMeaning(facts(from, to), facts(to, from)))
    say(
      'fact-changed',
      'decision',
      'facts',
      { zh: '事实', en: 'facts' },
      {
        zh: '改了所读事实的假定或来源',
        en: 'what is assumed of a fact, or where it comes from, changed',
      },
    )
  return changes
}

/** Names of which one side has none, or something else. */
function namesOf(old: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): readonly string[] {
  const names = new Set([...now.keys(), ...old.keys()])
  return [...names].filter((name) => meaningOf(old.get(name)) !== meaningOf(now.get(name)))
}
