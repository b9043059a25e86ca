import { mechanisms } from './index.ts'
import type { Argument, Mechanism } from './mechanism.ts'

type Schema = Readonly<Record<string, unknown>>

const words = {
  type: 'object',
  required: ['zh', 'en'],
  properties: { zh: { type: 'string' }, en: { type: 'string' } },
  additionalProperties: false,
}

const described = (zh: string, en: string): Schema => ({ description: `${zh} / ${en}` })

const operandKeys: Schema = {
  parameter: {
    type: 'string',
    ...described('参数名；别的条款的参数写全名', 'a parameter; one of another clause by its full name'),
  },
  fact: { type: 'string', ...described('事实名', 'a fact') },
  value: { type: 'string', ...described('`values:` 里的一项', 'an entry of `values:`') },
  literal: {
    type: ['number', 'string', 'boolean'],
    ...described('直接写的值，须说明理由', 'a value written here, with its reason'),
  },
  because: { ...words, ...described('理由', 'the reason') },
  at: { type: 'string', ...described('取值的日期事实', 'the date fact it is read at') },
  path: {
    type: 'string',
    pattern: '^\\$(\\.[A-Za-z_][A-Za-z0-9_]*)+$',
    ...described('记录里的位置', 'a way into a record'),
  },
}

/** A bare name, or a map that says what it is. Numbers pass here: the loader says why they need a reason. */
const operand: Schema = {
  type: ['string', 'number', 'boolean', 'object'],
  properties: operandKeys,
  additionalProperties: false,
}

const operandReference = { $ref: '#/$defs/operand' }

const caseSchema: Schema = {
  type: 'object',
  properties: {
    when: { $ref: 'condition.schema.json#/$defs/condition', ...described('情形', 'the case') },
    then: { ...operandReference, ...described('取这个值', 'the value then') },
    otherwise: { ...operandReference, ...described('其余情形', 'the value in all other cases') },
  },
  dependentRequired: { when: ['then'], then: ['when'] },
  minProperties: 1,
  additionalProperties: false,
}

const fieldName: Schema = { type: 'string', ...described('记录中的一项', 'a field of a record') }

/** What a rank puts entries in order by: a field, or the quotient of two. */
const rankKey: Schema = {
  type: 'object',
  required: ['first'],
  properties: {
    of: fieldName,
    ratio: {
      type: 'array',
      minItems: 2,
      maxItems: 2,
      items: fieldName,
      ...described('两项之比', 'a quotient'),
    },
    to: { type: 'number', ...described('先四舍五入到', 'rounded half up to a multiple of this first') },
    first: { enum: ['highest', 'lowest'], ...described('高者在前或低者在前', 'which comes first') },
  },
  minProperties: 2,
  additionalProperties: false,
}

function argumentSchema(argument: Argument): Schema {
  switch (argument.kind) {
    case 'operand':
      return operandReference
    case 'operands':
      return {
        type: ['string', 'number', 'boolean', 'object', 'array'],
        minItems: argument.least,
        items: operandReference,
        properties: operandKeys,
        additionalProperties: false,
      }
    case 'named': {
      const all = [...argument.names, ...(argument.oneOf ?? [])]
      const named = Object.fromEntries(all.map((name) => [name, operandReference]))
      return argument.short
        ? {
            type: ['string', 'object'],
            properties: { ...operandKeys, ...named },
            additionalProperties: false,
          }
        : { type: 'object', required: argument.names, properties: named, additionalProperties: false }
    }
    case 'cases':
      return { type: 'array', minItems: 1, items: caseSchema }
    case 'rounding':
      return {
        type: ['string', 'object'],
        required: ['to', 'mode', 'because'],
        properties: {
          to: { type: 'number', ...described('取整到', 'to a multiple of') },
          mode: {
            enum: ['half-up', 'half-even', 'toward-zero', 'away-from-zero', 'downward', 'upward'],
            ...described('取整方式', 'the rounding mode'),
          },
          because: { ...words, ...described('理由', 'the reason') },
        },
        additionalProperties: false,
      }
    case 'entries':
      return {
        type: 'object',
        required: ['list', ...argument.needs],
        properties: {
          list: operandReference,
          ...(argument.needs.includes('where') && {
            where: { $ref: 'condition.schema.json#/$defs/condition', ...described('条件', 'the condition') },
          }),
          ...(argument.needs.includes('by') && {
            by: { type: 'array', minItems: 1, items: { $ref: '#/$defs/rankKey' } },
          }),
          ...(argument.may.includes('first') && { first: operandReference }),
          ...(argument.may.includes('field') && { field: fieldName }),
        },
        additionalProperties: false,
      }
    case 'ranked':
      return argument.place
        ? {
            type: 'object',
            required: ['list', 'place'],
            properties: { list: operandReference, place: operandReference },
            additionalProperties: false,
          }
        : operandReference
    case 'condition':
      return { $ref: 'condition.schema.json#/$defs/condition' }
    case 'conditions':
      return { type: 'array', minItems: 1, items: { type: 'string' } }
    case 'earlier':
      return {
        type: 'object',
        required: ['clause', 'count'],
        properties: {
          clause: { type: 'string', ...described('条款编号', 'a clause id') },
          count: { type: 'string', ...described('那个条款的事实', 'a fact of that clause') },
        },
        additionalProperties: false,
      }
    case 'table':
      return {
        type: 'object',
        required: ['of', 'by'],
        properties: {
          of: { type: 'string', ...described('表格参数', 'a table parameter') },
          by: operandReference,
        },
        additionalProperties: false,
      }
  }
}

const mechanismSchema = (mechanism: Mechanism): Schema => ({
  ...argumentSchema(mechanism.argument),
  description: `${mechanism.summary.zh} / ${mechanism.summary.en}`,
  markdownDescription: `**${mechanism.summary.zh}** · ${mechanism.summary.en}\n\n\`\`\`yaml\n- ${mechanism.example}\n\`\`\``,
})

/** The JSON Schema of a formula, made from the mechanisms. */
export const formulaSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://clausebook.dev/schemas/formula.schema.json',
  title: '公式 / Formula',
  $ref: '#/$defs/steps',
  $defs: {
    steps: {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/step' },
      ...described('从上到下逐步计算', 'steps, top to bottom'),
    },
    // An entry of `values:`: steps, or steps with a title that people read. Any other map was meant as steps.
    namedSteps: {
      ...described('从上到下逐步计算', 'steps, top to bottom'),
      if: { type: 'object', anyOf: [{ required: ['title'] }, { required: ['steps'] }] },
      then: {
        required: ['title', 'steps'],
        properties: {
          title: { ...words, ...described('说法', 'what people call it') },
          steps: { $ref: '#/$defs/steps' },
        },
        additionalProperties: false,
      },
      else: { $ref: '#/$defs/steps' },
    },
    step: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      properties: Object.fromEntries(
        mechanisms.map((mechanism) => [mechanism.name, mechanismSchema(mechanism)]),
      ),
      additionalProperties: false,
    },
    operand,
    rankKey,
  },
})
