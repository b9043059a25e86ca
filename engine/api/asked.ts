import { parseDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { AskOptions } from '../decision/ask.ts'
import { parseReading } from '../policy/readings.ts'
import type { Refused } from './answer.ts'
import type { CompiledPolicy } from './compile.ts'
import { problemsOfFacts, refused } from './deciding.ts'
import type { ReadFacts } from './plain-facts.ts'
import { problemsOfText } from './problem.ts'

/** How a compiled policy asks its workspace. */
export function askedOf(policy: Pick<CompiledPolicy<never, never>, 'options' | 'clauses'>): AskOptions {
  const { asOf, assume, readings = [] } = policy.options
  const day = asOf === undefined ? undefined : parseDate(asOf)
  return {
    clauses: policy.clauses,
    readings: readings.map(parseReading),
    ...(day && { asOf: day }),
    ...(assume && { assume }),
  }
}

/** What is wrong with the facts, and with the policy on this day: that stands in its texts. */
export function refusedBy(problems: readonly Diagnostic[], read: ReadFacts): Refused {
  const [ofFacts, ofText] = [true, false].map((isFact) =>
    problems.filter(({ file }) => (file === read.document.file) === isFact),
  )
  return refused([...problemsOfFacts(ofFacts ?? [], read), ...problemsOfText(ofText ?? [])])
}
