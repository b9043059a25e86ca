import {
  type Clause,
  type Decision,
  groupDigits,
  type OutputValue,
  Rational,
  sameWords,
  type Value,
  type Words,
} from '../../engine/index.ts'
import type { OutputView, ShownRows, ShownValue } from '../state/clause-view.ts'
import { type NameWords, shownValue, type Type, withUnit } from './shown.ts'

/** The outputs of a clause, with what they are now and by the saved text. */
export function outputViews(
  clause: Clause,
  now: Decision | null,
  saved: Decision | null,
  name: NameWords,
): readonly OutputView[] {
  return clause.rules.outputs.flatMap((output): readonly OutputView[] => {
    // What a check says, and what a clause unlocks, are shown in places of their own.
    if (output.name === 'consistent' && clause.kind === 'check') return []
    if (output.name === 'opens' && clause.opens.length > 0) return []
    const given = (decision: Decision | null) =>
      decision && Object.hasOwn(decision.outputs, output.name)
        ? shownOutput(decision.outputs[output.name] ?? null, output.type, name)
        : null
    return [
      {
        name: output.name,
        title: output.title ?? sameWords(output.name),
        now: given(now),
        saved: given(saved),
      },
    ]
  })
}

/** What a decision gives, as people read it. */
export function shownOutput(output: OutputValue, type: Type | undefined, name: NameWords): ShownValue {
  const months = monthRows(output)
  if (months) return { text: sameWords(''), rows: months }
  const shown = shownValue(valueFrom(output, type), type, name)
  const bears = type && (type.name === 'money' || (type.name === 'number' && type.unit !== undefined))
  return bears && !shown.rows ? { ...shown, text: withUnit(shown.text, type) } : shown
}

const numeric = new Set(['money', 'rate', 'number', 'count', 'duration', 'year'])

/** The value that an output writes down. */
function valueFrom(output: OutputValue, type: Type | undefined): Value {
  if (typeof output === 'number') return Rational.parse(String(output)) ?? null
  if (typeof output === 'string')
    return type && numeric.has(type.name) ? (Rational.parse(output) ?? output) : output
  if (Array.isArray(output)) return output.map((entry) => valueFrom(entry, type?.of))
  if (typeof output !== 'object' || output === null) return output
  return {
    fields: Object.fromEntries(
      Object.entries(output).map(([key, field]) => {
        const declared = type?.fields?.[key]
        const of =
          declared && 'type' in declared && typeof declared.type === 'object' ? declared.type : declared
        return [key, valueFrom(field, of as Type | undefined)]
      }),
    ),
  }
}

/** `[{ from, months, value }]`: runs of equal months. */
function monthRows(output: OutputValue): ShownRows | null {
  if (!Array.isArray(output) || output.length === 0) return null
  const rows: (readonly Words[])[] = []
  for (const run of output) {
    if (typeof run !== 'object' || run === null || !('months' in run && 'from' in run)) return null
    const { from, months, value } = run as Readonly<Record<string, OutputValue>>
    const when = {
      zh: `${from} 起 ${months} 个月`,
      en: `${months} ${months === 1 ? 'month' : 'months'} from ${from}`,
    }
    rows.push([when, sameWords(typeof value === 'string' ? groupDigits(value) : String(value))])
  }
  return { head: null, rows }
}
