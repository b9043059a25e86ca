import { sameWords, unitOf, type ValueType, type Words } from '../../engine/index.ts'

const typeWords: Readonly<Record<string, Words>> = {
  money: { zh: '金额', en: 'money' },
  rate: { zh: '比例', en: 'rate' },
  number: { zh: '数', en: 'number' },
  count: { zh: '数量', en: 'count' },
  boolean: { zh: '是或否', en: 'yes or no' },
  date: { zh: '日期', en: 'date' },
  'month-day': { zh: '月日', en: 'month and day' },
  year: { zh: '年份', en: 'year' },
  duration: { zh: '期限', en: 'duration' },
  text: { zh: '文字', en: 'text' },
  category: { zh: '类别', en: 'category' },
  list: { zh: '列表', en: 'list' },
  record: { zh: '记录', en: 'record' },
}

/** A type as people say it, with its unit. */
export function typeInWords(type: ValueType): Words {
  const words = typeWords[type.name] ?? sameWords(type.name)
  const unit = type.name === 'rate' ? sameWords('') : unitOf(type)
  return {
    zh: unit.zh ? `${words.zh}，${unit.zh}` : words.zh,
    en: unit.en ? `${words.en}, ${unit.en}` : words.en,
  }
}
