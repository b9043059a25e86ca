import { Rational } from '../base/rational.ts'
import { isNumeric, notNumeric, quantityWords } from '../mechanisms/quantity.ts'
import { child, itemsOf, originOf, type Place, textAt, textOf } from './nodes.ts'
import { entryField } from './paths.ts'
import { report } from './problems.ts'
import type { EntryScope, Operand, StepKey } from './rules.ts'
import type { Scope } from './scope.ts'

/**
 * What `rank` puts entries in order by: `{ of, to, first }`, `{ ratio: [of, over], to, first }`.
 *
 * Errors  KEY_MISSING, STEP_KEYS, NAME_UNKNOWN (a field), TYPE_MISMATCH, ROUNDING_MISSING
 */
export function keysFromPlace(place: Place | undefined, scope: Scope): readonly StepKey[] | undefined {
  const keys = itemsOf(place).map((item) => keyFromPlace(item, scope))
  return keys.includes(undefined) ? undefined : (keys as StepKey[])
}

function keyFromPlace(item: Place, scope: Scope): StepKey | undefined {
  const [field, ratio] = [child(item, 'of'), child(item, 'ratio')]
  if (field && ratio) {
    report(
      scope.problems,
      'STEP_KEYS',
      originOf(item),
      { zh: '`of` 和 `ratio` 只能写一个', en: 'only one of `of`, `ratio` can stand here' },
      { zh: '分成先后两项', en: 'make two keys of them, one after the other' },
    )
    return undefined
  }
  const names = field ? [field] : itemsOf(ratio)
  if (names.length === 0) {
    report(
      scope.problems,
      'KEY_MISSING',
      originOf(item),
      { zh: '没有写按什么排名', en: 'nothing says what it is put in order by' },
      { zh: '写 of 或 ratio', en: 'write `of` or `ratio`' },
    )
    return undefined
  }
  const [of, over] = names.map((name) => entryField(name, scope.entry as EntryScope, scope))
  if (!of || (names.length > 1 && !over)) return undefined
  const unitPlace = child(item, 'to')
  const unit = unitPlace ? unitFromPlace(unitPlace, scope) : null
  const isNumber = over !== undefined || unitPlace !== undefined
  const fields = over ? [of, over] : [of]
  if (unit === undefined || !fields.every((field) => isOrdered(field, isNumber, scope))) return undefined
  return {
    of,
    over: over ?? null,
    to: unit,
    first: textAt(item, 'first') === 'lowest' ? 'lowest' : 'highest',
  }
}

/** A multiple of it is rounded to, so it is more than 0. */
function unitFromPlace(place: Place, scope: Scope): Rational | undefined {
  const unit = Rational.parse(textOf(place) ?? '')
  if (unit && unit.compare(Rational.zero) > 0) return unit
  report(
    scope.problems,
    'ROUNDING_MISSING',
    originOf(place),
    { zh: '取整的单位要大于 0', en: 'what is rounded to is more than 0' },
    { zh: '写 to: 0.01', en: 'write to: 0.01' },
  )
  return undefined
}

/** Whether a field has an order: a number, or a date where nothing is reckoned with it. */
function isOrdered({ type, origin }: Operand, isNumber: boolean, { problems }: Scope): boolean {
  if (!type || isNumeric(type) || (type.name === 'date' && !isNumber)) return true
  const { zh, en } = quantityWords(type)
  report(
    problems,
    'TYPE_MISMATCH',
    origin,
    isNumber ? notNumeric(type).message : { zh: `${zh} 不能比大小`, en: `${en} has no order` },
    { zh: '改用数或日期', en: 'use a number or a date' },
  )
  return false
}
