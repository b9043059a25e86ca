import type { Clause, ClauseWords, Parameter } from '../../engine/index.ts'

interface Stretch {
  readonly source: number
  start: number
  end: number
}

/** The numbers that stand at quoted words and at what was made of them. */
export interface Numbering {
  /** By source, in the order they stand in the text. */
  readonly marks: readonly (readonly {
    readonly start: number
    readonly end: number
    readonly number: number
  }[])[]
  readonly of: (quote: string | null) => readonly number[]
}

/**
 * Numbers the words of a clause's quotes that became conditions and values. Quotes that share words
 * share a number: the condition `满1年以上` and the parameter it compares with. A quote over several
 * numbered stretches has all their numbers.
 */
export function numberQuotes(
  quotes: readonly string[],
  clause: Pick<Clause, 'parameters'>,
  conditions: ClauseWords['conditions'],
  further: readonly Parameter[] = [],
): Numbering {
  const wanted = [
    ...conditions.map(({ quote }) => quote),
    ...clause.parameters.map(({ quote }) => quote),
    ...further.map(({ quote }) => quote),
  ]
  const stretches: Stretch[] = []
  const distinct = [...new Set(wanted.filter((quote): quote is string => quote !== null && quote !== ''))]
  // The shortest first: they are the exact words, longer quotes go around them.
  for (const quote of distinct.sort((a, b) => a.length - b.length)) {
    const place = find(quote, quotes)
    if (!place) continue
    const met = stretches.filter((stretch) => overlap(stretch, place))
    const [only] = met
    if (!only) stretches.push({ ...place })
    else if (
      met.length === 1 &&
      !stretches.some((other) => other !== only && overlap(other, union(only, place)))
    ) {
      const whole = union(only, place)
      only.start = whole.start
      only.end = whole.end
    }
  }
  stretches.sort((a, b) => a.source - b.source || a.start - b.start)
  const numbered = stretches.map((stretch, index) => ({ ...stretch, number: index + 1 }))
  return {
    marks: quotes.map((_, source) => numbered.filter((stretch) => stretch.source === source)),
    of: (quote) => {
      const place = quote === null ? undefined : find(quote, quotes)
      return place ? numbered.filter((stretch) => overlap(stretch, place)).map(({ number }) => number) : []
    },
  }
}

function find(quote: string, quotes: readonly string[]): Stretch | undefined {
  for (const [source, text] of quotes.entries()) {
    const start = text.indexOf(quote)
    if (start >= 0) return { source, start, end: start + quote.length }
  }
  return undefined
}

const overlap = (a: Stretch, b: Stretch) => a.source === b.source && a.start < b.end && b.start < a.end

const union = (a: Stretch, b: Stretch): Stretch => ({
  source: a.source,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
})
