import {
  type DatedValue,
  Rational,
  sameWords,
  unitOf,
  type Value,
  type ValueType,
  type Workspace,
} from '../../engine/index.ts'
import type { YearlyList, YearlyPart } from '../state/yearly-view.ts'
import { labelsFor } from './parameters.ts'

/** A list of names or words as a form has it; null for any other. */
export function listOf(
  type: ValueType,
  values: readonly DatedValue[],
  shown: DatedValue | undefined,
  workspace: Workspace,
): YearlyList | null {
  const of = type.of?.name
  if (type.name !== 'list' || (of !== 'category' && of !== 'text')) return null
  const labels = labelsFor({ type, values }, workspace) ?? {}
  const entries = (value: Value | null | undefined) =>
    Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
  // What once stood in it can stand in it again.
  const known = [...new Set([...values.flatMap(({ value }) => entries(value)), ...Object.keys(labels)])]
  return {
    options: known.map((value) => ({ value, title: labels[value] ?? sameWords(value) })),
    chosen: entries(shown?.value),
    open: of === 'text' || type.of?.open === true || type.of?.values === undefined,
  }
}

const numeric: ReadonlySet<string> = new Set(['money', 'number', 'count', 'duration', 'year'])

/** The fields of a record of numbers; null for any other. */
export function partsOf(type: ValueType, shown: DatedValue | undefined): readonly YearlyPart[] | null {
  const fields = Object.entries(type.fields ?? {})
  if (type.name !== 'record' || fields.length === 0 || !fields.every(([, one]) => numeric.has(one.type.name)))
    return null
  const value = shown?.value
  const held = value && typeof value === 'object' && 'fields' in value ? value.fields : {}
  return fields.map(([key, { title, type: of }]) => {
    const unit = unitOf(of)
    const one = Object.hasOwn(held, key) ? held[key] : undefined
    return {
      key,
      title,
      unit: unit.zh === '' ? null : unit,
      text: one instanceof Rational ? one.toString() : '',
    }
  })
}
