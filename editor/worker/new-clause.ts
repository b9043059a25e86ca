import {
  entryOf,
  type FactDeclaration,
  formatDate,
  insertEntry,
  insertMap,
  nodeAt,
  replaceNode,
  unitOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { ClauseChoices, ClauseDraft, DraftParameter, ReckonedFact } from '../state/clause-draft.ts'
import { quotedText } from './condition-text.ts'
import { type Draft, draftOf, type Edited } from './draft.ts'
import { findClause } from './page.ts'

/** What a new clause of a provision has to choose from; null where there is no such provision. */
export function clauseChoices(workspace: Workspace, provisionId: string): ClauseChoices | null {
  for (const policy of workspace.policies) {
    const provision = policy.provisions.find(({ id }) => id === provisionId)
    if (!provision) continue
    const facts = (isWanted: (fact: FactDeclaration) => boolean): readonly ReckonedFact[] =>
      policy.facts
        .filter((fact) => isWanted(fact) && !fact.type.series)
        .map(({ name, title, type }) => ({ name, title, unit: unitOf(type) }))
    return {
      policy: policy.id,
      title: provision.title,
      file: provision.file,
      keys: provision.clauses.map(({ key }) => key),
      bases: facts(({ type }) => type.name === 'money'),
      counts: facts(({ type }) => type.name === 'count'),
    }
  }
  return null
}

/**
 * Writes a clause at the end of its provision, as its neighbours are written: nothing else of the text is
 * touched.
 *
 * Shape   text × draft × vocabulary → text
 * Errors  returned: what the text refuses
 */
export function writtenClause(path: string, text: string, draft: ClauseDraft, workspace: Workspace): Edited {
  const policy = workspace.policies.find(({ provisions }) =>
    provisions.some(({ id }) => id === draft.provision),
  )
  const { key, title, document, section, quote, from } = draft
  const at = ['clauses', key]
  const written = draftOf(path, text)
  const clauses = nodeAt(written.document().root, ['clauses'])
  const last = clauses?.kind === 'map' ? (clauses.entries.at(-1)?.key.text ?? null) : null
  if (clauses?.kind === 'map' && entryOf(clauses, key))
    return written.refuse({ zh: `已经有条款 ${key}`, en: `there is a clause ${key} already` }, null).result()
  written.make((now) => insertMap(now, ['clauses'], key, { key: 'title', value: titleText(title) }, last))
  const entry = (name: string, value: string) => written.make((now) => insertEntry(now, at, name, value))
  const parts = [
    `document: ${document}`,
    ...(section === '' ? [] : [`section: ${quotedText(section)}`]),
    `quote: ${quotedText(quote)}`,
  ]
  entry('source', `{ ${parts.join(', ')} }`)
  if (from !== null) entry('effective', `{ from: ${from} }`)
  const { parameters, steps, unit } = reckoned(draft, policy?.facts ?? [])
  for (const [index, [name, value]] of parameters.entries())
    if (index === 0)
      written.make((now) => insertMap(now, at, 'parameters', { key: name, value }, lastKey(written, at)))
    else written.make((now) => insertEntry(now, [...at, 'parameters'], name, value))
  if (steps.length > 0) {
    entry('amount', `[${steps.join(', ')}]`)
    entry('unit', unit)
  }
  entry('pays', draft.pays)
  return written.result()
}

const lastKey = (written: Draft, at: readonly string[]): string | null => {
  const map = nodeAt(written.document().root, at)
  return map?.kind === 'map' ? (map.entries.at(-1)?.key.text ?? null) : null
}

const titleText = ({ zh, en }: Words): string => `{ zh: ${quotedText(zh)}, en: ${quotedText(en)} }`

interface Reckoned {
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly steps: readonly string[]
  readonly unit: string
}

/** Values and steps of an amount; its unit is points where points are what it gives. */
function reckoned({ reckoning, pays }: ClauseDraft, facts: readonly FactDeclaration[]): Reckoned {
  const unit = pays === 'points' ? 'points' : 'CNY'
  const amountType = pays === 'points' ? 'type: number, unit: points' : 'type: money, unit: CNY'
  const capped = (cap: DraftParameter | null, more: string) => ({
    parameters: cap ? [['cap', parameterText(cap, amountType + more)] as const] : [],
    steps: cap ? ['{ cap: cap }'] : [],
  })
  switch (reckoning.kind) {
    case 'none':
      return { parameters: [], steps: [], unit }
    case 'fixed':
      return {
        parameters: [['amount', parameterText(reckoning.amount, amountType)]],
        steps: ['{ value: amount }'],
        unit,
      }
    case 'share': {
      const { base, rate, cap } = reckoning
      const per = facts.find(({ name }) => name === base)?.type.per
      const limit = capped(cap, per ? `, per: ${per}` : '')
      return {
        parameters: [['rate', parameterText(rate, 'type: rate')], ...limit.parameters],
        steps: [`{ rate: { of: ${base}, at: rate } }`, ...limit.steps],
        unit,
      }
    }
    case 'each': {
      const { count, each, cap } = reckoning
      const limit = capped(cap, '')
      return {
        parameters: [['each', parameterText(each, amountType)], ...limit.parameters],
        steps: ['{ value: each }', `{ product: ${count} }`, ...limit.steps],
        unit,
      }
    }
  }
}

function parameterText({ title, text, quote }: DraftParameter, type: string): string {
  const words = quote === '' ? '' : `, quote: ${quotedText(quote)}`
  return `{ title: ${titleText(title)}, ${type}, values: { undated: ${text} }${words} }`
}

/** Sections of a clause that `effective` stands after. */
const before: ReadonlySet<string> = new Set(['title', 'source', 'sources', 'for', 'payer', 'approver'])

/**
 * Ends a clause: from a day on nobody is decided by it. What began before stays decided.
 *
 * Shape   text × id of a clause × ISO date → text
 */
export function repealed(
  path: string,
  text: string,
  id: string,
  until: string,
  workspace: Workspace,
): Edited {
  const clause = findClause(workspace, id)?.clause
  const written = draftOf(path, text)
  const at = ['clauses', clause?.key ?? '']
  const map = written.map(at)
  const from = clause?.effective.from
  const range = `{ ${from ? `from: ${formatDate(from)}, ` : ''}until: ${until} }`
  if (entryOf(map, 'effective'))
    return written.make((now) => replaceNode(now, [...at, 'effective'], range)).result()
  const after = map.entries.findLast(({ key }) => before.has(key.text))?.key.text ?? null
  return written.make((now) => insertEntry(now, at, 'effective', range, { after })).result()
}
