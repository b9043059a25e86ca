import type { Words } from '../base/words.ts'
import { type Comparison, comparisons } from '../expression/expression.ts'

/** A comparison, named as in json-rules-engine (and two of our own over lists), with its words. */
interface Operator {
  readonly name: Comparison
  readonly summary: Words
  /** Between numbers and texts. */
  readonly words: Words
  /** Between dates, where the words differ. */
  readonly dateWords?: Words
}

const between = (zh: string, en: string): Words => ({ zh: `{left}${zh} {right}`, en: `{left} ${en} {right}` })

/** Every operator. json-rules-engine's own are all replaced: they compare JavaScript values. */
export const operators: readonly Operator[] = [
  { name: 'equal', summary: { zh: '等于', en: 'is' }, words: between('为', 'is') },
  { name: 'notEqual', summary: { zh: '不等于', en: 'is not' }, words: between('不为', 'is not') },
  {
    name: 'lessThan',
    summary: { zh: '少于（不含）', en: 'less than' },
    words: between('少于', 'is less than'),
    dateWords: between('早于', 'is before'),
  },
  {
    name: 'lessThanInclusive',
    summary: { zh: '不超过（含）', en: 'at most' },
    words: between('不超过', 'is at most'),
    dateWords: between('不晚于', 'is on or before'),
  },
  {
    name: 'greaterThan',
    summary: { zh: '超过（不含）', en: 'more than' },
    words: between('超过', 'is more than'),
    dateWords: between('晚于', 'is after'),
  },
  {
    name: 'greaterThanInclusive',
    summary: { zh: '不少于（含）', en: 'at least' },
    words: between('不少于', 'is at least'),
    dateWords: between('不早于', 'is on or after'),
  },
  { name: 'in', summary: { zh: '属于', en: 'is one of' }, words: between('属于：', 'is one of:') },
  { name: 'notIn', summary: { zh: '不属于', en: 'is none of' }, words: between('不属于：', 'is none of:') },
  { name: 'contains', summary: { zh: '包括', en: 'includes' }, words: between('包括', 'includes') },
  {
    name: 'doesNotContain',
    summary: { zh: '不包括', en: 'does not include' },
    words: between('不包括', 'does not include'),
  },
  {
    name: 'containsAll',
    summary: { zh: '全部包括', en: 'includes all of' },
    words: between('齐备：', 'includes all of:'),
  },
  {
    name: 'containsAny',
    summary: { zh: '至少包括一项', en: 'includes any of' },
    words: between('至少有一项：', 'includes any of:'),
  },
]

const byName = new Map(operators.map((operator) => [operator.name as string, operator]))

export const findOperator = (name: string): Operator | undefined => byName.get(name)

type Schema = Readonly<Record<string, unknown>>

const described = (zh: string, en: string): Schema => ({ description: `${zh} / ${en}` })

const conditionProperties: Schema = {
  all: {
    type: 'array',
    minItems: 1,
    items: { $ref: '#/$defs/condition' },
    ...described('须全部满足', 'all must hold'),
  },
  any: {
    type: 'array',
    minItems: 1,
    items: { $ref: '#/$defs/condition' },
    ...described('满足一项即可', 'one must hold'),
  },
  not: { $ref: '#/$defs/condition', ...described('不得满足', 'must not hold') },
  condition: { type: 'string', ...described('`conditions:` 里的一项', 'an entry of `conditions:`') },
  given: { type: 'string', ...described('给出了这个事实', 'this fact was given, not assumed') },
  holds: {
    type: 'object',
    required: ['any-of'],
    properties: {
      'any-of': {
        type: 'string',
        ...described('以 holding 结尾的一项 `values:`', 'an entry of `values:` that ends in `holding`'),
      },
    },
    additionalProperties: false,
    ...described('其中至少一项成立', 'one of them holds at least'),
  },
  clause: {
    type: 'string',
    ...described('列表的这一项符合另一条款的条件', 'another clause’s eligibility holds for the entry'),
  },
  fact: { type: 'string', ...described('事实，或 `values:` 里的一项', 'a fact, or an entry of `values:`') },
  path: {
    type: 'string',
    pattern: '^\\$(\\.[A-Za-z_][A-Za-z0-9_]*)+$',
    title: '形如 $.kind 的位置 / a path like $.kind',
    ...described('记录里的位置', 'a way into a record'),
  },
  operator: {
    enum: comparisons,
    description: '比较方式 / how they are compared',
    markdownDescription: operators
      .map((operator) => `- \`${operator.name}\` ${operator.summary.zh} · ${operator.summary.en}`)
      .join('\n'),
  },
  value: {
    type: ['string', 'number', 'boolean', 'array', 'object'],
    items: { type: ['string', 'number', 'boolean'] },
    properties: {
      parameter: { type: 'string', ...described('参数', 'a parameter') },
      fact: { type: 'string', ...described('事实', 'a fact') },
      value: { type: 'string', ...described('`values:` 里的一项', 'an entry of `values:`') },
      at: { type: 'string', ...described('取值的日期事实', 'the date fact it is read at') },
      path: {
        type: 'string',
        pattern: '^\\$(\\.[A-Za-z_][A-Za-z0-9_]*)+$',
        title: '形如 $.kind 的位置 / a path like $.kind',
        ...described('记录里的位置', 'a way into a record'),
      },
    },
    additionalProperties: false,
    ...described('比较的对象', 'what it is compared with'),
  },
}

const shape: Schema = {
  type: 'object',
  minProperties: 1,
  dependentRequired: { fact: ['operator', 'value'], operator: ['fact'], path: ['fact'] },
  additionalProperties: false,
}

/** The JSON Schema of a condition, made from the operators. */
export const conditionSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://clausebook.dev/schemas/condition.schema.json',
  title: '条件 / Condition',
  $ref: '#/$defs/condition',
  $defs: {
    condition: { ...shape, properties: conditionProperties },
    namedCondition: {
      ...shape,
      properties: {
        ...conditionProperties,
        title: {
          type: 'object',
          required: ['zh', 'en'],
          properties: { zh: { type: 'string' }, en: { type: 'string' } },
          additionalProperties: false,
          ...described('条件的说法', 'the condition in words'),
        },
        quote: { type: 'string', ...described('依据的原文', 'the words it rests on') },
      },
    },
  },
})
