import { type CalendarDate, formatDate } from '../base/calendar.ts'
import type { Words } from '../base/words.ts'

/** What is said of a parameter that has no value on the day it is read: the policy's fault, not the applicant's. */
export function undatedWords(
  name: string,
  on: CalendarDate,
): { readonly message: Words; readonly fix: Words } {
  const day = formatDate(on)
  return {
    message: { zh: `参数 \`${name}\` 在 ${day} 没有值`, en: `parameter \`${name}\` has no value on ${day}` },
    fix: { zh: `加上 ${day} 或更早生效的值`, en: `add a value effective ${day} or earlier` },
  }
}
