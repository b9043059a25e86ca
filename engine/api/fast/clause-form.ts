import type { Decision, OutputValue } from '../../decision/decision.ts'
import { decimalsOf, notInForce, outputValue } from '../../decision/outcome.ts'
import { type Expression, walk } from '../../expression/expression.ts'
import type { DecidingPlan } from '../../plan/plan.ts'
import { type FactForm, isDayForm } from './fact-forms.ts'
import { bitsPerWord, wordsFor } from './row-reader.ts'

/** A day that has to be known before something may be left for later. */
export interface DatedNeed {
  /** Where the day stands in a row. */
  readonly key: string
  readonly from: number
}

/** What of a clause is the same for every applicant, once generated code decides it. */
export interface ClauseForm {
  readonly id: string
  readonly unit: string | null
  readonly hasAmount: boolean
  readonly decimals: number
  /** Codes by the bits of the conditions; out of force they begin with that. */
  readonly failed: CodeLists
  readonly failedOutOfForce: CodeLists
  readonly refer: CodeLists
  readonly inForce: { readonly from: number; readonly until: number; readonly key: string } | null
  /** What a clause gives that refuses, or that cannot say; null: it has to be reckoned. */
  readonly outputs: Readonly<Record<'no' | 'yes' | 'undecided', Decision['outputs'] | null>>
  /** By words of the marks: the facts it reads; those of them that are assumed where they are not given. */
  readonly reads: readonly number[]
  readonly assumes: readonly number[]
  /** Whether what is not given can be needed though it is eligible and its amount is known. */
  readonly canNeedMore: boolean
  /** Of an eligible one: days before which a parameter of its outputs has no value. */
  readonly dated: readonly DatedNeed[]
}

/** No codes; all decisions without any share it. */
export const none: readonly never[] = Object.freeze([])

/** Lists of codes by the set of bits they stand for, each made once. */
export class CodeLists {
  readonly #codes: readonly string[]
  readonly #first: readonly string[]
  readonly #lists: (readonly string[] | undefined)[] = []

  /** `first` stands before all others. */
  constructor(codes: readonly string[], first: readonly string[] = []) {
    this.#codes = codes
    this.#first = first
    this.#lists[0] = first.length === 0 ? none : Object.freeze([...first])
  }

  /** Whether no set of bits gives a code. */
  get isEmpty(): boolean {
    return this.#codes.length === 0 && this.#first.length === 0
  }

  of(bits: number): readonly string[] {
    return this.#lists[bits] ?? this.#make(bits)
  }

  #make(bits: number): readonly string[] {
    const list = Object.freeze([...this.#first, ...this.#codes.filter((_, index) => bits & (1 << index))])
    // Of many conditions there are too many sets to keep.
    if (bits < 4096) this.#lists[bits] = list
    return list
  }
}

/**
 * The form of a clause that generated code decides.
 *
 * Shape   plan × how facts are read → ClauseForm; null: closures decide it, each time
 */
export function clauseForm(
  plan: DecidingPlan,
  forms: readonly FactForm[],
  { asOf, assumes }: { readonly asOf: number | null; readonly assumes: boolean },
): ClauseForm | null {
  const { clause } = plan
  const inForce = inForceOf(plan, forms, asOf)
  const dated = datedOutputs(plan, forms, asOf)
  if (inForce === undefined || dated === null) return null
  const failed = plan.conditions.map(({ named }) => named.code)
  return {
    id: clause.id,
    unit: plan.amount ? clause.unit : null,
    hasAmount: plan.amount !== null,
    decimals: decimalsOf(plan.rounding),
    failed: new CodeLists(failed),
    failedOutOfForce: new CodeLists(failed, [notInForce]),
    refer: new CodeLists(plan.refer.map(({ refer }) => refer.code)),
    inForce,
    outputs: outputsOf(plan),
    reads: marksOf(
      clause.facts.filter(({ name }) => !(name === 'as_of' && asOf !== null)),
      forms,
    ),
    assumes: assumes
      ? marksOf(
          clause.facts.filter(({ absent, type }) => absent !== undefined || mayHaveFields(type)),
          forms,
        )
      : [],
    canNeedMore:
      plan.outputs.some(({ output }) => output.onlyEligible) || plan.refer.some(({ when }) => when),
    dated,
  }
}

const mayHaveFields = (type: { readonly name: string; readonly of?: { readonly name: string } }): boolean =>
  type.name === 'record' || type.of?.name === 'record'

function marksOf(facts: readonly { readonly name: string }[], forms: readonly FactForm[]): readonly number[] {
  const words = Array.from({ length: wordsFor(forms) }, () => 0)
  for (const { name } of facts) {
    const index = forms.findIndex((form) => form.name === name)
    const word = Math.floor(index / bitsPerWord)
    words[word] = (words[word] as number) | (1 << (index % bitsPerWord))
  }
  return words
}

/** undefined: the day is no number in a row. */
function inForceOf(
  { clause: { effective, readAt, facts } }: DecidingPlan,
  forms: readonly FactForm[],
  asOf: number | null,
): ClauseForm['inForce'] | undefined {
  const [from, until] = [effective.from?.day ?? -Infinity, effective.until?.day ?? Infinity]
  if (effective.from === null && effective.until === null) return null
  if (readAt === 'as_of' && asOf !== null)
    return asOf >= from && asOf < until ? null : { from: Infinity, until: Infinity, key: '' }
  if (facts.find(({ name }) => name === readAt)?.absent !== undefined) return undefined
  const form = forms.find(({ name }) => name === readAt)
  return form && isDayForm(form) ? { from, until, key: form.key } : undefined
}

function outputsOf({ outputs }: DecidingPlan): ClauseForm['outputs'] {
  const empty = Object.freeze({})
  if (outputs.length === 0) return { no: empty, yes: empty, undecided: empty }
  if (outputs.some(({ output }) => !output.onlyEligible)) return { no: null, yes: null, undecided: null }
  const otherwise = outputs.flatMap(({ output: { name, otherwise: value, type } }) =>
    value === undefined ? [] : [[name, outputValue(value, type, null)] as const],
  )
  return { no: Object.freeze(Object.fromEntries<OutputValue>(otherwise)), yes: null, undecided: empty }
}

/**
 * A parameter without a value on its day refuses the applicant, so outputs that read one cannot wait.
 *
 * Shape   plan → days from which all is well; null: nobody can say beforehand
 */
function datedOutputs(
  plan: DecidingPlan,
  forms: readonly FactForm[],
  asOf: number | null,
): readonly DatedNeed[] | null {
  const needs: DatedNeed[] = []
  const asked = plan.outputs.filter(({ output }) => output.onlyEligible)
  const seen = new Set<string>()
  const todo: Expression[] = asked.flatMap(({ steps, when }) => [
    ...steps.map(({ expression }) => expression),
    ...(when ? [when] : []),
  ])
  for (let next = todo.pop(); next; next = todo.pop())
    for (const one of walk(next)) {
      if (one.kind === 'value' && !seen.has(one.name)) {
        seen.add(one.name)
        const value = plan.values.find(({ named }) => named.name === one.name)
        todo.push(...(value?.steps ?? []).map(({ expression }) => expression))
      }
      if (one.kind !== 'parameter') continue
      const values = plan.parameters.get(one.name) ?? []
      const first = values[0]
      if (first?.from === null && !values.some(({ value }) => value === null)) continue
      if (!first || first.from === null || values.some(({ value }) => value === null)) return null
      if (one.at === 'month') return null
      const { fact } = one.at
      const from = first.from.day
      if (fact === 'as_of' && asOf !== null) {
        if (asOf < from) return null
        continue
      }
      const form = forms.find(({ name }) => name === fact)
      if (
        !form ||
        !isDayForm(form) ||
        plan.clause.facts.find(({ name }) => name === fact)?.absent !== undefined
      )
        return null
      if (!needs.some((need) => need.key === form.key && need.from >= from))
        needs.push({ key: form.key, from })
    }
  return needs
}
