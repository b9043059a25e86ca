import { Rational } from '../base/rational.ts'
import { readNumber, readRate } from '../document/scalar.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration, Origin, Parameter } from './declarations.ts'
import { asMap, child, originOf, type Place, textAt, wordsAt } from './nodes.ts'
import { entryField, fieldType, hasPath, pathOf } from './paths.ts'
import { type Known, report, reportUnknownName } from './problems.ts'
import type { ExpressionType, Operand } from './rules.ts'
import { factNamed, quantityOf, type Scope } from './scope.ts'

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
  if (scope.item !== null && (name === 'item' || name.startsWith('item.'))) {
    const path = name.split('.').slice(1)
    const type = path.reduce<ExpressionType>((at, key) => at?.fields?.[key], scope.item.type)
    if (path.length === 0 || type)
      return { kind: 'item', path, name: scope.item.name, title: null, type, origin }
  }
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
  if (value) return valueOperand(name, origin, scope)
  if (fact) return factOperand(fact, [], null, origin)
  const dotted = dottedFact(name, origin, scope)
  if (dotted) return dotted
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

/** `fees.management`: a field of a record fact. */
function dottedFact(name: string, origin: Origin, scope: Scope): Operand | undefined {
  const [first = '', ...path] = name.split('.')
  const fact = path.length > 0 ? scope.facts.get(first) : undefined
  return fact && fieldType(fact.type, path) ? factOperand(fact, path, null, origin) : undefined
}

export function valueOperand(name: string, origin: Origin, scope: Scope): Operand {
  const { type, title } = scope.value(name, origin)
  return { kind: 'value', name, title, type, origin }
}

/** Own names before facts; other clauses' parameters only for a name with a dot. */
const knownNames = (scope: Scope, name: string): readonly Known[] => [
  ...[...scope.parameters.values()].map(({ key, origin }) => ({ name: key, origin })),
  ...[...scope.valueNames].map(([key, origin]) => ({ name: key, origin })),
  ...[...scope.facts.values()].map(({ name: key, origin }) => ({ name: key, origin })),
  ...(name.includes('.')
    ? [
        ...fieldNames(scope),
        ...[...scope.allParameters.values()].map((p) => ({ name: p.name, origin: p.origin })),
      ]
    : []),
]

/** `fees.management`: the fields of records, by the names that formulas use. */
const fieldNames = (scope: Scope): readonly Known[] =>
  [...scope.facts.values()].flatMap(({ name, type, origin }) =>
    Object.keys(type.fields ?? {}).map((field) => ({ name: `${name}.${field}`, origin })),
  )

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
    if (scope.entry) return entryField(factPlace, scope.entry, scope)
    const fact = factNamed(factPlace, textAt(place, 'fact') ?? '', scope)
    const path = pathOf(place)
    if (fact && !hasPath(place, fact, path, scope)) return undefined
    return fact && factOperand(fact, path, at, origin)
  }
  const valuePlace = child(place, 'value')
  if (valuePlace) {
    const name = textAt(place, 'value') ?? ''
    if (scope.valueNames.has(name)) return valueOperand(name, origin, scope)
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
    : // What a name stands for is said by its reason.
      { name: 'text', values: { [node.text]: because } }
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
  type: quantityOf(fieldType(fact.type, path) ?? fact.type),
  origin,
})

/** Whether a fact is there and is a date: only on one can a dated value be read. */
export function dateFact(place: Place, name: string, scope: Pick<Scope, 'facts' | 'problems'>): boolean {
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
