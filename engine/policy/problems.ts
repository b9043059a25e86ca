import type { Diagnostic, DiagnosticCode, RelatedPlace } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import { lineCounter } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import type { Origin } from './declarations.ts'

/** Collects what is wrong; knows the texts, so that a message can name a line. */
export interface Problems {
  readonly found: Diagnostic[]
  readonly documents: ReadonlyMap<string, Document>
}

type Place = Pick<Origin, 'file' | 'span'>

interface Extras {
  readonly severity?: 'error' | 'warning'
  readonly label?: Words
  readonly replacement?: string
  readonly related?: readonly RelatedPlace[]
}

export function report(
  problems: Problems,
  code: DiagnosticCode,
  { file, span }: Place,
  message: Words,
  fix: Words,
  extras: Extras = {},
): void {
  problems.found.push({ code, severity: 'error', file, span, message, fix, ...extras })
}

/** What clauses share is read once for each of them; its fault is one. */
export function withoutRepeats(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(found.map((one) => [[one.code, one.file, ...one.span, one.message.en].join(' '), one]))
  return [...seen.values()]
}

/** The line, from 1, that an origin begins on. */
export function lineOf(problems: Problems, { file, span }: Place): number {
  const document = problems.documents.get(file)
  return document ? lineCounter(document.text)(span[0]).line : 1
}

/** Something that a name could have meant, and where it is defined. */
export interface Known {
  readonly name: string
  readonly origin: Origin | null
}

/** `X is not defined`, with the nearest known name and the place where that is defined. */
export function reportUnknownName(
  problems: Problems,
  code: DiagnosticCode,
  place: Place,
  name: string,
  what: Words,
  known: readonly Known[],
): void {
  const near = nearestName(
    name,
    known.map((candidate) => candidate.name),
  )
  const definition = known.find((candidate) => candidate.name === near)?.origin
  const message = {
    zh: `\`${name}\` 没有定义（${what.zh}）`,
    en: `\`${name}\` is not defined (${what.en})`,
  }
  if (near === undefined) {
    const list = known.map((candidate) => `\`${candidate.name}\``)
    const fix =
      list.length > 0 && list.length <= 8
        ? { zh: `改用下列之一：${list.join('、')}`, en: `use one of ${list.join(', ')}` }
        : { zh: '先定义它，或改正名称', en: 'define it first, or correct the name' }
    report(problems, code, place, message, fix)
    return
  }
  const line = definition && definition.file === place.file ? lineOf(problems, definition) : null
  const fix = {
    zh: `是不是 \`${near}\`${line === null ? '' : `（第 ${line} 行）`}？`,
    en: `did you mean \`${near}\`${line === null ? '' : ` (line ${line})`}?`,
  }
  report(problems, code, place, message, fix, {
    replacement: near,
    ...(definition && {
      related: [
        {
          file: definition.file,
          span: definition.span,
          message: { zh: `\`${near}\` 在这里定义`, en: `\`${near}\` is defined here` },
        },
      ],
    }),
  })
}
