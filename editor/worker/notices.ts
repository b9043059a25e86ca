import { type Clause, parametersOf, Rational, unitOf } from '../../engine/index.ts'
import type { NoticeView } from '../state/clause-view.ts'
import { dayOf, writtenText } from './edited.ts'
import type { Numbering } from './marks.ts'
import { placeOf, type Sides, shownValue } from './parameters.ts'
import { quotedNumber } from './quoted.ts'

/**
 * Values in force that were typed over, and first values that are not the number the text states.
 * A later value from a date is an amendment: the old text need not state it.
 */
export function noticesOf(clause: Clause, numbering: Numbering, sides: Sides): readonly NoticeView[] {
  const before = parametersOf(sides.saved)
  return clause.parameters.flatMap((parameter) => {
    const { type } = parameter
    if (type.name === 'list') return []
    return parameter.values.flatMap((value, index): readonly NoticeView[] => {
      const from = dayOf(value)
      const text = writtenText(value, sides.now)
      const old = before.get(parameter.name)?.values.find((candidate) => dayOf(candidate) === from)
      const oldText = old && writtenText(old, sides.saved)
      const typedOver = oldText !== undefined && oldText !== text
      const quoted = index === 0 ? quotedNumber(parameter, value.value, text) : undefined
      const differs = quoted !== undefined && !quoted.isStated
      // 3000 typed as 3000.00 changes nothing anybody could notice.
      const sameValue =
        old &&
        value.value instanceof Rational &&
        old.value instanceof Rational &&
        old.value.equals(value.value)
      if (!(typedOver && !sameValue) && !differs) return []
      const unit = unitOf(type)
      return [
        {
          parameter: parameter.name,
          title: parameter.title,
          unit: unit.zh === '' ? null : unit,
          number: numbering.of(parameter.quote)[0] ?? null,
          quoted: differs ? quoted.text : null,
          quotedText: differs ? quoted.typed : null,
          from,
          now: { text, shown: shownValue(value, type) },
          before: typedOver && old ? { text: oldText, shown: shownValue(old, type) } : null,
          place: placeOf(value.origin),
          nodePath: value.origin.path,
        },
      ]
    })
  })
}
