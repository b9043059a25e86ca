import type { Words } from '../../engine/index.ts'

/** What the charts of a clause say. */
export const chartWords = {
  amountOver: { zh: '金额随{fact}变化', en: 'The amount over: {fact}' },
  axisFact: { zh: '横轴', en: 'Over' },
  chartNow: { zh: '现在', en: 'Now' },
  chartSaved: { zh: '上次保存', en: 'Saved' },
  chartOthers: { zh: '其他情况取自用例 {n}', en: 'other facts from case {n}' },
  chartNoCase: {
    zh: '没有打开的用例，其他情况未知。在右边打开一例，图表就用它的情况。',
    en: 'No case is open, so the other facts are not known. Open one on the right and the chart uses its facts.',
  },
  chartSame: { zh: '与上次保存相同', en: 'the same as saved' },
  chartNoAmount: { zh: '本条没有金额，没有图表。', en: 'This clause has no amount, so there is no chart.' },
  chartNoFact: {
    zh: '本条的金额不随任何数或日期变化。',
    en: 'The amount of this clause goes with no number and no date.',
  },
  chartTry: { zh: '取值', en: 'At' },
  chartDifference: { zh: '相差', en: 'Difference' },
  bendAt: { zh: '转折 {value}', en: 'bends at {value}' },
  cliffAt: { zh: '跳变 {value}', en: 'jumps at {value}' },
  chartLabel: {
    zh: '{fact}与金额的关系；同样的内容在下面的表里',
    en: '{fact} and the amount; the table below says the same',
  },
  chartTable: { zh: '各段的金额', en: 'The amount, stretch by stretch' },
  chartIncomplete: {
    zh: '图不完整，没有跟到：{what}',
    en: 'The chart is not complete; not followed: {what}',
  },
  changeHead: { zh: '相差', en: 'Change' },
  parameterSteps: { zh: '参数沿革', en: 'Values over time' },
  stepsLabel: { zh: '{name}：{values}', en: '{name}: {values}' },
} as const satisfies Record<string, Words>
