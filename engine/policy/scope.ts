import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { readNumber, readRate } from '../document/scalar.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration, Origin, Parameter } from './declarations.ts'
import { asMap, child, originOf, type Place, textAt, wordsAt } from './nodes.ts'
import type { Table } from './parameters.ts'
import { type Known, type Problems, report, reportUnknownName } from './problems.ts'
import type { Condition, ExpressionType, Operand } from './rules.ts'
import type { ValueType } from './types.ts'

/** What a clause's rules can name. Values and conditions are read when first named, so that order is free. */
export interface Scope {
  readonly problems: Problems
  /** The clause's own parameters and the provision's, by key. */
  readonly parameters: ReadonlyMap<string, Parameter>
  /** Every parameter of all policies, by full name. */
  readonly allParameters: ReadonlyMap<string, Parameter>
  readonly tables: ReadonlyMap<string, Table>
  readonly facts: ReadonlyMap<string, FactDeclaration>
  readonly valueNames: ReadonlyMap<string, Origin>
  /** Reads an entry of `values:` if need be; gives its type and title. */
  readonly value: (
    name: string,
    user: Origin,
  ) => { readonly type: ExpressionType; readonly title: Words | null }
  readonly conditionNames: ReadonlyMap<string, Origin>
  readonly condition: (name: string, user: Origin) => Condition | undefined
  /** The type of `item` inside a `per-item`. */
  readonly item: ExpressionType | null
}

export function quantityOf(type: ValueType): Quantity {
  return {
    name: type.name,
    ...(type.unit !== undefined && { unit: type.unit }),
    ...(type.per !== undefined && { per: type.per }),
    ...(type.of && { of: quantityOf(type.of) }),
  }
}

/**
 * An operand of a formula: a bare name, or a map that says what it is.
 *
 * Errors  NAME_UNKNOWN, NAME_AMBIGUOUS, LITERAL_UNEXPLAINED
 */
export function operandFromPlace(place: Place, scope: Scope): Operand | undefined {
  if (asMap(place)) return writtenOut(place, scope)
  const node = place.node
  if (node?.kind !== 'scalar') return undefined
  const name = node.text
  if (node.style === 'plain' && /^[-\d.]/.test(name)) {
    report(
      scope.problems,
      'LITERAL_UNEXPLAINED',
      originOf(place),
      { zh: `公式里的数字 \`${name}\` 没有理由`, en: `the number \`${name}\` in a formula has no reason` },
      {
        zh: `写成参数，或 { literal: ${name}, because: { zh: …, en: … } }`,
        en: `make it a parameter, or write { literal: ${name}, because: { zh: …, en: … } }`,
      },
    )
    return undefined
  }
  return bareName(name, place, scope)
}

function bareName(name: string, place: Place, scope: Scope): Operand | undefined {
  const origin = originOf(place)
  if (name === 'item' && scope.item !== null) return { kind: 'item', type: scope.item, origin }
  const parameter = scope.parameters.get(name)
  const fact = scope.facts.get(name)
  const value = scope.valueNames.get(name)
  const meanings = [
    ...(parameter ? [['parameter', parameter.origin] as const] : []),
    ...(value ? [['value', value] as const] : []),
    ...(fact ? [['fact', fact.origin] as const] : []),
  ]
  if (meanings.length > 1) {
    const forms = meanings.map(([kind]) => `{ ${kind}: ${name} }`)
    report(
      scope.problems,
      'NAME_AMBIGUOUS',
      origin,
      {
        zh: `\`${name}\` 可以指两样东西：${forms.join('、')}`,
        en: `\`${name}\` could mean ${forms.join(' or ')}`,
      },
      { zh: `写明是哪一个，如 ${forms[0]}`, en: `write out which, such as ${forms[0]}` },
      {
        related: meanings.map(([kind, { file, span }]) => ({
          file,
          span,
          message: { zh: `\`${kind}\` 在这里`, en: `the ${kind} stands here` },
        })),
      },
    )
    return undefined
  }
  if (parameter) return parameterOperand(parameter, null, origin, scope)
  if (value) return { kind: 'value', name, ...scope.value(name, origin), origin }
  if (fact) return factOperand(fact, [], null, origin)
  const other = scope.allParameters.get(name)
  if (other) return parameterOperand(other, null, origin, scope)
  reportUnknownName(
    scope.problems,
    'NAME_UNKNOWN',
    origin,
    name,
    { zh: '参数、`values` 或事实', en: 'a parameter, value or fact' },
    knownNames(scope, name),
  )
  return undefined
}

/** Own names before facts; other clauses' parameters only for a name with a dot. */
const knownNames = (scope: Scope, name: string): readonly Known[] => [
  ...[...scope.parameters.values()].map(({ key, origin }) => ({ name: key, origin })),
  ...[...scope.valueNames].map(([key, origin]) => ({ name: key, origin })),
  ...[...scope.facts.values()].map(({ name: key, origin }) => ({ name: key, origin })),
  ...(name.includes('.')
    ? [...scope.allParameters.values()].map((p) => ({ name: p.name, origin: p.origin }))
    : []),
]

function writtenOut(place: Place, scope: Scope): Operand | undefined {
  const origin = originOf(place)
  const at = textAt(place, 'at') ?? null
  if (at !== null && !dateFact(child(place, 'at') as Place, at, scope)) return undefined
  const parameterPlace = child(place, 'parameter')
  if (parameterPlace) {
    const name = textAt(place, 'parameter') ?? ''
    const parameter = scope.parameters.get(name) ?? scope.allParameters.get(name)
    if (parameter) return parameterOperand(parameter, at, origin, scope)
    const known = [
      ...[...scope.parameters.values()].map((p) => ({ name: p.key, origin: p.origin })),
      ...(name.includes('.')
        ? [...scope.allParameters.values()].map((p) => ({ name: p.name, origin: p.origin }))
        : []),
    ]
    reportUnknownName(
      scope.problems,
      'NAME_UNKNOWN',
      originOf(parameterPlace),
      name,
      { zh: '参数', en: 'a parameter' },
      known,
    )
    return undefined
  }
  const factPlace = child(place, 'fact')
  if (factPlace) {
    const fact = factNamed(factPlace, textAt(place, 'fact') ?? '', scope)
    return fact && factOperand(fact, pathOf(place), at, origin)
  }
  const valuePlace = child(place, 'value')
  if (valuePlace) {
    const name = textAt(place, 'value') ?? ''
    if (scope.valueNames.has(name)) return { kind: 'value', name, ...scope.value(name, origin), origin }
    const known = [...scope.valueNames].map(([key, where]) => ({ name: key, origin: where }))
    reportUnknownName(
      scope.problems,
      'NAME_UNKNOWN',
      originOf(valuePlace),
      name,
      { zh: '`values` 里的一项', en: 'an entry of `values`' },
      known,
    )
    return undefined
  }
  return literalOperand(place, scope)
}

function literalOperand(place: Place, scope: Scope): Operand | undefined {
  const origin = originOf(place)
  const literal = child(place, 'literal')
  const because = wordsAt(place, 'because')
  if (literal?.node?.kind !== 'scalar' || !because) {
    report(
      scope.problems,
      literal ? 'LITERAL_UNEXPLAINED' : 'KEY_MISSING',
      origin,
      literal
        ? { zh: '直接写的值没有理由', en: 'a value written here has no reason' }
        : { zh: '没有说明用什么', en: 'nothing says what this is' },
      literal
        ? { zh: '加上 because: { zh: …, en: … }', en: 'add because: { zh: …, en: … }' }
        : { zh: '写 parameter、fact、value 或 literal', en: 'write one of parameter, fact, value, literal' },
    )
    return undefined
  }
  const node = literal.node
  const read = node.text.endsWith('%') ? readRate(node) : readNumber(node)
  const number = read.ok ? Rational.parse(read.text) : undefined
  const type: Quantity = number
    ? { name: node.text.endsWith('%') ? 'rate' : 'number', literal: true }
    : { name: 'text' }
  return { kind: 'literal', value: number ?? node.text, because, type, origin }
}

function parameterOperand(parameter: Parameter, at: string | null, origin: Origin, scope: Scope): Operand {
  if (parameter.stated)
    report(
      scope.problems,
      'PARAMETER_INERT',
      origin,
      {
        zh: `\`${parameter.name}\` 写明只作陈述，这里却用到它`,
        en: `\`${parameter.name}\` is marked as only stated, but is read here`,
      },
      { zh: '去掉它的 `stated`，或改用别的参数', en: 'remove its `stated`, or use another parameter' },
    )
  return { kind: 'parameter', parameter, at, type: quantityOf(parameter.type), origin }
}

const factOperand = (
  fact: FactDeclaration,
  path: readonly string[],
  at: string | null,
  origin: Origin,
): Operand => ({
  kind: 'fact',
  fact,
  path,
  at,
  type: path.length > 0 ? undefined : quantityOf(fact.type),
  origin,
})

/** `$.a.b` as its keys. */
export const pathOf = (place: Place): readonly string[] => (textAt(place, 'path') ?? '$').split('.').slice(1)

/** A fact of the vocabulary, or a report. */
export function factNamed(place: Place, name: string, scope: Scope): FactDeclaration | undefined {
  const fact = scope.facts.get(name)
  if (fact) return fact
  const known = [...scope.facts.values()].map((f) => ({ name: f.name, origin: f.origin }))
  reportUnknownName(
    scope.problems,
    'NAME_UNKNOWN',
    originOf(place),
    name,
    { zh: '事实', en: 'a fact' },
    known,
  )
  return undefined
}

function dateFact(place: Place, name: string, scope: Scope): boolean {
  const fact = factNamed(place, name, scope)
  if (!fact) return false
  if (fact.type.name === 'date') return true
  report(
    scope.problems,
    'TYPE_MISMATCH',
    originOf(place),
    { zh: `\`${name}\` 不是日期`, en: `\`${name}\` is not a date` },
    { zh: '写一个日期事实', en: 'name a fact that is a date' },
  )
  return false
}
