import {
  type CaseResult,
  type Clause,
  clauseWords,
  type Decision,
  documentFromText,
  type Node,
  nodeAt,
  runsOtherwise,
  suiteOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { calledBy } from './called.ts'
import { type FactField, fieldsOf, partFields } from './case-fields.ts'
import { type Expected, expectedOf, fileFor, freeId, linesOf } from './case-lines.ts'
import { derivationWords } from './derivation.ts'
import { outcomeWords } from './outcome.ts'
import { shownOutput } from './outputs.ts'
import { type Found, findClause } from './page.ts'

export type CaseKind = 'typical' | 'boundary' | 'ineligible' | 'discretion' | 'rounding' | 'effective-date'

/** Facts as YAML, by name; what is left out is not known. */
export type WrittenFacts = Readonly<Record<string, string>>

/** One clause of a case over several: what it alone is given. */
export interface PartDraft {
  readonly clause: string
  readonly facts: WrittenFacts
  /** Not to be added up, whatever the policy pays. */
  readonly apart: boolean
}

/** A case as the form has it. */
export interface CaseDraft {
  /** The clause it is written at. */
  readonly clause: string
  readonly title: Words
  readonly kind: CaseKind
  /** Of all parts, where there are some. */
  readonly facts: WrittenFacts
  /** Of a case over several clauses; empty for one over the clause alone. */
  readonly parts: readonly PartDraft[]
  /** Values of the policy that it supposes to be others, as YAML; null: none. */
  readonly supposes: string | null
}

/** What a drafted case would be: where it goes, what it comes to, and its lines. */
export interface CaseProposal {
  readonly fields: readonly FactField[]
  readonly parts: readonly PartProposal[]
  readonly problems: readonly Words[]
  readonly id: string
  readonly path: string
  /** Of the file; empty until the facts can be read. */
  readonly lines: string
  readonly outcome: Words | null
  readonly results: readonly { readonly title: Words; readonly value: Words }[]
  readonly derivation: Words | null
}

export interface PartProposal {
  readonly clause: string
  readonly title: Words
  readonly fields: readonly FactField[]
  readonly outcome: Words | null
  /** Whether it is added up. */
  readonly counts: boolean
}

const nothing: Expected = { whole: {}, parts: [], derivation: null }

/** Decides a drafted case by the rules as they stand. Null where a clause is gone. */
export async function proposalOf(draft: CaseDraft, workspace: Workspace): Promise<CaseProposal | null> {
  const found = findClause(workspace, draft.clause)
  const clauses = draft.parts.map(({ clause }) => findClause(workspace, clause)?.clause)
  if (!found || clauses.includes(undefined)) return null
  return draft.parts.length === 0
    ? proposalOfOne(draft, found, workspace)
    : proposalOfSeveral(draft, found, clauses as readonly Clause[], workspace)
}

async function proposalOfOne(
  draft: CaseDraft,
  { clause, policy, provision }: Found,
  workspace: Workspace,
): Promise<CaseProposal> {
  const path = fileFor(clause, provision.id, policy.origin.file, workspace, false)
  const id = freeId(draft, workspace)
  const { problems, result, explain } = tried(linesOf(draft, id, nothing), id, path, workspace)
  const decision = result?.decisions[0]
  const derivation = result && decision ? derivationWords(await explain(), result) : null
  return {
    fields: fieldsOf(clause, policy.facts, workspace),
    parts: [],
    problems,
    id,
    path,
    lines: decision ? linesOf(draft, id, { whole: expectedOf(decision, clause), parts: [], derivation }) : '',
    outcome: decision ? outcomeOf(decision, clause) : null,
    results: decision ? resultsOf(decision, clause, workspace) : [],
    derivation,
  }
}

/** What is no money paid or waived is never added up. */
const isAddedUp = ({ pays }: Clause): boolean => pays === 'cash' || pays === 'waiver' || pays === 'reduction'

async function proposalOfSeveral(
  draft: CaseDraft,
  { clause, policy, provision }: Found,
  clauses: readonly Clause[],
  workspace: Workspace,
): Promise<CaseProposal> {
  const path = fileFor(clause, provision.id, policy.origin.file, workspace, true)
  const id = freeId(draft, workspace)
  const draftWith = (counted: readonly boolean[]): Expected => ({
    ...nothing,
    parts: counted.map((counts) => ({ expected: {}, counts })),
  })
  const first = draft.parts.map(({ apart }, index) => !apart && isAddedUp(clauses[index] as Clause))
  const alone = tried(linesOf(draft, id, draftWith(first)), id, path, workspace)
  // What yields to a better one is not paid beside it.
  const counted = first.map((counts, index) => {
    const yieldsTo = alone.result?.total?.parts[index]?.yieldsTo ?? null
    return counts && yieldsTo === null
  })
  const { problems, result, explain } = tried(linesOf(draft, id, draftWith(counted)), id, path, workspace)
  const { decisions = [], total = null } = result ?? {}
  const derivation = result && total ? derivationWords(await explain(), result) : null
  const { fields, parts } = partFields(clauses, draft, policy, workspace)
  const expected: Expected | null = total && {
    whole: {
      ...(counted.includes(true) && { amount: total.amount, unit: 'CNY' }),
      ...(total.remaining !== null && {
        outputs: { budget_remaining: total.remaining, within_budget: !total.remaining.startsWith('-') },
      }),
    },
    parts: decisions.map((decision, index) => ({
      expected: expectedOf(decision, clauses[index] as Clause),
      counts: counted[index] === true,
    })),
    derivation,
  }
  return {
    fields,
    parts: clauses.map((one, index) => {
      const decision = decisions[index]
      return {
        clause: one.id,
        title: one.title,
        fields: parts[index] ?? [],
        outcome: decision ? outcomeOf(decision, one) : null,
        counts: counted[index] === true,
      }
    }),
    problems: [...problems, ...(result?.warnings ?? [])],
    id,
    path,
    lines: expected ? linesOf(draft, id, expected) : '',
    outcome: total
      ? outcomeWords(
          { eligible: null, amount: counted.includes(true) ? total.amount : null, consistent: null },
          undefined,
        )
      : null,
    results: [],
    derivation,
  }
}

/** Runs the lines of a case that stands in no file yet; without a result where its facts cannot be read. */
function tried(lines: string, id: string, path: string, workspace: Workspace) {
  const { document, diagnostics } = documentFromText(path, `cases:\n${lines}\n`)
  const suite = suiteOf(workspace, [document])
  const runs = runsOtherwise(suite, {})
  const result = diagnostics.length > 0 ? undefined : runs.run(id, null)
  const problems = [
    ...diagnostics.map(({ message }) => message),
    ...suite.diagnostics.map(({ message }) => message),
    ...(result?.differences.filter(({ path: at }) => at.endsWith('facts')).map(({ words }) => words) ?? []),
  ]
  return {
    problems,
    result: problems.length === 0 ? result : undefined,
    explain: () => runs.explain(id, null),
  }
}

const outcomeOf = (decision: Decision, clause: Clause): Words =>
  outcomeWords({ ...decision, consistent: decision.outputs.consistent ?? null }, clause)

function resultsOf(decision: Decision, clause: Clause, workspace: Workspace): CaseProposal['results'] {
  const name = calledBy(clause, workspace)
  const conditions = new Map(clauseWords(clause).conditions.map(({ code, words }) => [code, words]))
  const codes = (list: readonly string[]): Words => ({
    zh: list.map((code) => conditions.get(code)?.zh ?? code).join('；'),
    en: list.map((code) => conditions.get(code)?.en ?? code).join('; '),
  })
  const refer = new Map(clause.rules.refer.map(({ code, title }) => [code, title]))
  const titles = decision.refer.map((code) => refer.get(code) ?? { zh: code, en: code })
  return [
    ...(decision.failed.length > 0
      ? [{ title: { zh: '不满足的条件', en: 'Conditions not met' }, value: codes(decision.failed) }]
      : []),
    ...titles.map((value) => ({ title: { zh: '待人工认定', en: 'For a person to decide' }, value })),
    ...clause.rules.outputs.flatMap((output) =>
      output.name in decision.outputs && output.name !== 'opens'
        ? [
            {
              title: output.title ?? { zh: output.name, en: output.name },
              value: shownOutput(decision.outputs[output.name] ?? null, output.type, name).text,
            },
          ]
        : [],
    ),
  ]
}

/** What a case was written from, to begin another like it. */
export function writtenCase(
  { clause, clauses, origin, kind, title }: CaseResult,
  workspace: Workspace,
): {
  readonly clause: string
  readonly kind: string
  readonly title: Words | null
  readonly facts: WrittenFacts
  readonly parts: readonly PartDraft[]
  readonly supposes: string | null
} | null {
  const document = workspace.documents.get(origin.file)
  const at = origin.path.slice(0, 2)
  const first = clause ?? clauses[0]
  const facts = nodeAt(document?.root, [...at, 'facts'])
  if (first === undefined || !document || facts?.kind !== 'map') return null
  const list = clause === null ? nodeAt(document.root, [...at, 'parts']) : null
  const parts = list?.kind === 'list' ? list.items : []
  const supposed = nodeAt(document.root, [...at, 'parameter_changes'])
  const supposes = supposed ? document.text.slice(...supposed.span).trim() : null
  return {
    clause: first,
    kind,
    title,
    supposes: supposes === null || /[\r\n]/.test(supposes) ? null : supposes,
    facts: factsOf(facts, document.text),
    parts: parts.map((part) => ({
      clause: scalarIn(part, 'clause') ?? '',
      facts: factsOf(nodeAt(part, ['facts']), document.text),
      apart: scalarIn(part, 'in_total') === 'false',
    })),
  }
}

const scalarIn = (node: Node, key: string): string | undefined => {
  const value = nodeAt(node, [key])
  return value?.kind === 'scalar' ? value.text : undefined
}

/** The facts of a map, as they are written; what is written over several lines is left out. */
const factsOf = (facts: Node | null | undefined, text: string): WrittenFacts =>
  facts?.kind === 'map'
    ? Object.fromEntries(
        facts.entries.flatMap(({ key, value }): [string, string][] => {
          const written = value ? text.slice(...value.span).trim() : 'null'
          return /[\r\n]/.test(written) ? [] : [[key.text, written]]
        }),
      )
    : {}
