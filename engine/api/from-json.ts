import type { Rounding } from '../base/rational.ts'
import { sameWords } from '../base/words.ts'
import type { Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { DecidingPlan, ParameterValues } from '../plan/plan.ts'
import type { EffectiveRange, FactDeclaration, Origin } from '../policy/declarations.ts'
import type { Pays } from '../policy/policy.ts'
import type { RecordField, TypeName, ValueType } from '../policy/types.ts'
import { fromJson } from './exact-json.ts'
import type { ClauseParts, PolicyParts } from './parts.ts'
import {
  type Json,
  type PortableClause,
  type PortablePolicy,
  type PortableType,
  portableFormat,
} from './portable.ts'
import { type Problem, problemOf } from './problem.ts'

/**
 * The parts of a compiled policy from its JSON.
 *
 * Errors  VALUE_TYPE for what is no compiled policy, LANGUAGE_VERSION for one of another form (returned)
 */
export function partsFromJson(json: unknown): PolicyParts {
  const portable = json as PortablePolicy | null
  if (typeof portable !== 'object' || portable?.clausebook !== 'compiled-policy') return faulty(notCompiled)
  if (portable.format !== portableFormat) return faulty(otherFormat(portable.format))
  try {
    const types = portable.types.map(typeFrom)
    const facts = portable.facts.map(
      ({ name, type, absent }): FactDeclaration => ({
        name,
        title: sameWords(name),
        type: at(types, type),
        absent: absent === undefined ? undefined : valueFrom(absent),
        from: null,
        outside: false,
        figures: [],
        fixed: false,
        authority: null,
        origin: nowhere,
      }),
    )
    return {
      policies: portable.policies.map(({ id, version }) => ({ id, version })),
      readings: [...portable.readings],
      vocabulary: portable.vocabulary.map((place) => at(facts, place)),
      clauses: portable.clauses.map((clause) => clauseFrom(clause, facts)),
      problems: [],
    }
  } catch {
    // Cut short or changed by hand: whatever does not fit, nothing is decided.
    return faulty(notCompiled)
  }
}

const faulty = (problem: Problem): PolicyParts => ({
  policies: [],
  readings: [],
  vocabulary: [],
  clauses: [],
  problems: [problem],
})

const again = { zh: '用 `clausebook compile` 重新生成', en: 'make it anew with `clausebook compile`' }

const notCompiled = problemOf(
  'VALUE_TYPE',
  null,
  { zh: '这不是编译好的政策', en: 'this is no compiled policy' },
  again,
)

const otherFormat = (format: unknown): Problem =>
  problemOf(
    'LANGUAGE_VERSION',
    null,
    {
      zh: `编译好的政策是格式 ${String(format)}，这里读的是格式 ${portableFormat}`,
      en: `the compiled policy has format ${String(format)}, and format ${portableFormat} is read`,
    },
    again,
  )

/** A compiled policy keeps no places. */
const nowhere: Origin = { file: '', path: [], span: [0, 0] }

function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error(`nothing stands at ${place}`)
  return found
}

const valueFrom = (json: Json): Value => fromJson(json) as Value
const expressionFrom = (json: Json): Expression => fromJson(json) as Expression
const roundingFrom = (json: Json): Rounding | null => fromJson(json) as Rounding | null
const stepsFrom = (steps: readonly Json[]) => steps.map((step) => ({ expression: expressionFrom(step) }))
const whenFrom = (json: Json): Expression | null => (json === null ? null : expressionFrom(json))

function typeFrom(type: PortableType): ValueType {
  const { name, values, of, fields, min, max, ...rest } = type
  return {
    ...rest,
    name: name as TypeName,
    ...(values && { values: Object.fromEntries(values.map((one) => [one, sameWords(one)])) }),
    ...(of && { of: typeFrom(of) }),
    ...(fields && {
      fields: Object.fromEntries(
        fields.map(({ name: field, type: of, absent }): [string, RecordField] => [
          field,
          {
            title: sameWords(field),
            type: typeFrom(of),
            absent: absent === undefined ? undefined : valueFrom(absent),
          },
        ]),
      ),
    }),
    ...(min !== undefined && { min: valueFrom(min) }),
    ...(max !== undefined && { max: valueFrom(max) }),
  }
}

/** How an output is written. */
function quantityFrom({ name, unit, of, fields }: PortableType): Quantity {
  return {
    name,
    ...(unit !== undefined && { unit }),
    ...(of && { of: quantityFrom(of) }),
    ...(fields && {
      fields: Object.fromEntries(fields.map((field) => [field.name, quantityFrom(field.type)])),
    }),
  }
}

function clauseFrom(one: PortableClause, facts: readonly FactDeclaration[]): ClauseParts {
  const plan: DecidingPlan = {
    clause: {
      id: one.id,
      kind: one.kind,
      pays: one.pays as Pays,
      unit: one.unit,
      opens: one.opens,
      stacking: one.stacking && {
        ...one.stacking,
        title: sameWords(one.stacking.name),
        because: sameWords(''),
        origin: nowhere,
      },
      effective: fromJson(one.effective) as EffectiveRange,
      readAt: one.readAt,
      facts: one.facts.map((place) => at(facts, place)),
    },
    conditions: one.conditions.map(({ code, expression }) => ({
      named: { code },
      expression: expressionFrom(expression),
    })),
    values: one.values.map(({ name, steps }) => ({ named: { name }, steps: stepsFrom(steps) })),
    amount: one.amount && stepsFrom(one.amount),
    rounding: roundingFrom(one.rounding),
    outputs: one.outputs.map(({ name, steps, when, onlyEligible, otherwise, type, rounding }) => ({
      output: {
        name,
        onlyEligible,
        otherwise: otherwise === undefined ? undefined : valueFrom(otherwise),
        type: type ? quantityFrom(type) : undefined,
        rounding: roundingFrom(rounding),
      },
      steps: stepsFrom(steps),
      when: whenFrom(when),
    })),
    refer: one.refer.map(({ code, always, when }) => ({ refer: { code, always }, when: whenFrom(when) })),
    parameters: new Map(one.parameters.map(([name, values]) => [name, fromJson(values) as ParameterValues])),
  }
  return { plan, looking: { id: one.id, looksAt: one.looksAt } }
}
