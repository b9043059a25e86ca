import {
  type CaseResult,
  type Clause,
  clauseWords,
  type Decision,
  type Document,
  documentFromText,
  entryOf,
  type FactDeclaration,
  fileKind,
  type Node,
  nodeAt,
  type OutputValue,
  runsOtherwise,
  suiteOf,
  unitOf,
  type ValueType,
  type Words,
  type Workspace,
  writtenOutput,
} from '../../engine/index.ts'
import { calledBy } from './called.ts'
import { derivationWords } from './derivation.ts'
import { outcomeWords } from './outcome.ts'
import { shownOutput } from './outputs.ts'
import { findClause } from './page.ts'
import { shownValue } from './shown.ts'

export type CaseKind = 'typical' | 'boundary' | 'ineligible' | 'discretion' | 'rounding' | 'effective-date'

/** A case as the form has it. */
export interface CaseDraft {
  readonly clause: string
  readonly title: Words
  readonly kind: CaseKind
  /** As YAML, by name; what is left out is not known. */
  readonly facts: Readonly<Record<string, string>>
}

/** A fact that the clause looks at, as a field of the form. */
export interface FactField {
  readonly name: string
  readonly title: Words
  readonly kind: 'boolean' | 'number' | 'date' | 'category' | 'categories' | 'text' | 'yaml'
  readonly unit: Words | null
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** What is taken where it is left out; null: it is unknown then. */
  readonly assumed: Words | null
  /** Of a value that is written as YAML. */
  readonly example: string
}

/** What a drafted case would be: where it goes, what it comes to, and its lines. */
export interface CaseProposal {
  readonly fields: readonly FactField[]
  readonly problems: readonly Words[]
  readonly id: string
  readonly path: string
  /** Of the file; empty until the facts can be read. */
  readonly lines: string
  readonly outcome: Words | null
  readonly results: readonly { readonly title: Words; readonly value: Words }[]
  readonly derivation: Words | null
}

/** Decides a drafted case by the rules as they stand. Null where the clause is gone. */
export async function proposalOf(draft: CaseDraft, workspace: Workspace): Promise<CaseProposal | null> {
  const found = findClause(workspace, draft.clause)
  if (!found) return null
  const { clause, policy, provision } = found
  const path = fileFor(clause, provision.id, policy.origin.file, workspace)
  const id = freeId(draft, workspace)
  const plain = linesOf(draft, id, {}, null)
  const { document, diagnostics } = documentFromText(path, `cases:\n${plain}\n`)
  const suite = suiteOf(workspace, [document])
  const runs = runsOtherwise(suite, {})
  const result = diagnostics.length > 0 ? undefined : runs.run(id, null)
  const problems = [
    ...diagnostics.map(({ message }) => message),
    ...suite.diagnostics.map(({ message }) => message),
    ...(result?.differences.filter(({ path: at }) => at === 'facts').map(({ words }) => words) ?? []),
  ]
  const decision = problems.length === 0 ? result?.decisions[0] : undefined
  const derivation = result && decision ? derivationWords(await runs.explain(id, null), result) : null
  return {
    fields: fieldsOf(clause, policy.facts, workspace),
    problems,
    id,
    path,
    lines: decision ? linesOf(draft, id, expectedOf(decision, clause), derivation) : '',
    outcome: decision
      ? outcomeWords({ ...decision, consistent: decision.outputs.consistent ?? null }, clause)
      : null,
    results: decision ? resultsOf(decision, clause, workspace) : [],
    derivation,
  }
}

/** The file that has the clause's cases, else those of its provision, else one named after it. */
function fileFor(clause: Clause, provision: string, policyFile: string, workspace: Workspace): string {
  const folder = fileKind(policyFile)?.folder ?? ''
  const files = workspace.caseDocuments.filter(({ file }) => fileKind(file)?.folder === folder)
  const has = (document: Document, matches: (id: string) => boolean) =>
    casesIn(document).some((item) => matches(scalarAt(item, 'clause') ?? ''))
  return (
    files.find((document) => has(document, (id) => id === clause.id))?.file ??
    files.find((document) => has(document, (id) => id === provision || id.startsWith(`${provision}.`)))
      ?.file ??
    `${folder}/cases/${provision}.yaml`
  )
}

const casesIn = ({ root }: Document): readonly Node[] => {
  const list = nodeAt(root, ['cases'])
  return list?.kind === 'list' ? list.items : []
}

const scalarAt = (node: Node | null | undefined, key: string): string | undefined => {
  const value = entryOf(node, key)?.value
  return value?.kind === 'scalar' ? value.text : undefined
}

/** `venue-rent.other-venue/09-just-above`: the next number of the clause, and the title in Latin letters. */
function freeId({ clause, title }: CaseDraft, workspace: Workspace): string {
  const ids = workspace.caseDocuments.flatMap((document) =>
    casesIn(document).flatMap((item) => scalarAt(item, 'id') ?? []),
  )
  const numbers = ids.flatMap((id) => {
    const match = id.startsWith(`${clause}/`) ? /^(\d+)/.exec(id.slice(clause.length + 1)) : null
    return match ? [Number(match[1])] : []
  })
  const slug = title.en
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  const number = String(Math.max(0, ...numbers) + 1).padStart(2, '0')
  return `${clause}/${number}${slug === '' ? '' : `-${slug}`}`
}

/** The case as its neighbours are written: one line for what is short, the derivation in both languages. */
function linesOf(
  { clause, title, kind, facts }: CaseDraft,
  id: string,
  expected: Readonly<Record<string, OutputValue>>,
  derivation: Words | null,
): string {
  const given = Object.entries(facts).map(([name, text]) => `${name}: ${text.trim()}`)
  return [
    `- id: ${id}`,
    `  title: ${writtenOutput({ zh: title.zh, en: title.en })}`,
    `  clause: ${clause}`,
    `  kind: ${kind}`,
    `  facts: ${given.length === 0 ? '{}' : `{ ${given.join(', ')} }`}`,
    `  expected: ${writtenOutput(expected)}`,
    ...(derivation
      ? ['  derivation:', `    zh: ${quoted(derivation.zh)}`, `    en: ${quoted(derivation.en)}`]
      : []),
  ].join('\n')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What a case of the clause expects: all that it decides. */
function expectedOf(decision: Decision, clause: Clause): Readonly<Record<string, OutputValue>> {
  const { eligible, amount, unit, failed, refer, outputs } = decision
  return {
    eligible,
    ...(amount !== null && { amount, ...(unit !== null && { unit }) }),
    ...(failed.length > 0 && { failed }),
    ...(refer.length > 0 && { refer }),
    ...(Object.keys(outputs).length > 0 && { outputs: withoutOpens(outputs, clause) }),
  }
}

/** What a clause opens stands in the clause itself. */
const withoutOpens = (outputs: Decision['outputs'], { opens }: Clause): Decision['outputs'] =>
  opens.length === 0
    ? outputs
    : Object.fromEntries(Object.entries(outputs).filter(([key]) => key !== 'opens'))

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

/** The facts that the clause's rules look at, and the day, as fields. */
function fieldsOf(
  clause: Clause,
  vocabulary: readonly FactDeclaration[],
  workspace: Workspace,
): readonly FactField[] {
  const name = calledBy(clause, workspace)
  const day = vocabulary.find((fact) => fact.name === 'as_of')
  const facts =
    clause.facts.some((fact) => fact.name === 'as_of') || !day ? clause.facts : [...clause.facts, day]
  return facts.map(({ name: fact, title, type, absent }): FactField => {
    const unit = unitOf(type)
    return {
      name: fact,
      title,
      kind: kindOf(type),
      unit: unit.zh === '' ? null : unit,
      options: Object.entries(type.values ?? type.of?.values ?? {}).map(([value, words]) => ({
        value,
        title: words,
      })),
      assumed: absent === undefined || absent === null ? null : shownValue(absent, type, name).text,
      example: exampleOf(type),
    }
  })
}

function kindOf(type: ValueType): FactField['kind'] {
  const { name, values, open, of } = type
  if (name === 'boolean' || name === 'date') return name
  if (['money', 'number', 'count', 'duration', 'rate', 'year'].includes(name)) return 'number'
  if (name === 'category') return values && !open ? 'category' : 'text'
  if (name === 'list' && of?.name === 'category' && of.values && !of.open) return 'categories'
  return name === 'text' ? 'text' : 'yaml'
}

/** A value of the type as it would be written: `[{ from: 2009-01-01, value: 850 }]`. */
function exampleOf({ name, of, fields, values }: ValueType): string {
  if (name === 'list') return `[${of ? exampleOf(of) : '1'}]`
  if (name === 'record' || fields) {
    const parts = Object.entries(fields ?? {}).slice(0, 3)
    return `{ ${parts.map(([key, field]) => `${key}: ${exampleOf(field.type)}`).join(', ')} }`
  }
  if (values) return Object.keys(values)[0] ?? 'name'
  if (name === 'date') return '2010-01-01'
  if (name === 'month-day') return '12-25'
  if (name === 'boolean') return 'true'
  if (name === 'rate') return '10%'
  if (name === 'text' || name === 'category') return 'name'
  return '100'
}

/** What a case was written from, to begin another like it; null for one over several clauses. */
export function writtenCase(
  { clause, origin, kind, title }: CaseResult,
  workspace: Workspace,
): {
  readonly clause: string
  readonly kind: string
  readonly title: Words | null
  readonly facts: CaseDraft['facts']
} | null {
  const document = workspace.documents.get(origin.file)
  const facts = nodeAt(document?.root, [...origin.path.slice(0, 2), 'facts'])
  if (clause === null || !document || facts?.kind !== 'map') return null
  const written = facts.entries.flatMap(({ key, value }): [string, string][] => {
    const text = value ? document.text.slice(...value.span).trim() : 'null'
    return /[\r\n]/.test(text) ? [] : [[key.text, text]]
  })
  return { clause, kind, title, facts: Object.fromEntries(written) }
}
