import type { Span } from '../base/span.ts'
import { fitting, sayTheSame, states } from '../citations/fits.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import { placesOf } from '../citations/places.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'
import { quotedWords } from './quoted-words.ts'

/**
 * The words of a text that a value can quote: as few as tell the place from any other, and no other number
 * among them that it could be.
 *
 * Shape   text × span of the number × value → words that stand once; null where all hold other numbers
 */
export function statingWords(text: string, number: Span, value: Value, type: ValueType): string | null {
  const numbers = numbersIn(text)
  const isStated = ([start, end]: Span): boolean => {
    const inside = numbers.filter(({ span }) => span[0] < end && span[1] > start)
    const [first, ...rest] = fitting(inside, type)
    return first !== undefined && states(first, value, type) && rest.every((one) => sayTheSame(one, first))
  }
  // The first place where words stand is the one that is read: they stand nowhere else.
  const isAlone = ([start, end]: Span): boolean => placesOf(text.slice(start, end), text).length === 1
  const whole: Span = [0, text.length]
  const spans = [phraseOf(text, number), number, quotedWords(text, whole, phraseOf(text, number))]
  const found = spans.find((span) => span !== null && isAlone(span) && isStated(span))
  return found ? text.slice(...found) : null
}

/** From the stop before a number to its end. */
function phraseOf(text: string, [start, end]: Span): Span {
  const before = text.slice(0, start)
  const from = before.search(/[^,，。;；:：!！?？\n]*$/)
  return [from, end]
}
