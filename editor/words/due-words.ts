import type { Words } from '../../engine/index.ts'

/** What is said of the yearly update, and of values that run out, wherever one is. */
export const dueWords = {
  yearly: { zh: '年度更新', en: 'Yearly update' },
  keyYearly: { zh: '年度更新', en: 'The yearly update' },
  keyColumn: { zh: '年度更新里：上一格、下一格', en: 'Yearly update: field above, below' },
  runsOutIn: { zh: '{n} 天后到期', en: '{n} days left' },
  runsOutToday: { zh: '今天到期', en: 'Ends today' },
  ranOut: { zh: '{date} 已到期', en: 'Ended {date}' },
  reviewIn: { zh: '{n} 天后复核', en: 'Review in {n} days' },
  reviewToday: { zh: '今天复核', en: 'Review today' },
  reviewLate: { zh: '{date} 应已复核', en: 'Review was due {date}' },
  validUntilOn: { zh: '至 {date}', en: 'until {date}' },
  daysLeft: { zh: '{n} 天', en: '{n} d' },
  overdue: { zh: '已到期', en: 'late' },
  correctsValue: { zh: '更正现行值', en: 'This corrects a value in force' },
} as const satisfies Record<string, Words>
