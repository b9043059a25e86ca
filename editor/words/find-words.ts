import type { Words } from '../../engine/index.ts'

/** What finding and the overview say. */
export const findWords = {
  findAnything: { zh: '查找条款、字词、数字、事实', en: 'Find clauses, words, numbers, facts' },
  findExamples: {
    zh: '例如：3000、首次经营、年租金、AMB-23、三(二)3',
    en: 'For example: 3000, first venture, annual rent, AMB-23, 三(二)3',
  },
  findNothing: {
    zh: '没有找到“{text}”。少写一个词，或换一个说法。',
    en: 'Nothing has “{text}”. Try fewer words, or others.',
  },
  findLooking: { zh: '正在读取…', en: 'Reading…' },
  findKind_clause: { zh: '条款', en: 'Clauses' },
  findKind_parameter: { zh: '参数', en: 'Parameters' },
  findKind_fact: { zh: '事实', en: 'Facts' },
  findKind_condition: { zh: '享受条件', en: 'Conditions' },
  findKind_case: { zh: '用例', en: 'Cases' },
  findKind_quote: { zh: '原文', en: 'Texts' },
  findMore: { zh: '{shown} / {count}', en: '{shown} of {count}' },
  keyFindAll: { zh: '查找一切', en: 'Find anything' },

  overview: { zh: '总览', en: 'Overview' },
  overviewHint: {
    zh: '选左边的条款，或按 {key} 查找。',
    en: 'Choose a clause on the left, or press {key} to find one.',
  },
  policyColumn: { zh: '政策', en: 'Policy' },
  versionColumn: { zh: '版本', en: 'Version' },
  clausesColumn: { zh: '条款', en: 'Clauses' },
  casesColumn: { zh: '用例', en: 'Cases' },
  todo: { zh: '待办', en: 'To do' },
  nothingToDo: {
    zh: '没有待办：用例全部通过，没有问题，也没有未保存的改动。',
    en: 'Nothing to do: every case passes, there are no problems and nothing is unsaved.',
  },
  todoUnexplained: { zh: '{n} 例原因不明', en: '{n} cases unexplained' },
  todoExplained: { zh: '{n} 例有据变动，待接受', en: '{n} cases explained, to be accepted' },
  todoErrors: { zh: '{n} 处错误', en: '{n} errors' },
  todoWarnings: { zh: '{n} 处提醒', en: '{n} warnings' },
  todoUnsaved: { zh: '{n} 个文件未保存', en: '{n} files unsaved' },
} as const satisfies Record<string, Words>
