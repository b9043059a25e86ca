import { Rational } from '../base/rational.ts'
import { findOperator } from '../conditions/operators.ts'
import type { Comparison } from '../expression/expression.ts'
import { common, isNumeric, isProblem, type Quantity, quantityWords } from '../mechanisms/quantity.ts'
import { clauseCondition, givenCondition, holdsCondition } from './condition-forms.ts'
import {
  asMap,
  child,
  entriesOf,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import { operandFromPlace, valueOperand } from './operands.ts'
import { entryField, fieldType, hasPath, pathOf } from './paths.ts'
import { report, reportUnknownName } from './problems.ts'
import type { Condition, NamedCondition, Operand } from './rules.ts'
import { factNamed, quantityOf, type Scope } from './scope.ts'
import type { ValueType } from './types.ts'
import { valueFromNode } from './value-from-node.ts'

/** The entries of `eligibility:`; each key is the code that `failed` reports. */
export function namedConditions(place: Place | undefined, scope: Scope): readonly NamedCondition[] {
  return entriesOf(place).flatMap((entry) => {
    const condition = conditionFromPlace(entry, scope)
    return condition
      ? [
          {
            code: entry.key,
            condition,
            title: wordsAt(entry, 'title'),
            quote: textAt(entry, 'quote') ?? null,
            origin: keyOriginOf(entry),
          },
        ]
      : []
  })
}

const forms = ['all', 'any', 'not', 'condition', 'given', 'holds', 'clause', 'fact'] as const

/**
 * A condition in json-rules-engine's form.
 *
 * Errors  CONDITION_SHAPE (two forms in one map), NAME_UNKNOWN, TYPE_MISMATCH, UNIT_MISMATCH
 */
export function conditionFromPlace(place: Place, scope: Scope): Condition | undefined {
  const origin = originOf(place)
  const present = forms.filter((form) => child(place, form))
  if (present.length !== 1) {
    report(
      scope.problems,
      'CONDITION_SHAPE',
      origin,
      present.length === 0
        ? { zh: '这里没有写条件', en: 'nothing here is a condition' }
        : {
            zh: `\`${present.join('`、`')}\` 不能写在一起`,
            en: `\`${present.join('` and `')}\` stand in one map`,
          },
      present.length === 0
        ? { zh: `写 ${forms.join('、')} 之一`, en: `write one of ${forms.join(', ')}` }
        : { zh: '用 all 或 any 把它们分开列', en: 'list them under one all or any' },
    )
    return undefined
  }
  const form = present[0] as (typeof forms)[number]
  const inner = child(place, form) as Place
  switch (form) {
    case 'all':
    case 'any': {
      const of = itemsOf(inner).map((item) => conditionFromPlace(item, scope))
      return of.includes(undefined) ? undefined : { kind: form, of: of as Condition[], origin }
    }
    case 'not': {
      const of = conditionFromPlace(inner, scope)
      return of && { kind: 'not', of, origin }
    }
    case 'given':
      return givenCondition(inner, scope)
    case 'holds':
      return holdsCondition(inner, scope)
    case 'clause':
      return clauseCondition(inner, scope)
    case 'condition': {
      const name = textOf(inner) ?? ''
      if (!scope.conditionNames.has(name)) {
        const known = [...scope.conditionNames].map(([key, where]) => ({ name: key, origin: where }))
        reportUnknownName(
          scope.problems,
          'NAME_UNKNOWN',
          originOf(inner),
          name,
          { zh: '`conditions` 里的一项', en: 'an entry of `conditions`' },
          known,
        )
        return undefined
      }
      const of = scope.condition(name, origin)
      return of && { kind: 'named', name, of, origin }
    }
    case 'fact':
      return comparison(place, inner, scope)
  }
}

function comparison(place: Place, factPlace: Place, scope: Scope): Condition | undefined {
  const by = textAt(place, 'operator') as Comparison
  const left = leftSide(place, factPlace, scope)
  const valuePlace = child(place, 'value')
  if (!left || !valuePlace || !isFit(by, left, scope)) return undefined
  const right = rightSide(valuePlace, by, left, scope)
  if (!right) return undefined
  return checkSides(place, by, left, right, scope)
    ? { kind: 'compare', by, left, right, origin: originOf(place) }
    : undefined
}

function leftSide(place: Place, factPlace: Place, scope: Scope): Operand | undefined {
  if (scope.entry) return entryField(factPlace, scope.entry, scope)
  const name = textOf(factPlace) ?? ''
  const origin = originOf(factPlace)
  const value = scope.valueNames.get(name)
  const declared = scope.facts.get(name)
  if (value && declared) {
    report(
      scope.problems,
      'NAME_AMBIGUOUS',
      origin,
      {
        zh: `\`${name}\` 既是事实，也是 \`values\` 里的一项`,
        en: `\`${name}\` is both a fact and an entry of \`values\``,
      },
      { zh: '给 `values` 里的那一项换个名称', en: 'give the entry of `values` another name' },
      {
        related: [
          { ...value, message: { zh: '`values` 里的在这里', en: 'the entry of `values` stands here' } },
        ],
      },
    )
    return undefined
  }
  if (value) return valueOperand(name, origin, scope)
  if (!declared) {
    const known = [
      ...[...scope.facts.values()].map((f) => ({ name: f.name, origin: f.origin })),
      ...[...scope.valueNames].map(([key, where]) => ({ name: key, origin: where })),
    ]
    reportUnknownName(scope.problems, 'NAME_UNKNOWN', origin, name, { zh: '事实', en: 'a fact' }, known)
    return undefined
  }
  const fact = factNamed(factPlace, name, scope)
  const path = pathOf(place)
  if (!fact || !hasPath(place, fact, path, scope)) return undefined
  const type = quantityOf(fieldType(fact.type, path) ?? fact.type)
  return { kind: 'fact', fact, path, at: null, type, origin }
}

/** The type a literal on the right has to have, from the left side and the operator. */
function literalType(by: Comparison, left: Operand): ValueType | undefined {
  const type: ValueType | undefined =
    left.kind === 'fact'
      ? fieldType(left.fact.type, left.path)
      : left.type && ({ ...left.type, literal: undefined } as unknown as ValueType)
  if (!type) return undefined
  const { series: _, min: __, max: ___, ...plain } = type
  switch (by) {
    case 'in':
    case 'notIn':
      return { name: 'list', of: plain }
    case 'contains':
    case 'doesNotContain':
      return plain.of
    default:
      return plain
  }
}

function rightSide(place: Place, by: Comparison, left: Operand, scope: Scope): Operand | undefined {
  if (asMap(place)) return operandFromPlace(place, scope)
  const type = literalType(by, left)
  const origin = originOf(place)
  if (!type) {
    const text = textOf(place)
    return text === undefined
      ? undefined
      : { kind: 'literal', value: Rational.parse(text) ?? text, because: null, type: undefined, origin }
  }
  const value = valueFromNode(place, type, {
    problems: scope.problems,
    name: nameOf(left),
    typeCode: 'TYPE_MISMATCH',
    valueCode: 'VALUE_NOT_ALLOWED',
  })
  return value === undefined
    ? undefined
    : { kind: 'literal', value, because: null, type: quantityOf(type), origin }
}

/** What a literal is compared with: `guarantor.kind`. */
const nameOf = (left: Operand): string =>
  left.kind === 'fact'
    ? [left.fact.name, ...left.path].join('.')
    : left.kind === 'item'
      ? [left.name, ...left.path].join('.')
      : left.kind === 'value'
        ? left.name
        : 'value'

const ordering: ReadonlySet<Comparison> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
])

/** Whether a left side can be compared so at all: what comes month by month, say, has no literal to read. */
function isFit(by: Comparison, left: Operand, scope: Scope): boolean {
  const unfit = left.type && leftMessage(by, left.type)
  if (unfit)
    report(scope.problems, 'TYPE_MISMATCH', left.origin, unfit, {
      zh: '改用别的比较方式，或别的事实',
      en: 'use another operator, or another fact',
    })
  return !unfit
}

function checkSides(place: Place, by: Comparison, left: Operand, right: Operand, scope: Scope): boolean {
  if (!left.type || !right.type) return true
  const pair = pairToCompare(by, left.type, right.type)
  const problem =
    pair === null
      ? { problem: 'TYPE_MISMATCH' as const, message: listMessage(by, left.type, right.type) }
      : common(pair)
  const operator = child(place, 'operator') as Place
  if (problem && isProblem(problem)) {
    report(scope.problems, problem.problem, originOf(place), problem.message, {
      zh: '两边要是同一种量、同一单位',
      en: 'compare two things of one kind and unit',
    })
    return false
  }
  if (ordering.has(by) && !isNumeric(left.type) && left.type.name !== 'date') {
    report(
      scope.problems,
      'TYPE_MISMATCH',
      originOf(operator),
      {
        zh: `${quantityWords(left.type).zh} 不能比大小`,
        en: `${quantityWords(left.type).en} has no order`,
      },
      { zh: '改用 equal、notEqual、in 或 notIn', en: 'use one of equal, notEqual, in, notIn' },
    )
    return false
  }
  return true
}

/** What makes a left side unfit whatever stands on the right. */
function leftMessage(by: Comparison, left: Quantity) {
  const wantsList = by.startsWith('contains') || by === 'doesNotContain'
  if (wantsList && left.name !== 'list') return listMessage(by, left, left)
  return left.name === 'months'
    ? { zh: `${quantityWords(left).zh} 不能比较`, en: `${quantityWords(left).en} cannot be compared` }
    : undefined
}

/** The two quantities that have to be alike; null where a list is wanted and none is there. */
function pairToCompare(
  by: Comparison,
  left: Quantity,
  right: Quantity,
): readonly (Quantity | undefined)[] | null {
  switch (by) {
    case 'in':
    case 'notIn':
      return right.name === 'list' ? [left, right.of] : null
    case 'contains':
    case 'doesNotContain':
      return left.name === 'list' ? [left.of, right] : null
    case 'containsAll':
    case 'containsAny':
      return left.name === 'list' && right.name === 'list' ? [left.of, right.of] : null
    default:
      return [left, right]
  }
}

const listMessage = (by: Comparison, left: Quantity, right: Quantity) => {
  const side = by === 'in' || by === 'notIn' ? right : left.name === 'list' ? right : left
  const name = findOperator(by)?.name ?? by
  return {
    zh: `\`${name}\` 要用列表，这里是 ${quantityWords(side).zh}`,
    en: `\`${name}\` takes a list, not ${quantityWords(side).en}`,
  }
}
