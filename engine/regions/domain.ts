import { dateOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { isListValue, type Value } from '../expression/value.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { ValueType } from '../policy/types.ts'
import { dayOf } from './form.ts'
import type { Interval } from './interval.ts'

/** The values a fact can take: one by one, or along a line. */
export type Domain =
  | { readonly kind: 'values'; readonly values: readonly Value[]; readonly beyond: Words | null }
  | {
      readonly kind: 'line'
      readonly isDate: boolean
      readonly step: Rational | null
      readonly interval: Interval
    }

/** A fact, or a field of a record by its path. */
export interface Found {
  readonly name: string
  readonly path: readonly string[]
  readonly title: Words
  readonly type: ValueType
  /** Not to be changed: what nobody can, or what others publish. */
  readonly isFixed: boolean
}

/** `fees.registration` among the facts of a clause. */
export function foundFact(name: string, facts: readonly FactDeclaration[]): Found | undefined {
  const [first = '', ...path] = name.split('.')
  const fact = facts.find((one) => one.name === first)
  if (!fact) return undefined
  let { title, type } = fact
  for (const key of path) {
    const field = type.fields?.[key]
    if (!field) return undefined
    title = { zh: `${title.zh} › ${field.title.zh}`, en: `${title.en} › ${field.title.en}` }
    type = field.type
  }
  return { name: first, path, title, type, isFixed: fact.fixed || fact.outside }
}

/** Dates without bounds of their own run through these years. */
const firstDay = dateOf({ year: 1900, month: 1, dayOfMonth: 1 })
const lastDay = dateOf({ year: 2100, month: 12, dayOfMonth: 31 })
const cent = Rational.of(1, 100)

/** The values of a type, with those that rules name; undefined for texts, records, and lists of what has no closed list. */
export function domainOf(
  type: ValueType,
  current: Value | undefined,
  named: readonly string[] = [],
): Domain | undefined {
  switch (type.name) {
    case 'boolean':
      return { kind: 'values', values: [true, false], beyond: null }
    case 'category':
      return categories(type, named, current)
    case 'list':
      return subsets(type, current)
    case 'date':
      return {
        kind: 'line',
        isDate: true,
        step: Rational.one,
        interval: between(dayOf(type.min ?? firstDay), dayOf(type.max ?? lastDay)),
      }
    case 'year':
      return line(type, Rational.one, Rational.one, Rational.of(9999))
    case 'money':
      return line(type, cent)
    case 'count':
    case 'duration':
      return line(type, Rational.one)
    case 'number':
    case 'rate':
      return line(type, null)
    default:
      return undefined
  }
}

const numberOr = (value: Value | undefined, other: Rational | null): Rational | null =>
  value instanceof Rational ? value : other

const line = (
  type: ValueType,
  step: Rational | null,
  least: Rational | null = null,
  most: Rational | null = null,
): Domain => ({
  kind: 'line',
  isDate: false,
  step,
  interval: {
    from: numberOr(type.min, least),
    fromIncluded: true,
    to: numberOr(type.max, most),
    toIncluded: true,
  },
})

const between = (from: number | undefined, to: number | undefined): Interval => ({
  from: Rational.of(from as number),
  fromIncluded: true,
  to: Rational.of(to as number),
  toIncluded: true,
})

/** Stands for every value that no rule names: rules cannot tell these apart. */
export const otherValue = '…'

function categories(type: ValueType, named: readonly string[], current: Value | undefined): Domain {
  const values = new Set(Object.keys(type.values ?? {}))
  if (type.open) for (const name of named) values.add(name)
  if (typeof current === 'string') values.add(current)
  if (type.open) values.add(otherValue)
  return { kind: 'values', values: [...values], beyond: null }
}

const mostListed = 6

/** Of a short closed list, every selection; of a longer one, what is given and one more or one less. */
function subsets(type: ValueType, current: Value | undefined): Domain | undefined {
  if (type.of?.name !== 'category' || !type.of.values || type.of.open) return undefined
  const all = Object.keys(type.of.values)
  if (all.length <= mostListed) {
    const values = Array.from({ length: 2 ** all.length }, (_, mask) =>
      all.filter((_, index) => mask & (1 << index)),
    )
    return { kind: 'values', values, beyond: null }
  }
  const given = current !== undefined && isListValue(current) ? current.map(String) : []
  return {
    kind: 'values',
    values: [
      given,
      all,
      ...all.filter((one) => !given.includes(one)).map((one) => [...given, one]),
      ...given.map((one) => given.filter((other) => other !== one)),
    ],
    beyond: { zh: '其他的组合', en: 'other selections' },
  }
}
