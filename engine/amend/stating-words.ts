import type { Span } from '../base/span.ts'
import { fitting, sayTheSame, states } from '../citations/fits.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import { itemAt } from '../citations/outline.ts'
import type { Value } from '../expression/value.ts'
import type { Level } from '../policy/policy.ts'
import type { ValueType } from '../policy/types.ts'
import { quotedWords } from './quoted-words.ts'

/**
 * The words of a text that a value can quote: as few as tell the place from any other, and no other number
 * among them that it could be.
 *
 * Shape   text × span of the number × value → words; null where all hold other numbers
 */
export function statingWords(
  text: string,
  levels: readonly Level[],
  number: Span,
  value: Value,
  type: ValueType,
): string | null {
  const numbers = numbersIn(text)
  const isStated = ([start, end]: Span): boolean => {
    const inside = numbers.filter(({ span }) => span[0] < end && span[1] > start)
    const [first, ...rest] = fitting(inside, type)
    return first !== undefined && states(first, value, type) && rest.every((one) => sayTheSame(one, first))
  }
  const item = itemAt(text, levels, number[0])
  const spans = [phraseOf(text, number), quotedWords(text, item?.span ?? [0, text.length], number), number]
  const found = spans.find((span) => span !== null && isStated(span))
  return found ? text.slice(...found) : null
}

/** From the stop before a number to its end. */
function phraseOf(text: string, [start, end]: Span): Span {
  const before = text.slice(0, start)
  const from = before.search(/[^,，。;；:：!！?？\n]*$/)
  return [from, end]
}
