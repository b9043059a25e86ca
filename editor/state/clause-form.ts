import type { Words } from '../../engine/index.ts'
import { readDate, readNumber } from '../fields/typed.ts'
import { newClauseWords } from '../words/new-clause-words.ts'
import { type ClauseDraft, isClauseKey, type Reckoning } from './clause-draft.ts'

export const pays = ['cash', 'waiver', 'reduction', 'ceiling', 'points', 'none'] as const
export const ways = ['fixed', 'share', 'each'] as const

/** Titles of the values, in both languages: they can be changed on the clause's page afterwards. */
const titles: Readonly<Record<'amount' | 'rate' | 'each' | 'cap', Words>> = {
  amount: newClauseWords.value_amount,
  rate: newClauseWords.value_rate,
  each: newClauseWords.value_each,
  cap: newClauseWords.value_cap,
}

export type ValueName = keyof typeof titles

export interface Typed {
  readonly text: string
  readonly quote: string
}

const noValue: Typed = { text: '', quote: '' }

/** What stands in the form. */
export interface Form {
  readonly quote: string
  readonly section: string
  readonly zh: string
  readonly en: string
  readonly key: string
  readonly pays: (typeof pays)[number]
  readonly way: (typeof ways)[number]
  readonly base: string
  readonly count: string
  readonly values: Readonly<Record<ValueName, Typed>>
  readonly from: string
}

export const blank: Form = {
  quote: '',
  section: '',
  zh: '',
  en: '',
  key: '',
  pays: 'cash',
  way: 'fixed',
  base: '',
  count: '',
  values: { amount: noValue, rate: noValue, each: noValue, cap: noValue },
  from: '',
}

/** A rate is written with its sign: 10 is 10%. */
export const readRate = (text: string): string | undefined => {
  const number = readNumber(text.replace(/[%％]\s*$/, ''))
  return number === undefined ? undefined : `${number}%`
}

/** The draft that a form is, once nothing of it is missing. */
export function draftFrom(form: Form, provision: string, document: string): ClauseDraft | null {
  const { key, quote, section, zh, en } = form
  const from = form.from.trim() === '' ? null : readDate(form.from)
  const reckoning = reckoningFrom(form)
  if (!isClauseKey(key) || quote.trim() === '' || zh.trim() === '' || from === undefined || !reckoning)
    return null
  return {
    provision,
    key,
    title: { zh: zh.trim(), en: en.trim() || zh.trim() },
    document,
    section: section.trim(),
    quote: quote.trim(),
    pays: form.pays,
    from,
    reckoning,
  }
}

function reckoningFrom({ pays: gives, way, base, count, values, quote }: Form): Reckoning | null {
  const value = (name: ValueName) => {
    const text = (name === 'rate' ? readRate : readNumber)(values[name].text)
    const own = quote.includes(values[name].quote) ? values[name].quote : ''
    return text === undefined ? null : { title: titles[name], text, quote: own }
  }
  if (gives === 'none') return { kind: 'none' }
  const [amount, rate, each, cap] = [value('amount'), value('rate'), value('each'), value('cap')]
  // What is typed and cannot be read is no limit that is left out.
  if (way !== 'fixed' && values.cap.text.trim() !== '' && !cap) return null
  if (way === 'fixed') return amount && { kind: 'fixed', amount }
  if (way === 'share') return rate && base !== '' ? { kind: 'share', base, rate, cap } : null
  return each && count !== '' ? { kind: 'each', count, each, cap } : null
}
