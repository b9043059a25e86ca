import type { Diagnostic } from '../base/diagnostic.ts'
import { sortDiagnostics } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'
import type { DatedValue, Parameter } from '../policy/declarations.ts'
import { formatValue, unitOf } from '../policy/format.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { Citation } from './citation.ts'
import { type Citations, citationsOf } from './from-workspace.ts'
import { type TextNumber, valueText } from './text-number.ts'

/**
 * Where the values of a workspace that has no errors are not the numbers of their quotes.
 *
 * Errors  CITATION_DIFFERS, CITATION_AMBIGUOUS, CITATION_WITHOUT_NUMBER, VALUE_UNSOURCED (warnings)
 */
export const citationFaults = (workspace: Workspace): readonly Diagnostic[] =>
  faultsOf(citationsOf(workspace))

/** The same of citations that are at hand. */
export const faultsOf = ({ list, unsourced }: Citations): readonly Diagnostic[] =>
  sortDiagnostics([...list.flatMap(faultOf), ...unsourced.map(unsourcedFault)])

function faultOf(citation: Citation): readonly Diagnostic[] {
  switch (citation.outcome.kind) {
    case 'differs':
      return [differing(citation, citation.outcome.number)]
    case 'ambiguous':
      return [ambiguous(citation, citation.outcome.numbers)]
    case 'without-number':
      return [withoutNumber(citation, citation.outcome.number)]
    default:
      return []
  }
}

/** A value with its unit, as people say it: `3,500 元`, `12 个月`, `10%`. */
function said({ value }: DatedValue, { type }: Parameter): Words {
  const shown = formatValue(value, type)
  if (type.name !== 'money' && type.name !== 'number') return shown
  const { per: _, ...whole } = type
  const { zh, en } = unitOf(whole)
  return { zh: zh ? `${shown.zh} ${zh}` : shown.zh, en: en ? `${shown.en} ${en}` : shown.en }
}

function differing({ parameter, value, quote }: Citation, number: TextNumber): Diagnostic {
  const policy = said(value, parameter)
  const text = numberWords(number)
  return warning(
    'CITATION_DIFFERS',
    value.origin,
    {
      zh: `政策写的是 ${policy.zh}，原文写的是${text}（${quote}）`,
      en: `the policy says ${policy.en}, the text says ${text} (${quote})`,
    },
    {
      zh: '照原文改正值；值另有出处的，加一个日期和它的出处',
      en: 'correct the value, or add a dated value with the source it comes from',
    },
  )
}

function ambiguous({ parameter, quote }: Citation, numbers: readonly TextNumber[]): Diagnostic {
  const list = numbers.map(({ text }) => text)
  return warning(
    'CITATION_AMBIGUOUS',
    parameter.origin,
    {
      zh: `\`${parameter.key}\` 的引文里有几个数：${list.join('、')}（${quote}）`,
      en: `the quote of \`${parameter.key}\` states several numbers: ${list.join(', ')} (${quote})`,
    },
    {
      zh: '引文截短到只剩一个数，或写 number: 第几个',
      en: 'shorten the quote to one number, or say `number:` which one',
    },
  )
}

function withoutNumber({ parameter, quote }: Citation, number: TextNumber | null): Diagnostic {
  return warning(
    'CITATION_WITHOUT_NUMBER',
    parameter.origin,
    number
      ? {
          zh: `\`${parameter.key}\` 指的是引文里的${number.text}，那不是这一类的数（${quote}）`,
          en: `\`${parameter.key}\` names ${number.text} of its quote, which is another kind of number (${quote})`,
        }
      : {
          zh: `\`${parameter.key}\` 的引文里没有这个数（${quote}）`,
          en: `the quote of \`${parameter.key}\` does not state its number (${quote})`,
        },
    {
      zh: '引写明这个数的文字；原文没有这个数的，用 not_in_quote 说明',
      en: 'quote the words that state it, or say why they do not under `not_in_quote`',
    },
  )
}

const unsourcedFault = ({ parameter, value }: Citations['unsourced'][number]): Diagnostic =>
  warning(
    'VALUE_UNSOURCED',
    value.origin,
    {
      zh: `\`${parameter.key}\` 的这个值没有写出处`,
      en: `this value of \`${parameter.key}\` names no source`,
    },
    {
      zh: '写成 { value: …, source: { document: …, quote: … } }',
      en: 'write `{ value: …, source: { document: …, quote: … } }`',
    },
  )

const warning = (
  code: Diagnostic['code'],
  { file, span }: Pick<Diagnostic, 'file' | 'span'>,
  message: Words,
  fix: Words,
): Diagnostic => ({ code, severity: 'warning', file, span, message, fix })

/** The number as the text has it; of a range the first is short: 1 of 1-5万元 is 10000. */
function numberWords(number: TextNumber): string {
  const value = valueText(number)
  return /^[\d.,]+$/.test(number.text) && value !== number.text ? `${number.text} (${value})` : number.text
}
