import {
  type Clause,
  type Comparison,
  canCompare,
  comparisonsOf,
  type FactDeclaration,
  findOperator,
  formatValue,
  type Parameter,
  type Policy,
  sameWords,
  unitOf,
  type ValueType,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { ComparisonChoices, FactChoice } from '../state/condition-view.ts'
import { findClause } from './page.ts'
import { fieldKindOf } from './parameters.ts'
import { typeInWords } from './type-words.ts'

type Quantity = NonNullable<Clause['rules']['values'][number]['type']>

/** What steps give, as a type that facts and parameters have. */
const plainType = ({ fields: _, title: __, literal: ___, of, ...rest }: Quantity): ValueType =>
  ({ ...rest, ...(of && { of: plainType(of) }) }) as ValueType

/** Facts of the vocabulary as a clause knows them: some clauses give one a meaning of their own. */
const factsOf = (policy: Policy, clause: Clause): readonly FactDeclaration[] => {
  const own = new Map(clause.facts.map((fact) => [fact.name, fact]))
  return policy.facts.map((fact) => own.get(fact.name) ?? fact)
}

/** What the left side of a condition of a clause can be: facts, parts of records, and the clause's values. */
export function factChoices(workspace: Workspace, clauseId: string): readonly FactChoice[] {
  const found = findClause(workspace, clauseId)
  if (!found) return []
  const { policy, clause } = found
  const used = new Set(clause.facts.map(({ name }) => name))
  const values = clause.rules.values.flatMap(({ name, title, type }): FactChoice[] =>
    type && type.name !== 'record'
      ? [
          {
            fact: name,
            path: null,
            title: title ?? sameWords(name),
            detail: typeInWords(plainType(type)),
            used: true,
          },
        ]
      : [],
  )
  return [
    ...values,
    ...factsOf(policy, clause).flatMap((fact) =>
      partsOf(fact.name, null, fact.title, fact.type, used.has(fact.name)),
    ),
  ]
}

function partsOf(
  fact: string,
  path: string | null,
  title: Words,
  type: ValueType,
  used: boolean,
): FactChoice[] {
  if (type.name !== 'record') return [{ fact, path, title, detail: typeInWords(type), used }]
  return Object.entries(type.fields ?? {}).flatMap(([name, field]) =>
    partsOf(
      fact,
      `${path ?? '$'}.${name}`,
      { zh: `${title.zh}：${field.title.zh}`, en: `${title.en}: ${field.title.en}` },
      field.type,
      used,
    ),
  )
}

/** How a fact can be compared, what a value of it is, and what else it can be compared with. */
export function comparisonChoices(
  workspace: Workspace,
  clauseId: string,
  fact: string,
  path: string | null,
): ComparisonChoices | null {
  const found = findClause(workspace, clauseId)
  const left = found && typeOfLeft(found.policy, found.clause, fact, path)
  if (!found || !left) return null
  const { type, title } = left
  const of = type.name === 'list' ? (type.of ?? { name: 'text' as const }) : type
  const isDate = type.name === 'date'
  const unit = unitOf(of)
  const operators = comparisonsOf(type)
  return {
    title,
    operators: operators.map((name) => ({ name, words: operatorWords(name, isDate) })),
    kind: fieldKindOf(of),
    unit: unit.zh === '' ? null : unit,
    options: Object.entries(of.values ?? {}).map(([value, words]) => ({ value, title: words })),
    operands: operandsFor(found, { fact, path, type, operators }),
  }
}

function typeOfLeft(
  policy: Policy,
  clause: Clause,
  fact: string,
  path: string | null,
): { readonly type: ValueType; readonly title: Words } | undefined {
  const value = clause.rules.values.find(({ name }) => name === fact)
  if (value?.type) return { type: plainType(value.type), title: value.title ?? sameWords(fact) }
  const declared = factsOf(policy, clause).find(({ name }) => name === fact)
  if (!declared) return undefined
  let at: { readonly type: ValueType; readonly title: Words } | undefined = declared
  for (const key of path?.split('.').slice(1) ?? []) at = at?.type.fields?.[key]
  return at
}

/** `少于`, `is less than`: what stands between two sides. */
function operatorWords(name: Comparison, isDate: boolean): Words {
  const operator = findOperator(name)
  const words = (isDate && operator?.dateWords) || operator?.words || sameWords(name)
  const bare = (text: string) => text.replaceAll(/\{left\}|\{right\}|[:：]/g, '').trim()
  return { zh: bare(words.zh), en: bare(words.en) }
}

interface Left {
  readonly fact: string
  readonly path: string | null
  readonly type: ValueType
  readonly operators: readonly Comparison[]
}

function operandsFor(
  { policy, provision, clause }: NonNullable<ReturnType<typeof findClause>>,
  left: Left,
): ComparisonChoices['operands'] {
  const fits = (type: ValueType) => left.operators.filter((by) => canCompare(left.type, by, type))
  const own = new Set(clause.parameters)
  const parameters = [...clause.parameters, ...provision.parameters].flatMap((parameter) =>
    parameter.stated ? [] : [parameterOperand(parameter, parameter.key, fits)],
  )
  // One of another clause goes by its full name.
  const foreign = policy.provisions
    .flatMap(({ clauses }) => clauses)
    .flatMap(({ parameters: all }) => all)
    .filter((parameter) => !own.has(parameter) && !parameter.stated)
    .map((parameter) => parameterOperand(parameter, parameter.name, fits))
  const values = clause.rules.values.flatMap(({ name, title, type }) =>
    type && name !== left.fact
      ? [
          {
            kind: 'value' as const,
            name,
            title: title ?? sameWords(name),
            detail: typeInWords(plainType(type)),
            operators: fits(plainType(type)),
          },
        ]
      : [],
  )
  const facts = factsOf(policy, clause).flatMap((fact) =>
    fact.name === left.fact || fact.type.name === 'boolean'
      ? []
      : [
          {
            kind: 'fact' as const,
            name: fact.name,
            title: fact.title,
            detail: typeInWords(fact.type),
            operators: fits(fact.type),
          },
        ],
  )
  return [...parameters, ...values, ...facts, ...foreign].filter(({ operators }) => operators.length > 0)
}

const parameterOperand = (
  parameter: Parameter,
  name: string,
  fits: (type: ValueType) => readonly Comparison[],
) => ({
  kind: 'parameter' as const,
  name,
  title: parameter.title,
  detail: parameter.values[0]
    ? formatValue(parameter.values[0].value, parameter.type)
    : typeInWords(parameter.type),
  operators: fits(parameter.type),
})
