import {
  type Clause,
  entryOf,
  formatDate,
  type Parameter,
  type Policy,
  sameWords,
  type ValueType,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { TextPlace } from '../state/view.ts'
import { clauseWordsIn } from './called.ts'
import { shownValue } from './parameters.ts'
import { occurrencesIn } from './references.ts'
import { placesOf, symbolAt } from './rename.ts'
import type { Occurrence, SymbolName } from './symbols.ts'
import { typeInWords } from './type-words.ts'

/** A name under the cursor: what it means, where it is defined and where else it stands. */
export interface Named {
  readonly symbol: SymbolName
  readonly title: Words
  /** Type and unit, the value in force, where that is from. */
  readonly lines: readonly Words[]
  /** Of the name under the cursor. */
  readonly at: TextPlace
  readonly definitions: readonly TextPlace[]
  readonly places: readonly TextPlace[]
}

// A workspace never changes: its names are looked for once.
const kept = new WeakMap<Workspace, readonly Occurrence[]>()

function occurrencesOf(workspace: Workspace): readonly Occurrence[] {
  const known = kept.get(workspace)
  if (known) return known
  const found = occurrencesIn(workspace)
  kept.set(workspace, found)
  return found
}

/** The name at an offset of a file; null where none that the rules know stands there. */
export function namedAt(workspace: Workspace, file: string, offset: number): Named | null {
  const occurrences = occurrencesOf(workspace)
  const at = symbolAt(occurrences, file, offset)
  if (!at) return null
  const places = placesOf(occurrences, at.symbol)
  return {
    symbol: at.symbol,
    ...meaningOf(workspace, at.symbol),
    at: placeOf(at),
    definitions: places.filter(({ isDefinition }) => isDefinition).map(placeOf),
    places: places.map(placeOf),
  }
}

const placeOf = ({ file, span }: Occurrence): TextPlace => ({ path: file, start: span[0], end: span[1] })

function meaningOf(workspace: Workspace, symbol: SymbolName): Pick<Named, 'title' | 'lines'> {
  const { kind, owner, name } = symbol
  const plain = { title: sameWords(name), lines: [] }
  const clause = workspace.clause(kind === 'clause' ? name : owner)
  switch (kind) {
    case 'fact': {
      const policy = workspace.policies.find(({ origin }) => origin.file === `${owner}/policy.yaml`)
      return policy ? factMeaning(policy, name, workspace) : plain
    }
    case 'parameter': {
      const shared = workspace.policies
        .flatMap(({ provisions }) => provisions)
        .find(({ id }) => `${id}:shared` === owner)?.parameters
      const all = (clause?.parameters ?? shared ?? []).filter(
        (one) => one.key === name || one.name.includes(`.${name}.`),
      )
      const [first] = all
      return first ? { title: first.title, lines: all.flatMap((one) => parameterLines(one, clause)) } : plain
    }
    case 'value': {
      const value = clause?.rules.values.find((one) => one.name === name)
      const { type } = value ?? {}
      return value
        ? {
            title: value.title ?? sameWords(name),
            lines: type ? [typeInWords(type as unknown as ValueType)] : [],
          }
        : plain
    }
    case 'clause':
      return clause ? { title: clause.title, lines: sourceLine(clause) } : plain
    default:
      return clause ? { title: clauseWordsIn(clause, name, workspace) ?? sameWords(name), lines: [] } : plain
  }
}

function factMeaning(policy: Policy, name: string, workspace: Workspace): Pick<Named, 'title' | 'lines'> {
  const fact = policy.facts.find((one) => one.name === name)
  if (!fact) return { title: sameWords(name), lines: [] }
  const root = workspace.documents.get(fact.origin.file)?.root
  const absent = entryOf(entryOf(entryOf(root, 'facts')?.value, name)?.value, 'absent')?.value
  const from = fact.from && (workspace.clause(fact.from.clause)?.title ?? sameWords(fact.from.clause))
  return {
    title: fact.title,
    lines: [
      typeInWords(fact.type),
      ...(absent?.kind === 'scalar'
        ? [{ zh: `未给时假定为 ${absent.text}`, en: `assumed ${absent.text} when not given` }]
        : []),
      ...(from ? [{ zh: `由“${from.zh}”认定`, en: `decided by “${from.en}”` }] : []),
      ...(fact.authority
        ? [{ zh: `由${fact.authority.zh}公布`, en: `published by ${fact.authority.en}` }]
        : []),
    ],
  }
}

/** The value of each date, and the words that state it. */
function parameterLines(parameter: Parameter, clause: Clause | undefined): readonly Words[] {
  const section = clause?.source?.section
  return [
    typeInWords(parameter.type),
    ...parameter.values.map((value): Words => {
      const shown = shownValue(value, parameter.type)
      const day = value.from && formatDate(value.from)
      return {
        zh: `${day ? `自 ${day}` : '自始'}：${shown.zh}`,
        en: `${day ? `from ${day}` : 'from the start'}: ${shown.en}`,
      }
    }),
    ...(parameter.quote === null
      ? []
      : [
          {
            zh: `原文${section ? `（${section}）` : ''}：“${parameter.quote}”`,
            en: `Text${section ? ` (${section})` : ''}: “${parameter.quote}”`,
          },
        ]),
  ]
}

const sourceLine = ({ id, source }: Clause): readonly Words[] =>
  source?.section ? [sameWords(`${id}　${source.section}`)] : [sameWords(id)]
