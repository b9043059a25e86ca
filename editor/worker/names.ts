import {
  type Clause,
  type FactDeclaration,
  formatValue,
  type Parameter,
  type Policy,
  sameWords,
  unitOf,
  type ValueType,
  type Words,
  type Workspace,
} from '../../engine/index.ts'

export type NameKind = 'fact' | 'parameter' | 'value' | 'condition' | 'clause'

/** A name that may stand at the cursor, with what it is. */
export interface NameHint {
  readonly name: string
  readonly kind: NameKind
  readonly title: Words
  /** Type, unit, the value in force: `3000 元/年`. */
  readonly detail: Words
}

const typeWords: Readonly<Record<string, Words>> = {
  money: { zh: '金额', en: 'money' },
  rate: { zh: '比例', en: 'rate' },
  number: { zh: '数', en: 'number' },
  count: { zh: '数量', en: 'count' },
  boolean: { zh: '是或否', en: 'yes or no' },
  date: { zh: '日期', en: 'date' },
  'month-day': { zh: '月日', en: 'month and day' },
  year: { zh: '年份', en: 'year' },
  duration: { zh: '期限', en: 'duration' },
  text: { zh: '文字', en: 'text' },
  category: { zh: '类别', en: 'category' },
  list: { zh: '列表', en: 'list' },
  record: { zh: '记录', en: 'record' },
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
  if (!policy || !isOperandPlace(text, line, offset)) return []
  const provision = policy.provisions.find(({ file }) => file === path)
  const clause = provision && clauseAt(provision.clauses, text, offset)
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

export function typeInWords(type: ValueType): Words {
  const words = typeWords[type.name] ?? sameWords(type.name)
  const unit = type.name === 'rate' ? sameWords('') : unitOf(type)
  return {
    zh: unit.zh ? `${words.zh}，${unit.zh}` : words.zh,
    en: unit.en ? `${words.en}, ${unit.en}` : words.en,
  }
}

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
