import { formatDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'
import type { FactDeclaration } from './declarations.ts'
import type { Clause, Policy } from './policy.ts'
import type { ValueType } from './types.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * The JSON Schema of the facts that a policy's clauses read, made from facts.yaml and the clauses' own
 * meanings of a name. What is not in it is refused when facts are decided.
 *
 * Shape   Policy → JSON Schema 2020-12
 */
export function factsJsonSchema(policy: Policy): Schema {
  const clauses = policy.provisions.flatMap((provision) => provision.clauses)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${policy.title.zh}：事实 / ${policy.title.en}: facts`,
    type: 'object',
    properties: Object.fromEntries(
      policy.facts.map((fact) => [fact.name, factSchema(fact, meaningsOf(fact, clauses))]),
    ),
    additionalProperties: false,
  }
}

/** The types that clauses give a name instead of the vocabulary's. */
const meaningsOf = ({ name, type }: FactDeclaration, clauses: readonly Clause[]): readonly ValueType[] =>
  clauses.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.name === name && fact.type !== type ? [fact.type] : [])),
  )

function factSchema({ title, type, absent }: FactDeclaration, others: readonly ValueType[]): Schema {
  const forms = [...new Set([type, ...others].map((one) => JSON.stringify(typeSchema(one))))].map(
    (text) => JSON.parse(text) as Schema,
  )
  return {
    ...described(title, type),
    ...(forms.length === 1 ? forms[0] : { anyOf: forms }),
    ...(absent !== undefined && !isDated(absent) && { default: plain(absent) }),
  }
}

/** What is assumed on which day is no one default. */
const isDated = (value: Value): boolean => typeof value === 'object' && value !== null && 'dated' in value

const described = (title: Words, { unit, per }: ValueType): Schema => {
  const measure = unit === undefined ? '' : ` (${unit}${per === undefined ? '' : `/${per}`})`
  return { title: `${title.zh} / ${title.en}${measure}` }
}

function typeSchema(type: ValueType): Schema {
  const single = singleSchema(type)
  if (!type.series) return single
  const from = { type: 'string', format: 'date' }
  const entry =
    type.name === 'record'
      ? { ...single, properties: { from, ...(single.properties as Schema) }, required: ['from'] }
      : {
          type: 'object',
          properties: { from, value: single },
          required: ['from', 'value'],
          additionalProperties: false,
        }
  return { anyOf: [single, { type: 'array', minItems: 1, items: entry }] }
}

function singleSchema(type: ValueType): Schema {
  switch (type.name) {
    case 'boolean':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'month-day':
      return { type: 'string', pattern: '^\\d{2}-\\d{2}$' }
    case 'text':
      return { type: 'string' }
    case 'category':
      return type.open || !type.values
        ? { type: 'string', ...(type.values && { examples: Object.keys(type.values) }) }
        : { enum: Object.keys(type.values) }
    case 'list':
      return { type: 'array', items: type.of ? typeSchema(type.of) : {} }
    case 'record':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(type.fields ?? {}).map(([name, field]) => [
            name,
            {
              ...described(field.title, field.type),
              ...typeSchema(field.type),
              ...(field.absent !== undefined && { default: plain(field.absent) }),
            },
          ]),
        ),
        additionalProperties: false,
      }
    case 'count':
    case 'duration':
    case 'year':
      return { type: 'integer', ...bounds(type) }
    default:
      return { type: 'number', ...bounds(type) }
  }
}

const bounds = ({ min, max }: ValueType): Schema => ({
  ...(min instanceof Rational && { minimum: Number(min.toString()) }),
  ...(max instanceof Rational && { maximum: Number(max.toString()) }),
})

/** An assumption as JSON: those of facts.yaml are yes/no, numbers, names, empty lists and records. */
function plain(value: Value): unknown {
  if (value instanceof Rational) return Number(value.toString())
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('fields' in value)
    return Object.fromEntries(Object.entries(value.fields).map(([key, field]) => [key, plain(field)]))
  return 'day' in value ? formatDate(value) : null
}
