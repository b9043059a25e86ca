import type { Language } from '../base/words.ts'
import type { OutputValue } from '../decision/decision.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import { groupDigits } from '../policy/format.ts'

/** An output as people read it: labels for names, titles for the fields of a record. */
export function outputText(value: OutputValue, type: Quantity | undefined, language: Language): string {
  const zh = language === 'zh'
  if (value === null) return zh ? '无' : 'none'
  if (typeof value === 'boolean') return value ? (zh ? '是' : 'yes') : zh ? '否' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    const label = type?.values && Object.hasOwn(type.values, value) ? type.values[value] : undefined
    if (label) return label[language]
    return type?.name === 'money' ? groupDigits(value) : value
  }
  const separator = zh ? '、' : ', '
  if (Array.isArray(value))
    return value.length === 0
      ? zh
        ? '无'
        : 'none'
      : value.map((entry: OutputValue) => outputText(entry, type?.of, language)).join(separator)
  return Object.entries(value)
    .map(([key, field]) => {
      const of = type?.fields?.[key]
      return `${of?.title?.[language] ?? key} ${outputText(field, of, language)}`
    })
    .join(separator)
}
