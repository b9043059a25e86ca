import { tightened, type Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import type { FactDeclaration, Parameter } from '../policy/declarations.ts'
import { midSentence, namedConditionWords } from '../policy/describe.ts'
import type { NamedCondition } from '../policy/rules.ts'
import type { ValueType } from '../policy/types.ts'
import { foundFact } from '../regions/domain.ts'
import { regionWords, valueWords } from '../regions/why-words.ts'
import { titleOfFact } from './analyse.ts'
import type { Days } from './days.ts'
import type { Part } from './parts.ts'
import { meaningOf } from './same.ts'
import type { Dimension } from './space.ts'
import type { Run } from './witness.ts'

export const joinWords = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})

/** Words without repeats. */
export const once = (all: readonly Words[]): readonly Words[] => [
  ...new Map(all.map((one) => [one.en, one])).values(),
]

type Facts = readonly FactDeclaration[]

const date: ValueType = { name: 'date' }

/** `判定日 2010-01-01 或以后`. */
export function daysWords(fact: string, { from, until }: Days, facts: Facts): Words {
  const title = titleOfFact(fact, facts)
  const last = until && { day: until.day - 1 }
  const range = regionWords(
    { from: from && { value: from, included: true }, to: last && { value: last, included: true } },
    date,
  )
  return titled(title, range)
}

const titled = (title: Words, range: Words): Words => ({
  zh: tightened(`${title.zh} ${range.zh}`),
  en: `${midSentence(title.en)} ${range.en}`,
})

/** `年租金 30,000.05 元/年或以上`. */
export const lineWords = ({ of, from, to }: NonNullable<Run['line']>): Words =>
  titled(of.title, regionWords({ from, to }, of.type))

/** A statement as it stands, or that it does not: 持有《再就业优惠证》. */
function choiceWords(id: string, value: Value, facts: Facts): Words {
  const found = foundFact(id, facts)
  const title = found?.title ?? { zh: id, en: id }
  if (value === true) return { zh: title.zh, en: midSentence(title.en) }
  if (value === false) return { zh: `不是：${title.zh}`, en: `not: ${midSentence(title.en)}` }
  const shown = found ? valueWords(value, found.type) : { zh: String(value), en: String(value) }
  return { zh: `${title.zh}：${shown.zh}`, en: `${midSentence(title.en)}: ${shown.en}` }
}

/** One stretch in words; undefined where it is everybody. */
export function runWords({ days, values, line }: Run, facts: Facts): Words | undefined {
  const parts = [
    ...[...days]
      .filter(([, { from, until }]) => from || until)
      .map(([fact, stretch]) => daysWords(fact, stretch, facts)),
    ...(line ? [lineWords(line)] : []),
    ...[...values].map(([id, value]) => choiceWords(id, value, facts)),
  ]
  return parts.length === 0 ? undefined : joinWords(parts, '，', ', ')
}

/** Stretches without the facts that make no difference: whatever value one has, the others say the same. */
export function merged(runs: readonly Run[], choices: readonly Dimension[]): readonly Run[] {
  let all = runs
  for (const { id, values } of choices) {
    const groups = new Map<string, Run[]>()
    for (const run of all) {
      const key = keyOf(run, id)
      groups.set(key, [...(groups.get(key) ?? []), run])
    }
    all = [...groups.values()].flatMap((group): readonly Run[] => {
      const [first] = group
      if (!first?.values.has(id) || group.length !== values?.length) return group
      return [{ ...first, values: new Map([...first.values].filter(([other]) => other !== id)) }]
    })
  }
  return all
}

const keyOf = ({ days, values, line }: Run, but: string): string =>
  meaningOf([[...days], [...values].filter(([id]) => id !== but), line && [line.of.id, line.from, line.to]])

const stated = { parameter: (parameter: Parameter) => parameter.values.at(-1)?.value ?? undefined }

export const conditionTitle = (named: NamedCondition): Words => namedConditionWords(named, stated)

/** What a part is called: the condition in words, 金额, an output's title. */
export function partTitle({ kind, name }: Part, now: Plan, old: Plan): Words {
  switch (kind) {
    case 'amount':
      return { zh: '金额', en: 'amount' }
    case 'force':
      return { zh: '施行期间', en: 'when it is in force' }
    case 'condition': {
      const find = (plan: Plan) => plan.conditions.find(({ named }) => named.code === name)?.named
      const named = find(now) ?? find(old)
      return named ? conditionTitle(named) : { zh: name, en: name }
    }
    case 'output': {
      const find = (plan: Plan) => plan.outputs.find(({ output }) => output.name === name)?.output
      return (find(now) ?? find(old))?.title ?? { zh: name, en: name }
    }
    case 'refer': {
      const find = (plan: Plan) => plan.refer.find(({ refer }) => refer.code === name)?.refer
      return (find(now) ?? find(old))?.title ?? { zh: name, en: name }
    }
  }
}

/** `；并符合：A，B`: the conditions that everybody concerned meets. */
export function meeting(conditions: readonly NamedCondition[]): Words | undefined {
  if (conditions.length === 0) return undefined
  const all = joinWords(
    conditions.map((named) => conditionTitle(named)).map(({ zh, en }) => ({ zh, en: midSentence(en) })),
    '，',
    ', ',
  )
  return { zh: `符合：${all.zh}`, en: `meets: ${all.en}` }
}
