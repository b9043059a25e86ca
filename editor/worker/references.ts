import { entryOf, fileKind, type Node, type ScalarNode, type Workspace } from '../../engine/index.ts'
import { type Visit, walkClauseId, walkCondition, walkFact, walkFullName, walkSteps } from './rule-walk.ts'
import { keysOf, type NameScope, sectionLookup } from './scopes.ts'
import { innerSpan, type Occurrence, type SymbolName } from './symbols.ts'

const kinds = {
  parameters: 'parameter',
  values: 'value',
  conditions: 'condition',
  eligibility: 'code',
} as const

type Section = keyof typeof kinds

/** What is known of all files before any of them is walked. */
interface Known {
  /** By the policy's folder. */
  readonly facts: ReadonlyMap<string, ReadonlySet<string>>
  /** Clause id → its policy's folder and its conditions' codes. */
  readonly clauses: ReadonlyMap<string, { readonly folder: string; readonly codes: ReadonlySet<string> }>
  readonly parameters: ReadonlyMap<string, SymbolName>
}

export const clauseIdOf = (provision: string, key: string): string =>
  key === provision ? provision : `${provision}.${key}`

/**
 * Every place where a name of the rules stands, found by reading the documents as the engine does: where a
 * fact can stand a fact is looked for, and nothing by its spelling alone.
 */
export function occurrencesIn(workspace: Workspace): readonly Occurrence[] {
  const known = knownNames(workspace)
  const found: Occurrence[] = []
  for (const [file, { root }] of workspace.documents) {
    const kind = fileKind(file)
    if (!kind) continue
    const tell = teller(file, found)
    if (kind.kind === 'facts') walkFacts(root, kind.folder, known, tell)
    if (kind.kind === 'provision') walkProvision(root, kind.folder, known, tell)
    if (kind.kind === 'cases') walkCases(root, kind.folder, known, tell)
  }
  return found
}

type Tell = (isDefinition: boolean, ...told: Parameters<Visit>) => undefined

const teller =
  (file: string, found: Occurrence[]): Tell =>
  (isDefinition, symbol, node, part, more) => {
    const inner = innerSpan(node)
    if (!inner) return
    const span = part ? ([inner[0] + part.from, inner[0] + part.to] as const) : inner
    found.push({ symbol, file, span, isDefinition, writes: 'name', ...more })
  }

const textOf = (node: Node | null | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined

const entriesOf = (node: Node | null | undefined) => (node?.kind === 'map' ? node.entries : [])
const itemsOf = (node: Node | null | undefined) => (node?.kind === 'list' ? node.items : [])

function knownNames({ documents }: Workspace): Known {
  const facts = new Map<string, Set<string>>()
  const clauses = new Map<string, { folder: string; codes: Set<string> }>()
  const parameters = new Map<string, SymbolName>()
  for (const [file, { root }] of documents) {
    const kind = fileKind(file)
    if (kind?.kind === 'facts') facts.set(kind.folder, new Set(keysOf(root, 'facts')))
    if (kind?.kind !== 'provision') continue
    const provision = textOf(entryOf(root, 'provision')?.value) ?? ''
    for (const name of keysOf(root, 'parameters'))
      parameters.set(`${provision}.${name}`, { kind: 'parameter', owner: `${provision}:shared`, name })
    for (const { key, value } of entriesOf(entryOf(root, 'clauses')?.value)) {
      const id = clauseIdOf(provision, key.text)
      clauses.set(id, { folder: kind.folder, codes: new Set(keysOf(value, 'eligibility')) })
      for (const name of keysOf(value, 'parameters'))
        parameters.set(`${id}.${name}`, { kind: 'parameter', owner: id, name })
    }
  }
  return { facts, clauses, parameters }
}

function walkFacts(root: Node | null, folder: string, known: Known, tell: Tell): undefined {
  for (const { key, value } of entriesOf(entryOf(root, 'facts')?.value)) {
    tell(true, { kind: 'fact', owner: folder, name: key.text }, key)
    const from = entryOf(entryOf(value, 'from')?.value, 'clause')?.value
    walkClauseId(from, { isClause: (id) => known.clauses.has(id) }, (...told) => tell(false, ...told))
  }
}

function walkProvision(root: Node | null, folder: string, known: Known, tell: Tell): undefined {
  const id = textOf(entryOf(root, 'provision')?.value) ?? ''
  const provision = { id, node: root }
  walkOwner(root, scopeOf(folder, null, provision, known), `${id}:shared`, tell)
  for (const { key, value } of entriesOf(entryOf(root, 'clauses')?.value)) {
    const clause = { id: clauseIdOf(id, key.text), node: value }
    tell(true, { kind: 'clause', owner: '', name: clause.id }, key)
    const scope = scopeOf(folder, clause, provision, known)
    walkOwner(value, scope, clause.id, tell)
    walkReadings(value, scope, clause.id, tell)
  }
}

function scopeOf(
  folder: string,
  clause: { readonly id: string; readonly node: Node | null } | null,
  provision: { readonly id: string; readonly node: Node | null },
  known: Known,
): NameScope {
  const own = clause ? keysOf(clause.node, 'facts') : []
  return {
    folder,
    owner: clause?.id ?? `${provision.id}:shared`,
    facts: new Set([...(known.facts.get(folder) ?? []), ...own]),
    parameter: sectionLookup('parameter', 'parameters', clause, provision),
    value: sectionLookup('value', 'values', clause, provision),
    condition: sectionLookup('condition', 'conditions', clause, provision),
    anyParameter: (name) => known.parameters.get(name),
    isClause: (id) => known.clauses.has(id),
    inEntry: false,
    inItem: false,
  }
}

/** What a clause, or a provision for all of its clauses, defines, and what its rules use. */
function walkOwner(node: Node | null, scope: NameScope, owner: string, tell: Tell): undefined {
  const use: Visit = (...told) => tell(false, ...told)
  for (const section of Object.keys(kinds) as Section[])
    for (const { key } of entriesOf(entryOf(node, section)?.value))
      tell(true, { kind: kinds[section], owner, name: key.text }, key)
  for (const { key } of entriesOf(entryOf(node, 'facts')?.value)) walkFact(key, scope, use)
  for (const { key, value } of entriesOf(node)) walkSection(key.text, value, scope, use)
}

/** One section of a clause, or the same in a reading's change. */
function walkSection(section: string, node: Node | null, scope: NameScope, use: Visit): undefined {
  const each = (walk: (value: Node | null) => undefined): undefined => {
    for (const { value } of entriesOf(node)) walk(value)
  }
  switch (section) {
    case 'parameters':
      return each((value) => walkParameterBody(value, scope, use))
    case 'conditions':
    case 'eligibility':
      return each((value) => walkCondition(value, scope, use))
    case 'values':
      return each((value) => walkValue(value, scope, use))
    case 'check':
      return walkCondition(node, scope, use)
    case 'amount':
      return walkSteps(node, scope, use)
    case 'outputs':
      return each((value) => walkOutput(value, scope, use))
    case 'refer':
      return each((value) => walkCondition(entryOf(value, 'when')?.value, scope, use))
    case 'opens':
      for (const item of itemsOf(node)) walkClauseId(item, scope, use)
      return
    case 'read_at':
      return walkFact(node, scope, use)
  }
}

/** The same of one entry of a section. */
function walkEntry(section: string, node: Node | null, scope: NameScope, use: Visit): undefined {
  if (section === 'parameters') walkParameterBody(node, scope, use)
  if (section === 'conditions' || section === 'eligibility') walkCondition(node, scope, use)
  if (section === 'values') walkValue(node, scope, use)
  if (section === 'outputs') walkOutput(node, scope, use)
  if (section === 'refer') walkCondition(entryOf(node, 'when')?.value, scope, use)
}

function walkParameterBody(node: Node | null, scope: NameScope, use: Visit): undefined {
  walkFact(entryOf(node, 'read_at')?.value, scope, use)
  walkFact(entryOf(node, 'redacted')?.value, scope, use)
}

const walkValue = (node: Node | null, scope: NameScope, use: Visit): undefined =>
  walkSteps(node?.kind === 'list' ? node : entryOf(node, 'steps')?.value, scope, use)

function walkOutput(node: Node | null, scope: NameScope, use: Visit): undefined {
  walkSteps(entryOf(node, 'steps')?.value, scope, use)
  walkCondition(entryOf(node, 'when')?.value, scope, use)
}

/** What readings change: `eligibility.holder` names a condition, and may add one. */
function walkReadings(node: Node | null, scope: NameScope, owner: string, tell: Tell): undefined {
  const use: Visit = (...told) => tell(false, ...told)
  for (const { value: reading } of entriesOf(entryOf(node, 'readings')?.value))
    for (const { value: alternative } of entriesOf(entryOf(reading, 'alternatives')?.value))
      for (const { key, value } of entriesOf(entryOf(alternative, 'change')?.value)) {
        const at = key.text.indexOf('.')
        const section = at < 0 ? key.text : key.text.slice(0, at)
        if (at < 0) walkSection(section, value, scope, use)
        else {
          walkChangeKey(key, section as Section, at + 1, scope, owner, use)
          walkEntry(section, value, scope, use)
        }
      }
}

function walkChangeKey(
  key: ScalarNode,
  section: Section | 'facts',
  from: number,
  scope: NameScope,
  owner: string,
  use: Visit,
): undefined {
  const name = key.text.slice(from)
  const part = { from, to: key.text.length }
  if (section === 'facts') return use({ kind: 'fact', owner: scope.folder, name }, key, part)
  if (section === 'eligibility') return use({ kind: 'code', owner, name }, key, part)
  const look = { parameters: scope.parameter, values: scope.value, conditions: scope.condition }[section]
  const symbol = look?.(name)
  if (symbol) use(symbol, key, part)
}

function walkCases(root: Node | null, folder: string, known: Known, tell: Tell): undefined {
  const use: Visit = (...told) => tell(false, ...told)
  const isClause = (id: string) => known.clauses.has(id)
  const anyParameter = (name: string) => known.parameters.get(name)
  const facts = (node: Node | null | undefined, clause: string | undefined) => {
    const owner = known.clauses.get(clause ?? '')?.folder ?? folder
    for (const { key } of entriesOf(node))
      if (known.facts.get(owner)?.has(key.text)) use({ kind: 'fact', owner, name: key.text }, key)
  }
  const failed = (node: Node | null | undefined, clause: string | undefined) => {
    for (const item of itemsOf(entryOf(node, 'failed')?.value)) {
      const name = textOf(item)
      if (clause !== undefined && name !== undefined) use({ kind: 'code', owner: clause, name }, item)
    }
  }
  for (const one of itemsOf(entryOf(root, 'cases')?.value)) {
    const at = (key: string) => entryOf(one, key)?.value
    const parts = itemsOf(at('parts'))
    const clause = textOf(at('clause')) ?? textOf(entryOf(parts[0], 'clause')?.value)
    walkClauseId(at('clause'), { isClause }, use)
    for (const id of itemsOf(at('clauses'))) walkClauseId(id, { isClause }, use)
    for (const change of itemsOf(at('parameter_changes'))) {
      const name = entryOf(change, 'param')?.value
      if (name) walkFullName(name, { anyParameter }, use)
    }
    facts(at('facts'), clause)
    failed(at('expected'), clause)
    for (const alternative of itemsOf(at('alt'))) failed(entryOf(alternative, 'expected')?.value, clause)
    for (const part of parts) {
      const own = textOf(entryOf(part, 'clause')?.value)
      walkClauseId(entryOf(part, 'clause')?.value, { isClause }, use)
      facts(entryOf(part, 'facts')?.value, own)
      failed(entryOf(part, 'expected')?.value, own)
    }
  }
}
