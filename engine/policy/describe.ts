import { fillWords, sameWords, tightened, type Words } from '../base/words.ts'
import { findOperator } from '../conditions/operators.ts'
import type { Value } from '../expression/value.ts'
import type { Parameter } from './declarations.ts'
import { formatValue, type ShownType, unitOf } from './format.ts'
import { fieldType } from './paths.ts'
import type { Condition, NamedCondition, Operand } from './rules.ts'
import type { ValueType } from './types.ts'

/** How an operand is shown: a parameter's value on the day, a fact's title or its given value. */
export interface Showing {
  readonly parameter: (parameter: Parameter) => Value | undefined
}

/** A value's type with the labels of its categories. */
export const shownType = (operand: Operand): ShownType | undefined => {
  if (operand.kind === 'fact') return fieldType(operand.fact.type, operand.path) ?? operand.type
  if (operand.kind === 'parameter') return operand.parameter.type
  return operand.type
}

export function operandTitle(operand: Operand): Words {
  switch (operand.kind) {
    case 'parameter':
      return operand.parameter.title
    case 'fact':
      return operand.path.length === 0 ? operand.fact.title : fieldTitle(operand.fact.type, operand.path)
    case 'value':
      return operand.title ?? sameWords(operand.name)
    case 'literal':
      return formatValue(operand.value, shownType(operand))
    case 'item':
      return operand.title ?? { zh: '该项', en: 'the entry' }
  }
}

/** The title of the field that a path leads to. */
function fieldTitle(type: ValueType, path: readonly string[]): Words {
  const of = path.length > 1 ? fieldType(type, path.slice(0, -1)) : type
  const key = path.at(-1) ?? ''
  return of?.fields?.[key]?.title ?? sameWords(key)
}

/** A parameter or literal by its value, anything else by its title. `labels` names categories as the other side does. */
export function operandWords(operand: Operand, showing: Showing, labels?: Operand): Words {
  const labelled = withLabels({ name: 'text', ...shownType(operand) }, labels)
  if (operand.kind === 'literal') return formatValue(operand.value, labelled)
  if (operand.kind !== 'parameter') return operandTitle(operand)
  const value = showing.parameter(operand.parameter)
  return value === undefined ? operand.parameter.title : formatValue(value, labelled)
}

/** A list parameter names its entries by the labels of the fact it is compared with. */
function withLabels(type: ShownType, labels: Operand | undefined): ShownType {
  if (labels?.kind !== 'fact') return type
  const values = labels.fact.type.values ?? labels.fact.type.of?.values
  if (!values) return type
  return type.of ? { ...type, of: { ...type.of, values } } : { ...type, values }
}

const join = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part, index) => (index === 0 ? part.en : midSentence(part.en))).join(en),
})

/** Titles begin with a capital; inside a sentence they do not, unless it is an acronym or a name in capitals. */
export const midSentence = (text: string): string =>
  /^[A-Z][a-z’' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** A condition in words, made from the rule. */
export function conditionWords(condition: Condition, showing: Showing): Words {
  switch (condition.kind) {
    case 'all':
      return join(
        condition.of.map((inner) => bracketed(inner, 'any', showing)),
        '，且',
        ' and ',
      )
    case 'any':
      return join(
        condition.of.map((inner) => bracketed(inner, 'all', showing)),
        '，或',
        ' or ',
      )
    case 'not': {
      const inner = conditionWords(condition.of, showing)
      return { zh: `不是“${inner.zh}”`, en: `not (${inner.en})` }
    }
    case 'named':
      return conditionWords(condition.of, showing)
    case 'given': {
      const { title } = condition.fact
      return { zh: `给出了${title.zh}`, en: `${title.en} is given` }
    }
    case 'clause': {
      const title = condition.clause()?.title ?? sameWords(condition.id)
      return { zh: `符合“${title.zh}”`, en: `meets “${title.en}”` }
    }
    case 'compare':
      return comparisonWords(condition, showing)
  }
}

function bracketed(condition: Condition, kind: 'all' | 'any', showing: Showing): Words {
  const inner = condition.kind === 'named' ? condition.of : condition
  const words = conditionWords(inner, showing)
  return inner.kind === kind && inner.of.length > 1 ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words
}

function comparisonWords(condition: Extract<Condition, { kind: 'compare' }>, showing: Showing): Words {
  const { left, right, by } = condition
  const title = operandTitle(left)
  const literal = right.kind === 'literal' ? right.value : undefined
  if ((by === 'equal' || by === 'notEqual') && typeof literal === 'boolean') {
    // A statement holds or does not: 持有《再就业优惠证》.
    const positive = literal === (by === 'equal')
    return positive ? title : { zh: `不是：${title.zh}`, en: `not: ${title.en}` }
  }
  const operator = findOperator(by)
  if (!operator) return title
  const isDate = shownType(left)?.name === 'date'
  const against = withUnit(operandWords(right, showing, left), right)
  const words = fillWords((isDate && operator.dateWords) || operator.words, {
    left: title,
    right: { zh: against.zh, en: midSentence(against.en) },
  })
  return { zh: tightened(words.zh), en: words.en }
}

/** Money and points that a rule states are read with their unit: 不少于 10,000 元. */
function withUnit(words: Words, operand: Operand): Words {
  const type = shownType(operand)
  const isStated = operand.kind === 'parameter' || operand.kind === 'literal'
  if (!isStated || !type || (type.name !== 'money' && type.unit !== 'points')) return words
  const unit = unitOf({ name: type.name, ...(type.unit !== undefined && { unit: type.unit }) })
  return { zh: `${words.zh} ${unit.zh}`.trim(), en: `${words.en} ${unit.en}`.trim() }
}

/** A named condition: its own words where the author gave some. */
export const namedConditionWords = (named: NamedCondition, showing: Showing): Words =>
  named.title ?? conditionWords(named.condition, showing)
