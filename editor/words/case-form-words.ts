import type { Words } from '../../engine/index.ts'

/** What the form of a case says: loaded with it. */
export const caseFormWords = {
  newCaseTitle: { zh: '新用例', en: 'New case' },
  caseTitle: { zh: '名称', en: 'Name' },
  caseTitleHint: { zh: '例如：租金恰到限额', en: 'such as: Exactly at the cap' },
  caseTitleOther: { zh: '英文名称', en: 'Chinese name' },
  caseTitleOtherHint: { zh: '可不填', en: 'may be left out' },
  caseKind: { zh: '种类', en: 'Kind' },
  kindTypical: { zh: '典型', en: 'typical' },
  kindBoundary: { zh: '边界', en: 'boundary' },
  kindIneligible: { zh: '无资格', en: 'ineligible' },
  kindDiscretion: { zh: '裁量', en: 'discretion' },
  kindRounding: { zh: '取整', en: 'rounding' },
  kindEffective: { zh: '施行日', en: 'effective date' },
  factsRead: { zh: '本条要看的情况', en: 'What this clause looks at' },
  factsReadHint: { zh: '不填即为不知道', en: 'what is left out is not known' },
  notKnown: { zh: '不知道', en: 'unknown' },
  assumedIfLeft: { zh: '不填按 {value} 计', en: 'if left out: {value}' },
  inYamlForm: { zh: '照 YAML 写，如 {example}', en: 'as in YAML, such as {example}' },
  proposed: { zh: '算出的结果', en: 'What it comes to' },
  proposedHint: {
    zh: '由现在的规则算出。核对无误再存；它会成为期望值。',
    en: 'Reckoned by the rules as they stand. Check it before keeping: it becomes what is expected.',
  },
  keepCase: { zh: '核对无误，存为用例', en: 'It is right: keep the case' },
  fileOfCase: { zh: '写入 {path} 末尾', en: 'to be written at the end of {path}' },
  factsOfAll: { zh: '各条款共用的情况', en: 'What is given to all clauses' },
  caseSupposes: { zh: '假设', en: 'Supposing' },
  notAddedUp: { zh: '不计入合计', en: 'not added up' },
} as const satisfies Record<string, Words>
