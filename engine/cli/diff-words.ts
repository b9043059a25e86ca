import type { Words } from '../base/words.ts'

/** The words of a diff, however it is printed. */
export const diffWords = {
  nothing: { zh: '没有变化', en: 'Nothing changed' },
  clause: { zh: '条款', en: 'Clause' },
  change: { zh: '改动', en: 'Change' },
  touches: { zh: '影响', en: 'Touches' },
  witness: { zh: '最小例证', en: 'smallest witness' },
  also: { zh: '另一例证', en: 'another witness' },
  whom: { zh: '涉及', en: 'concerns' },
  most: { zh: '幅度', en: 'by how much' },
  unchanged: { zh: '已证明不变', en: 'proven unchanged' },
  open: { zh: '未尽', en: 'not complete' },
  under: { zh: '口径', en: 'under the reading' },
  nobody: { zh: '已证明：没有人的判定会变', en: 'proven: nobody is decided otherwise' },
  noWitness: { zh: '没有找到判定会变的人', en: 'nobody was found who is decided otherwise' },
  cases: { zh: '用例', en: 'cases' },
  others: { zh: '其他条款', en: 'other clauses' },
} satisfies Readonly<Record<string, Words>>

export const sameClauses = (count: number): Words => ({
  zh: `其余 ${count} 条已证明不变：规则相同`,
  en: `the other ${count} clauses are proven unchanged: their rules are the same`,
})

/** The words of the page to sign. */
export const pageWords = {
  title: { zh: '政策修订审阅单', en: 'Review of a policy change' },
  summary: (all: number, amount: number, eligibility: number, decision: number, none: number): Words => ({
    zh: `共 ${all} 处改动：${amount} 处改金额，${eligibility} 处改资格，${decision} 处改其他判定，${none} 处不影响判定。`,
    en: `${all} ${all === 1 ? 'change' : 'changes'}: ${amount} of amounts, ${eligibility} of eligibility, ${decision} of other decisions, ${none} that decide nothing.`,
  }),
  version: { zh: '版本', en: 'Version' },
  called: { zh: '来源', en: 'From' },
  policies: { zh: '政策', en: 'Policies' },
  hash: { zh: '内容指纹（SHA-256）', en: 'Content (SHA-256)' },
  old: { zh: '修订前', en: 'Before' },
  now: { zh: '修订后', en: 'After' },
  files: { zh: '当前文件', en: 'the files as they are' },
  made: { zh: '制表日期', en: 'Made on' },
  nothing: { zh: '没有变化。', en: 'Nothing changed.' },
  gone: { zh: '（原文中）', en: '(in the old version)' },
  elsewhere: {
    zh: '本条文字未改；它读取的参数在别处改了。',
    en: 'Nothing is written otherwise here; a parameter that it reads changed elsewhere.',
  },
  witness: { zh: '最小例证', en: 'Smallest witness' },
  reckoned: { zh: '两版判定', en: 'Decided by both versions' },
  steps: { zh: '计算步骤', en: 'Step' },
  result: { zh: '结果', en: 'Result' },
  none: { zh: '无', en: 'none' },
  same: { zh: '不变', en: 'unchanged' },
  along: {
    zh: '沿“{fact}”逐段：由两版规则的全部分界点得出，不是抽样',
    en: 'Along {fact}: from all breakpoints of both versions, not sampled',
  },
  near: {
    zh: '沿“{fact}”逐段，其余事实同例证；没有全部证明',
    en: 'Along {fact}, all else as the witness has it; not all is proven',
  },
  checked: { zh: '已核对', en: 'Checked' },
  cases: { zh: '用例', en: 'Cases' },
  signed: { zh: '签署', en: 'Signatures' },
  statement: {
    zh: '签署人已逐项核对以上改动。内容指纹不同的版本，不在签署范围内。',
    en: 'Those who sign have checked each change above. A version whose content has another hash is not what was signed.',
  },
  drafted: { zh: '起草', en: 'Drafted by' },
  reviewed: { zh: '审核', en: 'Reviewed by' },
  approved: { zh: '批准', en: 'Approved by' },
  day: { zh: '日期', en: 'Date' },
} as const
