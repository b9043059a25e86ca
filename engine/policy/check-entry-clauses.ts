import type { Origin } from './declarations.ts'
import type { Clause } from './policy.ts'
import { type Problems, report } from './problems.ts'
import { conditionsIn, operandsOfCondition, operandsOfSteps } from './reads.ts'
import type { ClauseRules, NamedValue, Operand } from './rules.ts'

/**
 * Whether the clauses that a `where` asks of the entries of a list can be asked: the entries have what
 * they read, and none asks itself in a circle.
 *
 * Errors  NAME_UNKNOWN, NAME_CYCLE, CONDITION_SHAPE (`given` of an entry)
 */
export function checkEntryClauses(clauses: ReadonlyMap<string, Clause>, problems: Problems): void {
  const circles = new Set<string>()
  for (const clause of clauses.values())
    for (const condition of conditionsIn(clause.rules)) {
      if (condition.kind !== 'clause') continue
      const asked = clauses.get(condition.id)
      if (!asked) continue
      if (reaches(asked, clause.id, clauses, new Set())) {
        // A circle is one fault, told at the first clause in it.
        if (!circles.has(asked.id)) reportCircle(condition.id, condition.origin, problems)
        circles.add(clause.id)
        continue
      }
      const { facts, given } = readsOf(asked.rules)
      for (const fact of given) reportGiven(condition.id, fact, condition.origin, problems)
      for (const fact of facts)
        if (!Object.hasOwn(condition.entry.fields, fact))
          report(
            problems,
            'NAME_UNKNOWN',
            condition.origin,
            {
              zh: `\`${condition.id}\` 要用 \`${fact}\`，\`${condition.entry.name}\` 的各项里没有`,
              en: `\`${condition.id}\` reads \`${fact}\`, which the entries of \`${condition.entry.name}\` do not have`,
            },
            {
              zh: `在 facts.yaml 里给 \`${condition.entry.name}\` 的各项加上它`,
              en: `add it to the fields of \`${condition.entry.name}\` in facts.yaml`,
            },
          )
    }
}

function reportCircle(id: string, origin: Origin, problems: Problems): void {
  report(
    problems,
    'NAME_CYCLE',
    origin,
    { zh: `\`${id}\` 又用到本条款`, en: `\`${id}\` asks this clause again` },
    { zh: '去掉其中一处引用', en: 'remove one of the references' },
  )
}

function reaches(from: Clause, id: string, clauses: ReadonlyMap<string, Clause>, seen: Set<string>): boolean {
  if (from.id === id) return true
  if (seen.has(from.id)) return false
  seen.add(from.id)
  return [...conditionsIn(from.rules)].some((condition) => {
    const next = condition.kind === 'clause' ? clauses.get(condition.id) : undefined
    return next !== undefined && reaches(next, id, clauses, seen)
  })
}

/** The facts that conditions read, themselves or through values, and those that they ask to be given. */
function readsOf({ eligibility, values }: ClauseRules) {
  const facts = new Set<string>()
  const read = new Set<NamedValue>()
  const visit = (operands: Iterable<Operand>): void => {
    for (const operand of operands) {
      if (operand.kind === 'fact') facts.add(operand.fact.name)
      const value = operand.kind === 'value' ? values.find(({ name }) => name === operand.name) : undefined
      if (!value || read.has(value)) continue
      read.add(value)
      visit(operandsOfSteps(value.steps))
    }
  }
  for (const { condition } of eligibility) visit(operandsOfCondition(condition))
  const asked = { eligibility, values: [...read], amount: null, rounding: null, outputs: [], refer: [] }
  const given = new Set<string>()
  for (const condition of conditionsIn(asked)) if (condition.kind === 'given') given.add(condition.fact.name)
  return { facts, given }
}

/** What an entry leaves out is filled in as it is assumed, so nothing tells what was given. */
function reportGiven(id: string, fact: string, origin: Origin, problems: Problems): void {
  report(
    problems,
    'CONDITION_SHAPE',
    origin,
    {
      zh: `\`${id}\` 要看是否给出了 \`${fact}\`，对列表的各项不能这样问`,
      en: `\`${id}\` asks whether \`${fact}\` was given, which cannot be asked of an entry`,
    },
    { zh: `改用 \`${fact}\` 的值来判断`, en: `ask for the value of \`${fact}\` instead` },
  )
}
