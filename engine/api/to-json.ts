import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { ValueType } from '../policy/types.ts'
import { jsonOf } from './exact-json.ts'
import type { ClauseParts, PolicyParts } from './parts.ts'
import {
  type Json,
  type PortableClause,
  type PortableFact,
  type PortablePolicy,
  type PortableType,
  portableFormat,
} from './portable.ts'

/** Gives each thing a place, and the same place when it comes again: clauses share facts, facts share types. */
class Places<T extends object> {
  readonly all: T[] = []
  readonly #known = new Map<T, number>()

  placeOf(one: T): number {
    const known = this.#known.get(one)
    if (known !== undefined) return known
    this.#known.set(one, this.all.length)
    return this.all.push(one) - 1
  }
}

/** The parts of a sound policy as JSON. */
export function portableFrom(parts: PolicyParts): PortablePolicy {
  const facts = new Places<FactDeclaration>()
  const types = new Places<ValueType>()
  const vocabulary = parts.vocabulary.map((fact) => facts.placeOf(fact))
  const clauses = parts.clauses.map((clause) => portableClause(clause, facts))
  return {
    clausebook: 'compiled-policy',
    format: portableFormat,
    policies: parts.policies,
    readings: parts.readings,
    facts: facts.all.map(
      ({ name, type, absent }): PortableFact => ({
        name,
        type: types.placeOf(type),
        ...(absent !== undefined && { absent: jsonOf(absent) }),
      }),
    ),
    types: types.all.map(portableType),
    vocabulary,
    clauses,
  }
}

function portableClause({ plan, looking }: ClauseParts, facts: Places<FactDeclaration>): PortableClause {
  const { clause } = plan
  const steps = (some: readonly { readonly expression: unknown }[]): readonly Json[] =>
    some.map(({ expression }) => jsonOf(expression))
  return {
    id: clause.id,
    kind: clause.kind,
    pays: clause.pays,
    unit: clause.unit,
    opens: clause.opens,
    stacking: clause.stacking && { name: clause.stacking.name, pays: clause.stacking.pays },
    effective: { from: jsonOf(clause.effective.from), until: jsonOf(clause.effective.until) },
    readAt: clause.readAt,
    facts: clause.facts.map((fact) => facts.placeOf(fact)),
    looksAt: looking.looksAt,
    conditions: plan.conditions.map(({ named, expression }) => ({
      code: named.code,
      expression: jsonOf(expression),
    })),
    values: plan.values.map(({ named, steps: some }) => ({ name: named.name, steps: steps(some) })),
    amount: plan.amount && steps(plan.amount),
    rounding: jsonOf(plan.rounding),
    outputs: plan.outputs.map(({ output, steps: some, when }) => ({
      name: output.name,
      steps: steps(some),
      when: jsonOf(when),
      onlyEligible: output.onlyEligible,
      ...(output.otherwise !== undefined && { otherwise: jsonOf(output.otherwise) }),
      type: output.type ? portableQuantity(output.type) : null,
      rounding: jsonOf(output.rounding),
    })),
    refer: plan.refer.map(({ refer, when }) => ({
      code: refer.code,
      always: refer.always,
      when: jsonOf(when),
    })),
    parameters: [...plan.parameters].map(([name, values]) => [
      name,
      // What a value rests on is no part of deciding.
      jsonOf(values.map(({ from, value }) => ({ from, value }))),
    ]),
  }
}

function portableType(type: ValueType): PortableType {
  const { name, unit, per, values, open, of, fields, series, min, max } = type
  return {
    name,
    ...(unit !== undefined && { unit }),
    ...(per !== undefined && { per }),
    ...(values && { values: Object.keys(values) }),
    ...(open && { open }),
    ...(of && { of: portableType(of) }),
    ...(fields && {
      fields: Object.entries(fields).map(([field, { type: of, absent }]) => ({
        name: field,
        type: portableType(of),
        ...(absent !== undefined && { absent: jsonOf(absent) }),
      })),
    }),
    ...(series && { series }),
    ...(min !== undefined && { min: jsonOf(min) }),
    ...(max !== undefined && { max: jsonOf(max) }),
  }
}

/** Of an output: how its value is written. */
const portableQuantity = ({ name, unit, of, fields }: Quantity): PortableType => ({
  name,
  ...(unit !== undefined && { unit }),
  ...(of && { of: portableQuantity(of) }),
  ...(fields && {
    fields: Object.entries(fields).map(([field, one]) => ({ name: field, type: portableQuantity(one) })),
  }),
})
