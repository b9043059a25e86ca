import type { Span } from '../base/span.ts'
import { states } from '../citations/fits.ts'
import { citationsOf, sourcesOf, statedNumbers } from '../citations/from-workspace.ts'
import { passagesOf } from '../citations/places.ts'
import type { TextNumber } from '../citations/text-number.ts'
import { valueOn } from '../policy/dated-values.ts'
import type { DatedValue } from '../policy/declarations.ts'
import type { SourceDocument } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'

/** Words of a text that rules rest on. */
interface Rests {
  readonly name: string
  readonly document: string
  readonly span: Span
}

const overlap = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1]

/** What still rests on words of a text after a change: parameters, and conditions with their clause. */
export function restingOn(workspace: Workspace, { id }: SourceDocument, span: Span): readonly string[] {
  const { list, texts } = citationsOf(workspace)
  const parameters = list.flatMap(({ parameter, passages }): readonly Rests[] =>
    passages.map((passage) => ({
      name: parameter.name,
      document: passage.text.document.id,
      span: passage.span,
    })),
  )
  const conditions = clausesOf(workspace).flatMap((clause) =>
    clause.rules.eligibility.flatMap(({ code, quote }): readonly Rests[] =>
      quote === null
        ? []
        : passagesOf(quote, sourcesOf(clause), (document) => texts.get(document)).map((passage) => ({
            name: `${clause.id} ${code}`,
            document: passage.text.document.id,
            span: passage.span,
          })),
    ),
  )
  const names = [...parameters, ...conditions].flatMap((one) =>
    one.document === id && overlap(one.span, span) ? [one.name] : [],
  )
  return [...new Set(names)]
}

/**
 * Parameters that the same number states and that say something else from the day it is amended: amending it
 * would contradict them.
 */
export function contradicted(
  workspace: Workspace,
  document: SourceDocument,
  span: Span,
  now: TextNumber,
  from: DatedValue['from'],
): readonly string[] {
  const found = citationsOf(workspace).list.flatMap((citation) => {
    const isHere = statedNumbers(citation).some(
      ([text, number]) =>
        text.document.id === document.id && number.span[0] === span[0] && number.span[1] === span[1],
    )
    if (!isHere) return []
    const { parameter } = citation
    const value = from === null ? parameter.values[0] : valueOn(parameter.values, from)
    return value && value.value !== null && !states(now, value.value, parameter.type) ? [parameter.name] : []
  })
  return [...new Set(found)]
}
