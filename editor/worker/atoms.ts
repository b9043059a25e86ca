import {
  type ChangeKind,
  changesInClause,
  type DatedValue,
  type LogChange,
  operandsOf,
  type Parameter,
  type PolicyChange,
  parametersOf,
  parametersRead,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { dayOf, writtenText } from './edited.ts'
import { type Sides, shownValue } from './parameters.ts'

/** One change since the texts were saved that can be taken back by itself: a value, or a part of a rule. */
export interface Atom {
  readonly key: string
  /** `年最高限额 3,000 元 → 3,500 元` */
  readonly words: Words
  /** For the policy's log. */
  readonly log: LogChange
  /** Null for a part of a rule. */
  readonly value: { readonly parameter: string; readonly from: string | null } | null
  /** Null for a value. */
  readonly change: PolicyChange | null
}

/** The changes since the texts were saved that a clause could be decided otherwise by. */
export function atomsOf(clause: string, values: readonly Atom[], { now, saved }: Sides): readonly Atom[] {
  const [here, before] = [now.clause(clause), saved.clause(clause)]
  if (!here || here === before) return []
  const read = new Set(
    [here, before].flatMap((one) =>
      parametersRead(one ? operandsOf(one.rules) : []).map((parameter) => parameter.name),
    ),
  )
  return [
    ...values.filter(({ value }) => value && read.has(value.parameter)),
    ...changesInClause(saved, now, clause)
      .filter(isOfRules)
      .map((change) => ruleAtom(change, now)),
  ]
}

/** What `withoutChange` can take back. Values are taken back by themselves; an added clause has no old one. */
const ofRules: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'condition-added',
  'condition-removed',
  'condition-loosened',
  'condition-tightened',
  'condition-changed',
  'formula-changed',
  'rounding-changed',
  'output-changed',
  'refer-changed',
  'effective-changed',
  'stacking-changed',
  'payment-changed',
  'fact-changed',
  'reading-changed',
])

const isOfRules = ({ kind, effect, clause }: PolicyChange): boolean =>
  clause !== null && effect !== 'words' && effect !== 'none' && ofRules.has(kind)

/** The values that are others than the saved ones. */
export function valueAtoms({ now, saved, edited }: Sides): readonly Atom[] {
  const [after, before] = [parametersOf(now), parametersOf(saved)]
  return [...edited].flatMap((name) => {
    const [parameter, old] = [after.get(name), before.get(name)]
    if (!parameter || !old) return []
    const days = new Set([...old.values, ...parameter.values].map(dayOf))
    return [...days].flatMap((from) => valueAtom(parameter, old, from, { now, saved }) ?? [])
  })
}

function valueAtom(
  parameter: Parameter,
  old: Parameter,
  from: string | null,
  { now, saved }: Pick<Sides, 'now' | 'saved'>,
): Atom | null {
  const [value, was] = [parameter, old].map(({ values }) => values.find((one) => dayOf(one) === from))
  const [text, oldText] = [value && writtenText(value, now), was && writtenText(was, saved)]
  if (text === oldText && value?.validUntil?.day === was?.validUntil?.day) return null
  return {
    key: `value ${parameter.name} ${from ?? ''}`,
    words: valueWords(parameter, from, was, value),
    log: {
      parameter: parameter.name,
      from: from ?? 'undated',
      ...(oldText !== undefined && { was: oldText }),
      ...(text !== undefined && { value: text }),
    },
    value: { parameter: parameter.name, from },
    change: null,
  }
}

function valueWords(
  { title, type }: Parameter,
  from: string | null,
  was: DatedValue | undefined,
  value: DatedValue | undefined,
): Words {
  const [old, now] = [was && shownValue(was, type), value && shownValue(value, type)]
  const since = from === null ? { zh: '', en: '' } : { zh: ` 自 ${from}`, en: ` from ${from}` }
  if (old && now)
    return {
      zh: `${title.zh}${since.zh} ${old.zh} → ${now.zh}`,
      en: `${title.en}${since.en} ${old.en} → ${now.en}`,
    }
  if (now) return { zh: `${title.zh}${since.zh} ${now.zh}`, en: `${title.en} ${now.en}${since.en}` }
  return {
    zh: `${title.zh} 删去${since.zh || '自始'} 的 ${old?.zh ?? ''}`,
    en: `${title.en} without ${old?.en ?? ''}${since.en}`,
  }
}

function ruleAtom(change: PolicyChange, now: Workspace): Atom {
  const { clause, kind, subject, title, words } = change
  const of = clause === null ? undefined : now.clause(clause)?.title
  // On its own page a clause is not named again.
  const inClause = (language: 'zh' | 'en') =>
    of && title[language].startsWith(`${of[language]} · `)
      ? title[language].slice(of[language].length + 3)
      : title[language]
  return {
    key: `${kind} ${clause ?? ''} ${subject}`,
    words: { zh: `${inClause('zh')}：${words.zh}`, en: `${inClause('en')}: ${words.en}` },
    log: { ...(clause !== null && { clause }), path: subject },
    value: null,
    change,
  }
}
