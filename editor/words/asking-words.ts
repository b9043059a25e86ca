import type { Words } from '../../engine/index.ts'

/** What the menus of the top bar say: version, day and readings. */
export const askingWords = {
  asked: { zh: '判定所依', en: 'Decided by' },
  policyVersion: { zh: '政策版本', en: 'Version' },
  draftVersion: { zh: '{version} 草稿', en: '{version} draft' },
  asOfDay: { zh: '判定日', en: 'As of' },
  asEachCase: { zh: '按用例', en: 'each case' },
  asEachCaseLong: { zh: '按用例自己写的日期', en: 'The day each case states' },
  asEachCaseHint: {
    zh: '没有写日期的用例，取原文所写的值',
    en: 'A case without a day takes the value that the text states',
  },
  askDay: { zh: '改按这一天判定', en: 'Decide as of this day' },
  askDayHint: {
    zh: '没有写日期的用例再按这一天判定一次；变了的列出来，不算不通过',
    en: 'Cases without a day are decided once more as of it; what moves is shown and is no failure',
  },
  today: { zh: '今天', en: 'Today' },
  daysOfValues: { zh: '新值起算的日子', en: 'Days from which values hold' },
  andMore: { zh: '{what} 等 {n} 项', en: '{what} and {n} in all' },
  readingMenu: { zh: '解释口径', en: 'Reading' },
  readingsPlain: { zh: '默认', en: 'default' },
  readingsChosen: { zh: '{n} 处不同', en: '{n} changed' },
  readingsRestore: { zh: '全部恢复默认', en: 'All by default again' },
  readingsOfClause: { zh: '本条的疑义', en: 'Of this clause' },
  readingsOfOthers: { zh: '其他条款的疑义', en: 'Of other clauses' },
  readingsOfPolicy: { zh: '适用于全部条款的疑义', en: 'Of all clauses' },
  findReading: { zh: '查找疑义', en: 'Find a question' },
  findReadingHint: { zh: '字词或编号，如 AMB-22', en: 'words or a number such as AMB-22' },
  noReadingFound: { zh: '没有疑义含“{text}”', en: 'No question has “{text}”' },
  noReadings: { zh: '这项政策没有列出疑义', en: 'This policy states no open question' },
  describedOnly: { zh: '{what}（只作说明）', en: '{what} (described only)' },
  byDefault: { zh: '默认：{because}', en: 'Default: {because}' },
} as const satisfies Record<string, Words>
