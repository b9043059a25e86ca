import type { CalendarDate } from '../../base/calendar.ts'
import { decideParts, earlierParts, type PaidPart } from '../../decision/claim.ts'
import type { Decided } from '../../decision/decide.ts'
import type { Decision } from '../../decision/decision.ts'
import type { DecideOptions } from '../../decision/question.ts'
import type { Value } from '../../expression/value.ts'
import type { DecidingPlan } from '../../plan/plan.ts'
import { resultsFor } from '../../scaled/program.ts'
import type { ClauseParts } from '../parts.ts'
import type { Assemble, Way } from './assemble.ts'
import { clauseForm } from './clause-form.ts'
import { codeFor, isLookingBack, type RowProgram } from './code.ts'
import { decisionFrom, type Read } from './decisions.ts'
import { type FactForm, factForms } from './fact-forms.ts'
import { Applicant } from './late.ts'
import { plainReader } from './plain-value.ts'
import { holdsOnly, isReadable, type ReadRow, rowFor, wordsFor } from './row-reader.ts'

/** A clause that is decided, and how closures decide it. */
export interface FastClause extends ClauseParts {
  readonly decider: () => {
    readonly decide: (facts: ReadonlyMap<string, Value>, how: DecideOptions) => Decided
  }
}

export interface FastOptions {
  readonly asOf: CalendarDate | undefined
  readonly assume: 'declared' | 'none'
  /** Every name that facts may have. */
  readonly known: ReadonlySet<string>
}

type Facts = Readonly<Record<string, unknown>>

/** Decisions by the id of their clause; undefined: the applicant takes the exact way. */
export type FastDecide = (facts: unknown) => Readonly<Record<string, Decision>> | undefined

/** A clause with all that deciding it takes. */
interface Prepared extends Way {
  readonly clause: FastClause
  readonly valuesOf: (facts: Facts) => ReadonlyMap<string, Value>
}

/** Code for clauses, and how plain facts are read for it. */
export interface PreparedClauses {
  readonly program: RowProgram
  readonly ways: readonly Prepared[]
  readonly forms: readonly FactForm[]
  readonly read: ReadRow
  readonly assemble: Assemble
  /** Whether facts hold nothing but what was read, and what may stand beside it. */
  readonly holdsOnly: (facts: Facts, given: number) => boolean
}

/** Makes code for clauses. */
export function prepareClauses(clauses: readonly FastClause[], options: FastOptions): PreparedClauses {
  const { assume, asOf = null, known } = options
  const plans = clauses.map(({ plan }) => plan)
  const { program, readerOf, assemblyOf } = codeFor(plans, asOf, assume)
  const declared = clauses.flatMap(({ plan }) => plan.clause.facts)
  const forms = factForms(declared, program)
  const given = { asOf: asOf?.day ?? null, assumes: assume === 'declared' }
  const ways = clauses.map((clause, index): Prepared => {
    const isDone = program.clauses[index]?.code
    const form = isDone ? clauseForm(clause.plan, forms, given) : null
    return { id: clause.plan.clause.id, clause, form, valuesOf: valuesReader(clause.plan, asOf) }
  })
  const names = new Set(forms.map(({ name }) => name))
  return {
    program,
    ways,
    forms,
    read: readerOf(forms),
    assemble: assemblyOf(ways),
    holdsOnly: (facts, count) => holdsOnly(facts, count, names, known),
  }
}

/**
 * Decides plain facts by generated code; what that leaves out is left to closures, clause by clause, or to the
 * exact way, applicant by applicant. Nothing is refused here.
 */
export function fastDecide(
  { program, ways, forms, read, assemble, holdsOnly: isAll }: PreparedClauses,
  assume: FastOptions['assume'],
): FastDecide {
  const looks = ways.some(({ clause, form }) => !form && isLookingBack(clause.plan))
  const results = resultsFor(program)
  const applicant = new CurrentApplicant(
    (clause, facts) => decideClause(ways[clause] as Prepared, facts, []).decision,
  )
  const reading: Read = {
    row: rowFor(forms),
    open: new Int32Array(wordsFor(forms)),
    isOpen: false,
    applicant: () => applicant.kept(),
  }

  function decideClause({ clause, valuesOf }: Prepared, facts: Facts, before: readonly PaidPart[]): Decided {
    return clause.decider().decide(valuesOf(facts), { assume, earlier: earlierParts(before) })
  }
  function decideOne(index: number, before: readonly PaidPart[] = []): Decision | undefined {
    const way = ways[index] as Prepared
    const fast = way.form && decisionFrom(way.form, results, index, reading)
    if (fast) return fast
    const { decision, undated } = decideClause(way, applicant.facts, before)
    return undated.length > 0 ? undefined : decision
  }
  const decideAlone = (index: number) => decideOne(index)

  return (facts) => {
    if (!isReadable(facts)) return undefined
    const count = read(facts, reading.row, reading.open)
    if (count < 0 || !isAll(facts, count)) return undefined
    if (!program.decideInto(reading.row, results)) return undefined
    applicant.is(facts)
    reading.isOpen = hasMarks(reading.open)
    const decisions = looks
      ? decideClaim(ways, facts, decideOne)
      : assemble(results, reading.isOpen, decideAlone)
    applicant.is({})
    return decisions
  }
}

/** In the order that what was paid before asks for. */
function decideClaim(
  ways: readonly Prepared[],
  facts: Facts,
  decideOne: (index: number, before: readonly PaidPart[]) => Decision | undefined,
): Readonly<Record<string, Decision>> | undefined {
  let isWhole = true
  const parts = decideParts<number, PaidPart>(
    [...ways.keys()],
    (index) => (ways[index] as Prepared).clause.looking,
    (index, before) => {
      const { clause, valuesOf } = ways[index] as Prepared
      const decision = isWhole ? decideOne(index, before) : undefined
      if (!decision) isWhole = false
      return { clause: clause.plan.clause, facts: valuesOf(facts), decision: decision as Decision }
    },
  )
  return isWhole ? Object.fromEntries(parts.map(({ clause, decision }) => [clause.id, decision])) : undefined
}

function hasMarks(open: Int32Array): boolean {
  for (let word = 0; word < open.length; word++) if (open[word] !== 0) return true
  return false
}

/** Whoever is being decided; kept only where something waits to be read. */
class CurrentApplicant {
  facts: Facts = {}
  #kept: Applicant | undefined
  readonly #decide: (clause: number, facts: Facts) => Decision

  constructor(decide: (clause: number, facts: Facts) => Decision) {
    this.#decide = decide
  }

  is(facts: Facts): void {
    this.facts = facts
    this.#kept = undefined
  }

  kept(): Applicant {
    this.#kept ??= new Applicant(this.facts, this.#decide)
    return this.#kept
  }
}

/** What a clause reads, as closures take it. */
function valuesReader({ clause }: DecidingPlan, asOf: CalendarDate | null) {
  const readers = clause.facts.map(({ name, type }) => ({ name, read: plainReader(type) }))
  return (facts: Facts): ReadonlyMap<string, Value> => {
    const values = new Map<string, Value>()
    for (const { name, read } of readers) {
      const value = facts[name] === undefined ? undefined : read(facts[name])
      if (value !== undefined) values.set(name, value)
    }
    if (asOf) values.set('as_of', asOf)
    return values
  }
}
