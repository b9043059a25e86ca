import {
  type Clause,
  type ConditionTrace,
  clauseWords,
  type Decision,
  type ExplainedPart,
  type Explanation,
  explainCase,
  operandsOfCondition,
  operandsOfSteps,
  parametersRead,
  type StepTrace,
  type Suite,
  sameWords,
  type Words,
} from '../../engine/index.ts'

/** A case explained, clause by clause. */
export type Explained = readonly ExplainedPart[]

/** A case and the reading it is run under; null: the default. */
export type Explain = (id: string, reading: string | null) => Promise<Explained>

/** Explains cases of one suite, each once. */
export function explainer(suite: Suite): Explain {
  const kept = new Map<string, Promise<Explained>>()
  return (id, reading) => {
    const key = `${id} ${reading ?? ''}`
    const known = kept.get(key)
    if (known) return known
    const asked = explainCase(suite, id, reading)
    kept.set(key, asked)
    return asked
  }
}

type Step = Clause['rules']['outputs'][number]['steps'][number]
type Condition = NonNullable<Clause['rules']['refer'][number]['when']>

/** Two lists of steps beside each other; a step without a partner stands alone. */
export interface Pair<Step> {
  readonly now: Step | null
  readonly saved: Step | null
}

/** Pairs the steps of two texts: in order, the same mechanism with the same. */
export function pairSteps<Step extends { readonly mechanism: string }>(
  now: readonly Step[],
  saved: readonly Step[],
): readonly Pair<Step>[] {
  // The longest common subsequence of mechanisms; formulas have few steps.
  const longest = Array.from({ length: now.length + 1 }, () => new Array<number>(saved.length + 1).fill(0))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = now.length - 1; i >= 0; i--)
    for (let j = saved.length - 1; j >= 0; j--)
      (longest[i] as number[])[j] =
        now[i]?.mechanism === saved[j]?.mechanism
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1))
  const pairs: Pair<Step>[] = []
  let i = 0
  let j = 0
  while (i < now.length || j < saved.length) {
    const [here, there] = [now[i] ?? null, saved[j] ?? null]
    if (here && there && here.mechanism === there.mechanism && at(i, j) === at(i + 1, j + 1) + 1) {
      pairs.push({ now: here, saved: there })
      i++
      j++
    } else if (here && (!there || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ now: here, saved: null })
      i++
    } else {
      pairs.push({ now: null, saved: there })
      j++
    }
  }
  return pairs
}

const areSame = (a: Words | undefined, b: Words | undefined) => a?.zh === b?.zh && a?.en === b?.en

/** All steps of an explanation in the order they are reckoned, those inside months and items too. */
function* stepsOf(explanation: Explanation): Generator<StepTrace> {
  for (const value of explanation.values) yield* deep(value.steps)
  yield* deep(explanation.steps)
}

function* deep(steps: readonly StepTrace[]): Generator<StepTrace> {
  for (const step of steps) {
    for (const part of step.parts ?? []) yield* deep(part.steps)
    yield step
  }
}

/** Where a case parted from the saved text because of an edited parameter. */
export type Cause =
  | { readonly kind: 'step'; readonly step: StepTrace }
  | { readonly kind: 'condition'; readonly condition: ConditionTrace }
  /** An output, or what a person must decide, that reads the parameter itself. */
  | { readonly kind: 'result'; readonly title: Words }

/**
 * The place in the trace at which an edited parameter or condition changed the outcome; undefined where the
 * traces differ at no such place.
 */
export function causeOf(
  now: Explained,
  saved: Explained,
  edited: ReadonlySet<string>,
  conditions: ReadonlySet<string> = new Set(),
): Cause | undefined {
  for (const [index, { clause, rules, explanation }] of now.entries()) {
    const before = saved[index]?.explanation
    if (!before || saved[index]?.clause !== clause) continue
    const reads = new Map(clauseWords(rules).conditions.map(({ code, parameters }) => [code, parameters]))
    for (const condition of explanation.conditions) {
      const old = before.conditions.find(({ code }) => code === condition.code)
      const isEdited =
        conditions.has(condition.code) || reads.get(condition.code)?.some((name) => edited.has(name))
      // A condition that is new holds or it moved the case.
      if (isEdited && (old ? old.holds !== condition.holds : condition.holds !== true))
        return { kind: 'condition', condition }
    }
    for (const { now: step, saved: old } of pairSteps([...stepsOf(explanation)], [...stepsOf(before)]))
      if (step && old && !areSame(step.shown, old.shown) && step.parameters.some((name) => edited.has(name)))
        return { kind: 'step', step }
    const result = movedResult(rules, explanation.decision, before.decision, edited)
    if (result) return { kind: 'result', title: result }
  }
  return undefined
}

/** The title of an output or a referral that is another one now and reads an edited parameter. */
function movedResult(
  { rules }: Clause,
  now: Decision,
  saved: Decision,
  edited: ReadonlySet<string>,
): Words | undefined {
  const reads = (steps: readonly Step[], when: Condition | null) =>
    parametersRead([...operandsOfSteps(steps), ...(when ? operandsOfCondition(when) : [])]).some(({ name }) =>
      edited.has(name),
    )
  const output = rules.outputs.find(
    (one) =>
      JSON.stringify(now.outputs[one.name]) !== JSON.stringify(saved.outputs[one.name]) &&
      reads(one.steps, one.when),
  )
  if (output) return output.title ?? sameWords(output.name)
  const refer = rules.refer.find(
    ({ code, when }) => now.refer.includes(code) !== saved.refer.includes(code) && reads([], when),
  )
  return refer && (refer.title ?? sameWords(refer.code))
}
