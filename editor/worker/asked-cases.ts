import {
  type CaseResult,
  type Clause,
  formatDate,
  groupDigits,
  type OtherRuns,
  type Otherwise,
  operandsOf,
  type Parameter,
  parametersRead,
  parseDate,
  parseReading,
  Rational,
  runsOtherwise,
  type Suite,
  valueOn,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { type Asking, isPlain, questionOf } from '../state/asked.ts'
import type { CauseView, MovedView } from '../state/view.ts'
import { dayOf } from './edited.ts'
import { outcomeWords } from './outcome.ts'
import { shownValue } from './parameters.ts'
import { causeOf, type Explain } from './trace.ts'

/** A case as it is asked, where that gives something else than it is tested for. */
export interface Moved extends MovedView {
  readonly causes: readonly CauseView[]
}

/** The cases of one suite, asked for a day and under readings. */
export interface AskedCases {
  readonly moved: (result: CaseResult) => Promise<Moved | null>
  /** As it is asked. */
  readonly explain: Explain
  readonly result: (tested: CaseResult) => CaseResult
}

// What a result comes to when it is asked otherwise rests on nothing but what the result rests on.
const kept = new WeakMap<CaseResult, { readonly key: string; readonly moved: Promise<Moved | null> }>()

/**
 * Cases as they are asked beside as they are tested: a case without a day is decided for the one asked, and
 * open questions are read as chosen. Null where nothing is asked.
 */
export function askedCases(
  suite: Suite,
  workspace: Workspace,
  asking: Asking,
  tested: Explain,
): AskedCases | null {
  if (isPlain(asking)) return null
  const key = JSON.stringify(asking)
  const all = otherwiseOf(asking)
  const runs = runsOtherwise(suite, all)
  const without = new Map<string, OtherRuns>()
  const runWithout = (factor: string, otherwise: Otherwise) => {
    const known = without.get(factor) ?? runsOtherwise(suite, otherwise)
    without.set(factor, known)
    return known
  }
  const explain: Explain = (id, reading) => runs.explain(id, reading)

  const find = async (result: CaseResult): Promise<Moved | null> => {
    const reading = result.reading ?? null
    const other = runs.run(result.id, reading)
    if (!other || outcomeOf(other) === outcomeOf(result)) return null
    const restores = (factor: string, otherwise: Otherwise) => {
      const run = runWithout(factor, otherwise).run(result.id, reading)
      return run !== undefined && outcomeOf(run) === outcomeOf(result)
    }
    const factors = factorsOf(asking, result, workspace).filter((factor) => factor.matters)
    const alone = factors.find(({ cause, otherwise }) => restores(cause.key, otherwise))
    const causes = (alone ? [alone] : factors).map(({ cause }) => cause)
    const valued = causes[0]?.kind === 'day' ? valueCauses(result, workspace, all, restores) : []
    const [now, before] = await Promise.all([explain(result.id, reading), tested(result.id, reading)])
    const read = now.flatMap(({ rules }) => parametersRead(operandsOf(rules.rules)).map(({ name }) => name))
    const place = causeOf(now, before, new Set(read))
    return {
      causes: valued.length > 0 ? valued : causes,
      cause: (valued.length > 0 ? valued : causes).map((one) => one.key).join(' + '),
      expected: headlineOf(result, workspace),
      actual: headlineOf(other, workspace),
      change: changeOf(result, other),
      reason:
        place?.kind === 'step'
          ? (place.step.note ?? null)
          : place?.kind === 'condition'
            ? place.condition.given
            : conditionMoved(now, before),
    }
  }
  return {
    explain,
    result: (result) => runs.run(result.id, result.reading ?? null) ?? result,
    moved: (result) => {
      const known = kept.get(result)
      if (known?.key === key) return known.moved
      const moved = find(result)
      kept.set(result, { key, moved })
      return moved
    },
  }
}

function otherwiseOf({ asOf, readings }: Asking): Otherwise {
  const day = asOf === null ? undefined : parseDate(asOf)
  return { ...(day && { asOf: day }), readings: readings.map(parseReading) }
}

interface Factor {
  readonly cause: CauseView
  /** The asking without it. */
  readonly otherwise: Otherwise
  readonly matters: boolean
}

function factorsOf(asking: Asking, result: CaseResult, workspace: Workspace): readonly Factor[] {
  const day: Factor[] =
    asking.asOf === null
      ? []
      : [
          {
            cause: {
              key: `day ${asking.asOf}`,
              kind: 'day',
              words: { zh: `判定日 ${asking.asOf}`, en: `as of ${asking.asOf}` },
            },
            otherwise: otherwiseOf({ ...asking, asOf: null }),
            matters: true,
          },
        ]
  const readings = asking.readings.map((reading): Factor => {
    const question = questionOf(reading)
    const chosen = parseReading(reading)
    return {
      cause: {
        key: `reading ${reading}`,
        kind: 'reading',
        words: readingWords(reading, result.clauses, workspace),
      },
      otherwise: otherwiseOf({
        ...asking,
        readings: asking.readings.filter((one) => questionOf(one) !== question),
      }),
      // A clause that does not state the question is the same under it.
      matters: result.clauses.some((id) => workspace.clauseUnder(id, [chosen]) !== workspace.clause(id)),
    }
  })
  return [...day, ...readings]
}

function readingWords(reading: string, clauses: readonly string[], workspace: Workspace): Words {
  const { id, alternative } = parseReading(reading)
  const stated = clauses.flatMap((clause) => workspace.clause(clause)?.readings ?? [])
  const question = stated.find((one) => one.id === id)
  const taken = question?.alternatives.find(({ name }) => name === alternative) ?? question?.alternatives[0]
  return taken
    ? { zh: `口径 ${id}：${taken.because.zh}`, en: `reading ${id}: ${taken.because.en}` }
    : { zh: `口径 ${reading}`, en: `reading ${reading}` }
}

/** The values from a day that move a case: without them it comes to what it is tested for. */
function valueCauses(
  result: CaseResult,
  workspace: Workspace,
  all: Otherwise,
  restores: (factor: string, otherwise: Otherwise) => boolean,
): readonly CauseView[] {
  const { asOf } = all
  if (!asOf) return []
  const clauses = result.clauses.flatMap((id) => workspace.clauseUnder(id, all.readings ?? []) ?? [])
  const later = [...new Map(clauses.flatMap(readBy).map((one) => [one.name, one])).values()].flatMap(
    (parameter) => {
      const [first] = parameter.values
      const then = valueOn(parameter.values, asOf)
      return first && then !== first ? [{ parameter, first, then }] : []
    },
  )
  const values = (which: typeof later) =>
    new Map(
      which.map(({ parameter, first }) => [parameter.name, [{ from: null, value: first.value }]] as const),
    )
  const tell = ({ parameter, then }: (typeof later)[number]): CauseView => {
    if (!then) {
      const day = formatDate(asOf)
      return {
        key: `from ${parameter.name} ${day}`,
        kind: 'from',
        words: {
          zh: `${parameter.title.zh} 在 ${day} 没有值`,
          en: `${parameter.title.en} has no value on ${day}`,
        },
      }
    }
    const shown = shownValue(then, parameter.type)
    const from = dayOf(then) ?? ''
    return {
      key: `from ${parameter.name} ${from}`,
      kind: 'from',
      words: {
        zh: `${parameter.title.zh} 自 ${from} ${shown.zh}`,
        en: `${parameter.title.en} ${shown.en} from ${from}`,
      },
    }
  }
  const alone = later.find((one) => restores(`from ${one.parameter.name}`, { ...all, values: values([one]) }))
  if (alone) return [tell(alone)]
  const names = later.map(({ parameter }) => parameter.name).join(' ')
  return later.length > 1 && restores(`from ${names}`, { ...all, values: values(later) })
    ? later.map(tell)
    : []
}

const readBy = (clause: Clause): readonly Parameter[] => parametersRead(operandsOf(clause.rules))

/** All that a case comes to, as one text. What carries a decision, an assumed fact say, is no part of it. */
const outcomeOf = ({ decisions, total }: CaseResult): string =>
  JSON.stringify([
    decisions.map(({ eligible, amount, failed, refer, outputs }) => [
      eligible,
      amount,
      failed,
      refer,
      outputs,
    ]),
    total?.amount,
    total?.remaining,
  ])

/** What a case comes to in one word or number: the first clause's, or the total. */
function headlineOf({ clause, decisions: [decision], total }: CaseResult, workspace: Workspace): Words {
  if (clause === null)
    return outcomeWords({ eligible: null, amount: total?.amount ?? null, consistent: null }, undefined)
  return outcomeWords(
    {
      eligible: decision?.eligible ?? null,
      amount: decision?.amount ?? null,
      consistent: decision?.outputs.consistent ?? null,
    },
    workspace.clause(clause),
  )
}

function changeOf(before: CaseResult, after: CaseResult): string | null {
  const [from, to] = [before, after].map(({ clause, decisions, total }) =>
    Rational.parse((clause === null ? total?.amount : decisions[0]?.amount) ?? ''),
  )
  if (!from || !to || from.equals(to)) return null
  const change = to.minus(from)
  return `${change.isNegative ? '' : '+'}${groupDigits(change.toString(2))}`
}

/** The condition that holds on one side alone. */
function conditionMoved(
  now: Awaited<ReturnType<Explain>>,
  before: Awaited<ReturnType<Explain>>,
): Words | null {
  for (const [index, { clause, explanation }] of now.entries()) {
    const old = before[index]
    if (!old || old.clause !== clause) continue
    for (const { code, holds, given } of explanation.conditions) {
      const was = old.explanation.conditions.find((one) => one.code === code)
      if (was ? was.holds !== holds : holds !== true) return given
    }
  }
  return null
}
