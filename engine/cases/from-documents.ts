import { parseDate } from '../base/calendar.ts'
import { sameWords, type Words } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import type { ParameterChange } from '../plan/plan.ts'
import type { Origin, Parameter } from '../policy/declarations.ts'
import {
  child,
  entriesOf,
  isTrue,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  rootPlace,
  textAt,
  textOf,
  wordsOf,
} from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import { type Known, type Problems, report, reportUnknownName } from '../policy/problems.ts'
import { valueFromNode } from '../policy/value-from-node.ts'

/** What a case says about one clause (a case with parts has one for each). */
export interface CasePart {
  readonly clause: string
  readonly facts: Place | undefined
  readonly expected: Place | undefined
  readonly inTotal: boolean
  readonly origin: Origin
}

/** A regression case as written. */
export interface Case {
  readonly id: string
  readonly kind: string
  readonly title: Words | null
  readonly derivation: Words | null
  readonly clause: string | null
  readonly facts: Place | undefined
  readonly expected: Place | undefined
  readonly alternatives: readonly { readonly reading: string; readonly expected: Place | undefined }[]
  readonly changes: readonly ParameterChange[]
  readonly parts: readonly CasePart[]
  readonly origin: Origin
}

/** What cases refer to. */
export interface CaseContext {
  readonly clause: (id: string) => Clause | undefined
  readonly clauseIds: readonly string[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly problems: Problems
}

/**
 * The cases of documents that are valid in form.
 *
 * Errors  CASE_DUPLICATE, CLAUSE_UNKNOWN, NAME_UNKNOWN (a changed parameter), PARAMETER_VALUE
 */
export function casesFromDocuments(documents: readonly Document[], context: CaseContext): readonly Case[] {
  const seen = new Map<string, Origin>()
  return documents.flatMap((document) =>
    keptCasesOf(document, context).flatMap((one) => {
      const first = seen.get(one.id)
      if (!first) {
        seen.set(one.id, one.origin)
        return [one]
      }
      report(
        context.problems,
        'CASE_DUPLICATE',
        one.origin,
        { zh: `用例 \`${one.id}\` 已经有了`, en: `case \`${one.id}\` is already there` },
        { zh: '换一个编号', en: 'give it another id' },
        { related: [{ ...first, message: { zh: '第一处在这里', en: 'the first stands here' } }] },
      )
      return []
    }),
  )
}

/** Cases as they were read before, and the clauses that they were checked against. */
interface KeptCases {
  readonly cases: readonly Case[]
  readonly clauses: readonly (readonly [string, Clause | undefined])[]
}

// A document never changes, so its cases are read again only when a clause they name is another one.
const keptCases = new WeakMap<Document, KeptCases>()

function keptCasesOf(document: Document, context: CaseContext): readonly Case[] {
  const kept = keptCases.get(document)
  if (kept?.clauses.every(([id, clause]) => context.clause(id) === clause)) return kept.cases
  const before = context.problems.found.length
  const cases = itemsOf(child(rootPlace(document.file, document.root), 'cases')).map((place) =>
    caseFromPlace(place, context),
  )
  // A fault looks around for names, and a changed parameter at its type.
  const isPlain =
    context.problems.found.length === before && cases.every(({ changes }) => changes.length === 0)
  const ids = new Set(
    cases.flatMap(({ clause, parts }) => [
      ...(clause === null ? [] : [clause]),
      ...parts.map((part) => part.clause),
    ]),
  )
  if (isPlain)
    keptCases.set(document, { cases, clauses: [...ids].map((id) => [id, context.clause(id)] as const) })
  return cases
}

function caseFromPlace(place: Place, context: CaseContext): Case {
  const idPlace = child(place, 'id')
  const clausePlace = child(place, 'clause')
  const parts = itemsOf(child(place, 'parts'))
  for (const one of clausePlace ? [place] : parts) checkOutputs(one, context)
  return {
    id: textOf(idPlace) ?? '',
    kind: textAt(place, 'kind') ?? 'typical',
    title: wordsOf(child(place, 'title')),
    derivation: textOrWords(child(place, 'derivation')),
    clause: clausePlace ? clauseNamed(clausePlace, context) : null,
    facts: child(place, 'facts'),
    expected: child(place, 'expected'),
    alternatives: itemsOf(child(place, 'alt')).map((alternative) => ({
      reading: textAt(alternative, 'reading') ?? '',
      expected: child(alternative, 'expected'),
    })),
    changes: itemsOf(child(place, 'parameter_changes')).flatMap((change) => changeFromPlace(change, context)),
    parts: parts.map((part) => ({
      clause: clauseNamed(child(part, 'clause') ?? part, context),
      facts: child(part, 'facts'),
      expected: child(part, 'expected'),
      inTotal: !child(part, 'in_total') || isTrue(child(part, 'in_total')),
      origin: originOf(part),
    })),
    origin: idPlace ? originOf(idPlace) : originOf(place),
  }
}

const textOrWords = (place: Place | undefined): Words | null => {
  const text = textOf(place)
  return text === undefined ? wordsOf(place) : sameWords(text)
}

function clauseNamed(place: Place, context: CaseContext): string {
  const id = textOf(place) ?? ''
  if (!context.clause(id)) {
    const known: readonly Known[] = context.clauseIds.map((name) => ({ name, origin: null }))
    reportUnknownName(
      context.problems,
      'CLAUSE_UNKNOWN',
      originOf(place),
      id,
      { zh: '条款', en: 'a clause' },
      known,
    )
  }
  return id
}

/** An output that the clause does not have would never be as expected. */
function checkOutputs(place: Place, context: CaseContext): void {
  const clause = context.clause(textAt(place, 'clause') ?? '')
  const expected = child(place, 'expected')
  if (!clause || !expected) return
  const known = clause.rules.outputs.map(({ name, origin }) => ({ name, origin }))
  for (const entry of entriesOf(child(expected, 'outputs')))
    if (!known.some(({ name }) => name === entry.key))
      reportUnknownName(
        context.problems,
        'CASE_OUTPUT_UNKNOWN',
        keyOriginOf(entry),
        entry.key,
        { zh: `\`${clause.id}\` 的输出`, en: `an output of \`${clause.id}\`` },
        known,
      )
}

/** `{ param, from, value }`: a parameter's value from a date on. */
function changeFromPlace(place: Place, context: CaseContext): readonly ParameterChange[] {
  const namePlace = child(place, 'param')
  const name = textOf(namePlace) ?? ''
  const parameter = context.parameters.get(name)
  if (!parameter) {
    const known = [...context.parameters.values()].map((one) => ({ name: one.name, origin: one.origin }))
    reportUnknownName(
      context.problems,
      'NAME_UNKNOWN',
      originOf(namePlace ?? place),
      name,
      { zh: '参数', en: 'a parameter' },
      known,
    )
    return []
  }
  const valuePlace = child(place, 'value')
  const from = parseDate(textAt(place, 'from') ?? '')
  if (!from)
    report(
      context.problems,
      'DATE_IMPOSSIBLE',
      keyOriginOf(child(place, 'from') ?? place),
      { zh: '`from` 不是日期', en: '`from` is not a date' },
      { zh: '写成 2010-01-01', en: 'write it as 2010-01-01' },
    )
  const value =
    valuePlace &&
    valueFromNode(valuePlace, parameter.type, {
      problems: context.problems,
      name,
      typeCode: 'PARAMETER_VALUE',
      valueCode: 'PARAMETER_VALUE',
    })
  return from && value !== undefined ? [{ parameter: name, from, value }] : []
}

/** The facts of a case and of a part, the part's winning. */
export function mergedFacts(whole: Place | undefined, part: Place | undefined): Place | undefined {
  if (!whole || !part) return part ?? whole
  const own = new Set(entriesOf(part).map((entry) => entry.key))
  const node = whole.node
  const partNode = part.node
  if (node?.kind !== 'map' || partNode?.kind !== 'map') return part
  return {
    ...whole,
    node: {
      ...node,
      entries: [...node.entries.filter((entry) => !own.has(entry.key.text)), ...partNode.entries],
    },
  }
}
