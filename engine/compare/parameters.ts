import { type CalendarDate, formatDate } from '../base/calendar.ts'
import { tightened, type Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'
import type { DatedValue, Parameter } from '../policy/declarations.ts'
import { formatValue, unitOf } from '../policy/format.ts'
import type { ValueType } from '../policy/types.ts'
import type { ChangeEffect, PolicyChange } from './change.ts'
import { sameMeaning, sameValue, typeMeaning } from './same.ts'

/** What every change of a parameter says of where it is. */
export type Within = Pick<PolicyChange, 'policy' | 'clause'> & { readonly title: (what: Words) => Words }

/** Changes of one parameter's values and of what it is. `effect` is what it is read for. */
export function parameterChanges(
  old: Parameter,
  now: Parameter,
  within: Within,
  effect: ChangeEffect,
): readonly PolicyChange[] {
  const of = { ...about(now, within), effect }
  const changes = valueChanges(old, now, of)
  const kept =
    typeMeaning(old.type) === typeMeaning(now.type) &&
    old.readAt === now.readAt &&
    old.redacted === now.redacted
  if (!kept)
    changes.push({
      ...of,
      kind: 'parameter-changed',
      words: { zh: '改了类型、单位或取值日', en: 'type, unit or the day it is read at changed' },
    })
  else if (changes.length === 0 && (old.quote !== now.quote || !sameMeaning(sources(old), sources(now))))
    changes.push({
      ...of,
      kind: 'citation-changed',
      effect: 'words',
      words: { zh: '改了所引的原文', en: 'the words it quotes changed' },
    })
  else if (changes.length === 0 && (old.title.zh !== now.title.zh || old.title.en !== now.title.en))
    changes.push({ ...of, kind: 'words-changed', effect: 'words', words: renamed(old.title, now.title) })
  return changes
}

const about = (parameter: Parameter, within: Within) => ({
  policy: within.policy,
  clause: within.clause,
  subject: parameter.name,
  title: within.title(parameter.title),
  origin: parameter.origin,
  side: 'new' as const,
})

const sources = ({ values }: Parameter) =>
  values.map(({ source, quote }) => [source?.document, source?.section, source?.quote, quote])

export const renamed = (old: Words, now: Words): Words => ({
  zh: `“${old.zh}”改称“${now.zh}”`,
  en: `“${old.en}” is called “${now.en}” now`,
})

export const parameterAdded = (parameter: Parameter, within: Within, effect: ChangeEffect): PolicyChange => ({
  ...about(parameter, within),
  kind: 'parameter-added',
  effect,
  words: { zh: `新的参数：${valuesOf(parameter).zh}`, en: `a new parameter: ${valuesOf(parameter).en}` },
})

export const parameterRemoved = (
  parameter: Parameter,
  within: Within,
  effect: ChangeEffect,
): PolicyChange => ({
  ...about(parameter, within),
  kind: 'parameter-removed',
  side: 'old',
  effect,
  words: { zh: `删去，原为 ${valuesOf(parameter).zh}`, en: `removed; it was ${valuesOf(parameter).en}` },
})

const valuesOf = (parameter: Parameter): Words => {
  const parts = parameter.values.map((one) => {
    const shown = shownValue(one, parameter)
    return one.from ? since(shown, one) : shown
  })
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') }
}

/** `3,500 元/年`: a value with its unit. */
const shownValue = ({ value }: Pick<DatedValue, 'value'>, { type }: Pick<Dated, 'type'>): Words => {
  if (value === null) return { zh: '不再有值', en: 'no value any more' }
  const shown = formatValue(value, type)
  const isPlain = ['money', 'number', 'count'].includes(type.name) && !Array.isArray(value)
  const unit = isPlain ? unitOf(type) : { zh: '', en: '' }
  return unit.zh === '' ? shown : { zh: `${shown.zh} ${unit.zh}`, en: `${shown.en} ${unit.en}` }
}

/** `由 3,000 元/年改为 3,500 元/年`. */
export function amendedWords(before: Value, after: Value, old: ValueType, now: ValueType = old): Words {
  const [from, to] = [
    shownValue({ value: before }, { type: old }),
    shownValue({ value: after }, { type: now }),
  ]
  if (before === null) return { zh: tightened(`始为 ${to.zh}`), en: `${to.en}, where there was none` }
  return { zh: tightened(`由 ${from.zh} 改为 ${to.zh}`), en: `${from.en} became ${to.en}` }
}

const since = (shown: Words, { from }: DatedValue): Words =>
  from
    ? { zh: tightened(`自 ${formatDate(from)} 起为 ${shown.zh}`), en: `${shown.en} from ${formatDate(from)}` }
    : { zh: tightened(`自始为 ${shown.zh}`), en: `${shown.en} from the start` }

const startOf = ({ from }: DatedValue): Words =>
  from ? { zh: formatDate(from), en: formatDate(from) } : { zh: '自始', en: 'the start' }

/** A parameter, or the figures of an outside fact. */
export type Dated = Pick<Parameter, 'values' | 'type'>

/** Values by their days; one that only moved to another day is re-dated, not repealed and added. */
export function valueChanges(
  old: Dated,
  now: Dated,
  of: Omit<PolicyChange, 'kind' | 'words'>,
): PolicyChange[] {
  const day = (value: DatedValue) => value.from?.day ?? null
  const gone = old.values.filter((value) => !now.values.some((other) => day(other) === day(value)))
  const come = now.values.filter((value) => !old.values.some((other) => day(other) === day(value)))
  const changes: PolicyChange[] = []
  for (const value of now.values) {
    const before = old.values.find((other) => day(other) === day(value))
    if (!before) continue
    if (sameValue(before.value, value.value)) {
      changes.push(...upkeepChanges(before, value, of))
      continue
    }
    const amended = amendedWords(before.value, value.value, old.type, now.type)
    const which =
      now.values.length > 1
        ? { zh: `自 ${startOf(value).zh} 起的值`, en: `the value from ${startOf(value).en}: ` }
        : { zh: '', en: '' }
    changes.push({
      ...of,
      kind: value.value === null ? 'value-repealed' : 'value-amended',
      origin: value.origin,
      words: {
        zh: tightened(`${which.zh}${amended.zh}`),
        en: `${which.en}${amended.en}`,
      },
    })
  }
  for (const value of come) {
    const moved = gone.find((other) => sameValue(other.value, value.value))
    if (moved) gone.splice(gone.indexOf(moved), 1)
    const shown = shownValue(value, now)
    changes.push(
      moved
        ? {
            ...of,
            kind: 'value-redated',
            origin: value.origin,
            words: {
              zh: tightened(`${shown.zh} 的起算日由 ${startOf(moved).zh} 改为 ${startOf(value).zh}`),
              en: `${shown.en} holds from ${startOf(value).en}, not ${startOf(moved).en}`,
            },
          }
        : {
            ...of,
            kind: value.value === null ? 'value-repealed' : 'value-added',
            origin: value.origin,
            words: since(shown, value),
          },
    )
  }
  for (const value of gone)
    changes.push({
      ...of,
      kind: 'value-repealed',
      side: 'old',
      origin: value.origin,
      words: {
        zh: tightened(`删去自 ${startOf(value).zh} 起的 ${shownValue(value, old).zh}`),
        en: `the ${shownValue(value, old).en} from ${startOf(value).en} is removed`,
      },
    })
  return changes
}

const dayWords = (day: CalendarDate | null): Words => ({
  zh: day ? formatDate(day) : '无',
  en: day ? formatDate(day) : 'none',
})

/** Of a value that stayed: until when it is in force, and when it is looked at again. */
function upkeepChanges(
  before: DatedValue,
  value: DatedValue,
  of: Omit<PolicyChange, 'kind' | 'words'>,
): readonly PolicyChange[] {
  const said = (from: CalendarDate | null, to: CalendarDate | null, what: Words): Words => ({
    zh: tightened(`${what.zh}由 ${dayWords(from).zh} 改为 ${dayWords(to).zh}`),
    en: `${what.en}: ${dayWords(from).en} became ${dayWords(to).en}`,
  })
  const changes: PolicyChange[] = []
  if (!sameMeaning(before.validUntil, value.validUntil))
    changes.push({
      ...of,
      kind: 'value-redated',
      origin: value.origin,
      words: said(before.validUntil, value.validUntil, { zh: '有效期至', en: 'in force until' }),
    })
  for (const [key, what] of [
    ['reviewBy', { zh: '复核日', en: 'to be reviewed by' }],
    ['published', { zh: '公布日', en: 'published' }],
  ] as const)
    if (!sameMeaning(before[key], value[key]))
      changes.push({
        ...of,
        kind: 'words-changed',
        effect: 'words',
        origin: value.origin,
        words: said(before[key], value[key], what),
      })
  return changes
}
