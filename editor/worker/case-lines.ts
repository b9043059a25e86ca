import {
  type Clause,
  type Decision,
  type Document,
  entryOf,
  fileKind,
  type Node,
  nodeAt,
  type OutputValue,
  type Words,
  type Workspace,
  writtenOutput,
} from '../../engine/index.ts'
import type { CaseDraft } from './case-drafts.ts'

/** Kind, beginning of the id and file of cases over several clauses. */
const multi = 'multi'

/** The file that has the clause's cases, else those of its provision, else one named after it. */
export function fileFor(
  clause: Clause,
  provision: string,
  policyFile: string,
  workspace: Workspace,
  isMulti: boolean,
): string {
  const folder = fileKind(policyFile)?.folder ?? ''
  const files = workspace.caseDocuments.filter(({ file }) => fileKind(file)?.folder === folder)
  if (isMulti) {
    const isWhole = (document: Document) => casesIn(document).some((item) => entryOf(item, 'parts'))
    return files.find(isWhole)?.file ?? `${folder}/cases/${multi}.yaml`
  }
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
export function freeId({ clause: own, title, parts }: CaseDraft, workspace: Workspace): string {
  const clause = parts.length > 0 ? multi : own
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

/** What a case is to expect, of itself and of its parts. */
export interface Expected {
  readonly whole: Readonly<Record<string, OutputValue>>
  readonly parts: readonly {
    readonly expected: Readonly<Record<string, OutputValue>>
    readonly counts: boolean
  }[]
  readonly derivation: Words | null
}

/** The case as its neighbours are written: one line for what is short, the derivation in both languages. */
export function linesOf(draft: CaseDraft, id: string, { whole, parts, derivation }: Expected): string {
  const { clause, title, kind, facts } = draft
  const isMulti = draft.parts.length > 0
  return [
    `- id: ${id}`,
    `  title: ${writtenOutput({ zh: title.zh, en: title.en })}`,
    isMulti ? `  clauses: [${draft.parts.map((part) => part.clause).join(', ')}]` : `  clause: ${clause}`,
    `  kind: ${isMulti ? multi : kind}`,
    ...(draft.supposes === null ? [] : [`  parameter_changes: ${draft.supposes}`]),
    `  facts: ${factsLine(facts)}`,
    ...(isMulti ? ['  parts:'] : []),
    ...draft.parts.map((part, index) => {
      const { expected = {}, counts = true } = parts[index] ?? {}
      const apart = counts ? '' : 'in_total: false, '
      return `  - { clause: ${part.clause}, facts: ${factsLine(part.facts)}, ${apart}expected: ${writtenOutput(expected)} }`
    }),
    `  expected: ${writtenOutput(whole)}`,
    ...(derivation
      ? ['  derivation:', `    zh: ${quoted(derivation.zh)}`, `    en: ${quoted(derivation.en)}`]
      : []),
  ].join('\n')
}

const factsLine = (facts: CaseDraft['facts']): string => {
  const given = Object.entries(facts).map(([name, text]) => `${name}: ${text.trim()}`)
  return given.length === 0 ? '{}' : `{ ${given.join(', ')} }`
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What a case of the clause expects: all that it decides. */
export function expectedOf(decision: Decision, clause: Clause): Readonly<Record<string, OutputValue>> {
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
