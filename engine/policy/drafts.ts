import { clauseId } from './clauses.ts'
import type { FactDeclaration } from './declarations.ts'
import { factsFromPlace } from './facts.ts'
import { readOnce } from './kept.ts'
import { child, entriesOf, originOf, type Place, rootPlace, textAt } from './nodes.ts'
import { type Parameters, parametersFromPlace } from './parameters.ts'
import { type Problems, report } from './problems.ts'
import { type ChosenReading, readingsKey } from './readings.ts'

/** An entry of a map. */
export type Entry = Place & { readonly key: string }

/** A clause as its file has it. */
export interface ClauseDraft {
  readonly id: string
  readonly place: Entry
  readonly own: Parameters
  /** Of its open questions, those that can be computed. */
  readonly alternatives: readonly { readonly key: string; readonly change: Place }[]
}

/** What a provision's file says by itself. */
export interface ProvisionDraft {
  readonly id: string
  readonly place: Place
  readonly shared: Parameters
  readonly clauses: readonly ClauseDraft[]
}

/**
 * A provision's names and parameters, before its rules are read.
 *
 * Errors  ID_MISMATCH, and those of parameters
 */
export const draftProvision = readOnce((document, found): ProvisionDraft => {
  const problems: Problems = { found, documents: new Map([[document.file, document]]) }
  const place = rootPlace(document.file, document.root)
  const id = textAt(place, 'provision') ?? ''
  checkProvisionName(place, id, problems)
  return {
    id,
    place,
    shared: parametersFromPlace(child(place, 'parameters'), id, problems),
    clauses: entriesOf(child(place, 'clauses')).map((entry) => {
      const clause = clauseId(id, entry.key)
      const own = parametersFromPlace(child(entry, 'parameters'), clause, problems)
      return { id: clause, place: entry, own, alternatives: alternativesOf(clause, entry) }
    }),
  }
})

const alternativesOf = (clause: string, place: Place): ClauseDraft['alternatives'] =>
  entriesOf(child(place, 'readings')).flatMap((reading) =>
    entriesOf(child(reading, 'alternatives')).flatMap((alternative, index) => {
      const change = child(alternative, 'change')
      // The first is chosen without its name.
      const chosen = { id: reading.key, alternative: index === 0 ? null : alternative.key }
      return change ? [{ key: underKey(clause, [chosen]), change }] : []
    }),
  )

/** How a clause under readings is called among those that are kept. */
export const underKey = (clause: string, readings: readonly ChosenReading[]): string =>
  `${clause} ${readingsKey(readings)}`

/** The vocabulary of a facts file. */
export const readFacts = readOnce((document, found): readonly FactDeclaration[] =>
  factsFromPlace(child(rootPlace(document.file, document.root), 'facts'), {
    found,
    documents: new Map([[document.file, document]]),
  }),
)

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.(yaml|txt)$/, '')

function checkProvisionName(place: Place, id: string, problems: Problems): void {
  const name = baseName(place.file)
  const stated = child(place, 'provision')
  if (!stated || id === name) return
  report(
    problems,
    'ID_MISMATCH',
    originOf(stated),
    {
      zh: `\`${id}\` 与文件名 \`${name}.yaml\` 不符`,
      en: `\`${id}\` is not the name of its file, \`${name}.yaml\``,
    },
    { zh: `写 provision: ${name}，或给文件改名`, en: `write provision: ${name}, or rename the file` },
    { replacement: name },
  )
}
