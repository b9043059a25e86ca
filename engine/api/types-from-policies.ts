import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { notInForce } from '../decision/outcome.ts'
import type { Value } from '../expression/value.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { Clause } from '../policy/policy.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import {
  commentText,
  factTypeText,
  keyText,
  measureOf,
  outputTypeText,
  quoted,
  unionOf,
} from './type-text.ts'

/**
 * TypeScript types of the facts and decisions of policies: a misspelt fact or category does not compile.
 *
 * Shape   Workspace × readings → the text of a module that imports types from `clausebook` alone
 */
export function typesFromPolicies(workspace: Workspace, readings: readonly string[] = []): string {
  const chosen = readings.map(parseReading)
  const clauses = clausesOf(workspace).map((clause) => workspace.clauseUnder(clause.id, chosen) ?? clause)
  const from = workspace.policies.map(({ id, version }) => `${id} ${version}`).join(', ')
  const under = readings.length === 0 ? '' : ` under ${readings.join(', ')}`
  const body = [factsText(workspace, clauses), factsOfText(clauses), decisionsText(clauses)].join('\n')
  const imported = ['DecisionOf', 'ExactNumber', 'OutputValue', 'PlainValue'].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(body),
  )
  return [
    `// Made by \`clausebook types\` from ${from}${under}. Do not edit.`,
    `import type { ${imported.join(', ')} } from 'clausebook'`,
    '',
    body,
  ].join('\n')
}

/** Every name of the vocabularies, with all the meanings that policies and clauses give it. */
function factsText(workspace: Workspace, clauses: readonly Clause[]): string {
  const meanings = new Map<string, FactDeclaration[]>()
  const all = [...workspace.policies.flatMap(({ facts }) => facts), ...clauses.flatMap(({ facts }) => facts)]
  for (const fact of all) meanings.set(fact.name, [...(meanings.get(fact.name) ?? []), fact])
  const lines = [...meanings.values()].map((facts) => {
    const [first] = facts as [FactDeclaration]
    const types = [...new Set(facts.map(({ type }) => factTypeText(type, '  ')))]
    return (
      commentText(first.title, [...measureOf(first.type), ...absentWords(first)], '  ') +
      `  readonly ${keyText(first.name)}?: ${types.join(' | ')} | undefined\n`
    )
  })
  const about = commentText(
    {
      zh: '一位申请人的事实；不写的事实为未知，除非注明视为什么',
      en: 'Facts of one applicant; one that is not given is unknown, unless its comment says what it counts as',
    },
    [],
    '',
  )
  return `${about}export interface Facts {\n${lines.join('')}}\n`
}

function absentWords({ absent }: FactDeclaration): readonly Words[] {
  const text = absent === undefined ? undefined : shortText(absent)
  return text === undefined ? [] : [{ zh: `不写视为 ${text}`, en: `not given: ${text}` }]
}

const shortText = (value: Value): string | undefined => {
  if (value instanceof Rational) return value.toString()
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined
  if (typeof value === 'object' && value !== null) return undefined
  return String(value)
}

/** What each clause reads; with the facts that have no assumption given, it is decided. */
function factsOfText(clauses: readonly Clause[]): string {
  const lines = clauses.map(({ id, facts }) => {
    // The day may be given as the option `asOf`.
    const needed = facts.filter(({ name, absent }) => absent === undefined && name !== 'as_of')
    const namesOf = (some: typeof facts) => unionOf(some.map(({ name }) => name))
    const assumed = facts.filter((fact) => !needed.includes(fact))
    return `  readonly ${quoted(id)}: Reads<${namesOf(needed)}, ${namesOf(assumed)}>\n`
  })
  const reads = commentText(
    { zh: '必须写的，和可以不写的', en: 'Facts that are needed, and those that are not' },
    [],
    '',
  )
  const about = commentText(
    {
      zh: '每一条读的事实：没有假定的都写上，就能得出结果',
      en: 'The facts of each clause: with all that have no assumption, it is decided',
    },
    [],
    '',
  )
  return (
    `${reads}export type Reads<Needed extends keyof Facts, Assumed extends keyof Facts> = {\n` +
    `  readonly [Fact in Needed]-?: Exclude<Facts[Fact], undefined>\n} & Pick<Facts, Assumed>\n\n` +
    `${about}export interface FactsOf {\n${lines.join('')}}\n`
  )
}

function decisionsText(clauses: readonly Clause[]): string {
  const lines = clauses.map((clause) => {
    const { rules, effective } = clause
    const dated = effective.from !== null || effective.until !== null
    const failed = unionOf([...(dated ? [notInForce] : []), ...rules.eligibility.map(({ code }) => code)])
    const refer = unionOf(rules.refer.map(({ code }) => code))
    const unit = clause.unit === null ? [] : [{ zh: clause.unit, en: clause.unit }]
    return (
      commentText(clause.title, unit, '  ') +
      `  readonly ${quoted(clause.id)}: DecisionOf<${failed}, ${refer}, ${outputsText(clause)}>\n`
    )
  })
  const about = commentText({ zh: '每一条的结果', en: 'The decision of each clause' }, [], '')
  return `${about}export interface Decisions {\n${lines.join('')}}\n`
}

function outputsText({ rules }: Clause): string {
  if (rules.outputs.length === 0) return 'Readonly<Record<string, never>>'
  const lines = rules.outputs.map(
    ({ name, title, type }) =>
      (title ? commentText(title, [], '    ') : '') +
      `    readonly ${keyText(name)}?: ${outputTypeText(type)}\n`,
  )
  return `{\n${lines.join('')}  }`
}
