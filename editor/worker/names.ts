import {
  type Clause,
  type FactDeclaration,
  findOperator,
  formatValue,
  type Parameter,
  type Policy,
  sameWords,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { comparisonChoices } from './choices.ts'
import { typeInWords } from './type-words.ts'

export type NameKind = 'fact' | 'parameter' | 'value' | 'condition' | 'clause' | 'operator' | 'literal'

/** A name that may stand at the cursor, with what it is. */
export interface NameHint {
  readonly name: string
  readonly kind: NameKind
  readonly title: Words
  /** Type, unit, the value in force: `3000 元/年`. */
  readonly detail: Words
  /** What is written for it, where that is more than the name. */
  readonly insert?: string
}

/**
 * Names that the rules at an offset may use: the vocabulary, and what the clause around it defines.
 * `fact:` asks for facts alone, `parameter:` for parameters; elsewhere all of them may stand.
 */
export function namesAt(
  workspace: Workspace,
  path: string,
  text: string,
  offset: number,
): readonly NameHint[] {
  const policy = policyAt(workspace, path)
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  if (!policy) return []
  if (/(?:^|\/)cases\/[^/]+$/.test(path)) return namesInCase(workspace, policy, text, line, offset)
  const provision = policy.provisions.find(({ file }) => file === path)
  const clause = provision && clauseAt(provision.clauses, text, offset)
  const compared = clause && comparedNames(workspace, clause.id, text, line, offset)
  if (compared) return compared
  if (!isOperandPlace(text, line, offset)) return []
  const hints = [
    ...(clause ? [...clause.parameters, ...(provision?.parameters ?? [])].map(parameterHint) : []),
    ...(clause?.rules.values ?? []).map(
      (value): NameHint => hint(value.name, 'value', value.title, sameWords('')),
    ),
    ...(clause?.rules.eligibility ?? []).map(
      (named): NameHint => hint(named.code, 'condition', named.title, sameWords('')),
    ),
    ...policy.facts.map(factHint),
    ...workspace.policies.flatMap(({ provisions }) =>
      provisions.flatMap(({ clauses }) => clauses.map(clauseHint)),
    ),
  ]
  const asked = /\b(fact|parameter|condition|value|clause)\s*:\s*[\w.-]*$/.exec(line)?.[1]
  const wanted = asked === 'value' && !/\{\s*value\s*:\s*[\w.-]*$/.test(line) ? undefined : asked
  return wanted
    ? hints.filter(({ kind }) => kind === wanted)
    : hints.filter(({ kind }) => kind !== 'condition' && kind !== 'clause')
}

/** What a comparison can go on with: its operators, then the values of the fact it looks at. */
function comparedNames(
  workspace: Workspace,
  clause: string,
  text: string,
  line: string,
  offset: number,
): readonly NameHint[] | undefined {
  const asked = /(?:^|[{,\s])(operator|value)\s*:\s*(?:\[[^\]{}]*)?[\w.-]*$/.exec(line)?.[1]
  const left = asked && leftSideOf(text, line, offset)
  const choices = left && comparisonChoices(workspace, clause, left.fact, left.path)
  if (!choices) return undefined
  if (asked === 'operator')
    return choices.operators.map(({ name, words }) =>
      hint(name, 'operator', words, findOperator(name)?.summary ?? words),
    )
  // Inside `{ value: … }` the name of a reckoned value comes.
  if (/\{\s*value\s*:\s*[\w.-]*$/.test(line)) return undefined
  const literals = choices.kind === 'boolean' ? yesNo : choices.options
  const operator = /operator\s*:\s*(\w+)/.exec(left.around)?.[1]
  const operands = choices.operands.filter(
    ({ kind, operators }) =>
      kind !== 'fact' && (operator === undefined || operators.some((name) => name === operator)),
  )
  return [
    ...literals.map(({ value, title }) => hint(value, 'literal', title, choices.title)),
    ...operands.map(({ kind, name, title, detail }) => ({
      ...hint(name, kind, title, detail),
      insert: `{ ${kind}: ${name} }`,
    })),
  ]
}

const yesNo = [
  { value: 'true', title: { zh: '是', en: 'yes' } },
  { value: 'false', title: { zh: '不是', en: 'no' } },
] as const

/** The fact that the comparison around an offset looks at: in the same braces, else on the lines of its map. */
function leftSideOf(text: string, line: string, offset: number) {
  const open = line.lastIndexOf('fact:')
  const lines = text.slice(0, offset).split('\n')
  const indent = line.search(/\S/)
  const above = lines
    .slice(-5, -1)
    .filter((one) => one.search(/[^\s-]/) === line.search(/[^\s-]/) && indent > 0)
    .join('\n')
  const around = open >= 0 ? line.slice(open) : above
  const fact = /fact:\s*([\w.-]+)/.exec(around)?.[1]
  const path = /path:\s*(\$[\w.]+)/.exec(around)?.[1] ?? null
  return fact === undefined ? undefined : { fact, path, around }
}

/** What a case can go on with: clauses, facts and what they can be, codes that it expects to fail. */
function namesInCase(
  workspace: Workspace,
  policy: Policy,
  text: string,
  line: string,
  offset: number,
): readonly NameHint[] {
  const clauses = workspace.policies.flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
  if (/\bclauses?\s*:\s*(?:\[[^\]]*)?[\w.-]*$/.test(line)) return clauses.map(clauseHint)
  const id = [...text.slice(0, offset).matchAll(/\bclause:\s*([\w.-]+)/g)].at(-1)?.[1]
  const clause = clauses.find((one) => one.id === id)
  if (/\bfailed\s*:\s*\[[^\]]*$/.test(line))
    return (clause?.rules.eligibility ?? []).map(({ code, title }) =>
      hint(code, 'condition', title, sameWords('')),
    )
  const [parent] = keysAbove(text, offset)
  const inFlow = /\bfacts\s*:\s*\{([^}]*)$/.exec(line)?.[1]
  const written = inFlow ?? (parent === 'facts' ? line : undefined)
  if (written === undefined) return []
  const named = /(?:^|[{,\s])(\w+)\s*:\s*[\w-]*$/.exec(written)?.[1]
  if (named === undefined) return policy.facts.map(factHint)
  const fact = policy.facts.find(({ name }) => name === named)
  if (!fact) return []
  const options = Object.entries(fact.type.values ?? {}).map(([value, title]) => ({ value, title }))
  const literals = fact.type.name === 'boolean' ? yesNo : options
  return literals.map(({ value, title }) => hint(value, 'literal', title, fact.title))
}

/** The parts of a clause that decide. */
const ruleKeys = new Set([
  'eligibility',
  'conditions',
  'check',
  'amount',
  'steps',
  'outputs',
  'refer',
  'readings',
])

const isInRules = (keys: readonly string[]): boolean =>
  keys.some((key) => ruleKeys.has(key)) || (keys.includes('values') && !keys.includes('parameters'))

/** Keys whose entries are steps: a mechanism comes there, not a name. */
const stepLists = /^(?:amount|steps)$/

/**
 * A name is a value: after a colon, a bracket, a comma, or as an entry of a list that a mechanism or an
 * operator takes.
 */
function isOperandPlace(text: string, line: string, offset: number): boolean {
  const keys = keysAbove(text, offset)
  if (!isInRules([...keys, ...(/^\s*([\w.-]+):/.exec(line)?.slice(1) ?? [])])) return false
  if (/[:[{,]\s*[\w.-]*$/.test(line)) return true
  const [parent = '', above] = keys
  return /^\s*-\s+[\w.-]*$/.test(line) && !stepLists.test(parent) && above !== 'values'
}

/** The keys around an offset, innermost first, by indentation: the text may be half-typed. */
function keysAbove(text: string, offset: number): readonly string[] {
  const lines = text.slice(0, offset).split('\n')
  const keys: string[] = []
  let indent = lines.pop()?.search(/\S|$/) ?? 0
  for (const line of lines.toReversed()) {
    const at = line.search(/\S/)
    const key = /^\s*(?:- )?([\w.-]+):/.exec(line)?.[1]
    // A list may stand at the indentation of its key.
    if (at < 0 || key === undefined || at > indent || (at === indent && keys.length > 0)) continue
    if (at === indent && line.trimStart().startsWith('-')) continue
    keys.push(key)
    indent = at
  }
  return keys
}

const policyAt = (workspace: Workspace, path: string): Policy | undefined =>
  workspace.policies.find((policy) => path.startsWith(policy.origin.file.replace(/policy\.yaml$/, '')))

/** The last clause whose key stands before the offset. The text may be newer than the policy: keys are looked up in it. */
function clauseAt(clauses: readonly Clause[], text: string, offset: number): Clause | undefined {
  let found: Clause | undefined
  let at = -1
  for (const clause of clauses) {
    const start = text.search(new RegExp(`^ {2}${clause.key.replaceAll('.', '\\.')}:`, 'm'))
    if (start > at && start < offset) {
      at = start
      found = clause
    }
  }
  return found
}

const hint = (name: string, kind: NameKind, title: Words | null, detail: Words): NameHint => ({
  name,
  kind,
  title: title ?? sameWords(name),
  detail,
})

function parameterHint(parameter: Parameter): NameHint {
  const last = parameter.values.at(-1)
  const shown = last ? formatValue(last.value, parameter.type) : sameWords('')
  const { zh, en } = typeInWords(parameter.type)
  return hint(parameter.key, 'parameter', parameter.title, {
    zh: `${shown.zh}（${zh}）`,
    en: `${shown.en} (${en})`,
  })
}

const factHint = (fact: FactDeclaration): NameHint =>
  hint(fact.name, 'fact', fact.title, typeInWords(fact.type))

const clauseHint = ({ id, title }: Clause): NameHint => hint(id, 'clause', title, sameWords(''))
