import type { Diagnostic } from '../base/diagnostic.ts'
import { sameWords } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import { checkQuotes } from './check-quotes.ts'
import type { ClauseContext } from './clause-scope.ts'
import { clauseFromPlace, clauseId, effectiveFromPlace } from './clauses.ts'
import type { FactDeclaration, Parameter } from './declarations.ts'
import { factsFromPlace } from './facts.ts'
import { child, entriesOf, keyOriginOf, originOf, type Place, rootPlace, textAt, wordsAt } from './nodes.ts'
import { type Parameters, parametersFromPlace } from './parameters.ts'
import type { Clause, Policy, Provision, SourceDocument } from './policy.ts'
import { type Problems, report, withoutRepeats } from './problems.ts'
import { type ChosenReading, changeOf, readingsKey, withChange } from './readings.ts'
import { declaredRounding } from './rounding.ts'

/** The files of one policy folder, read and valid in form unless `broken`. */
export interface PolicyFiles {
  readonly folder: string
  policy: Document | null
  facts: Document | null
  readonly provisions: Document[]
  readonly sources: { readonly path: string; readonly text: string }[]
  broken: boolean
}

/** The version of the rule language this reads. */
const languageVersion = 1

interface PendingClause {
  readonly id: string
  readonly place: Place & { readonly key: string }
  readonly own: Parameters
  readonly context: Omit<ClauseContext, 'problems'>
}

interface Built {
  readonly policies: readonly Policy[]
  readonly diagnostics: readonly Diagnostic[]
  readonly clause: (id: string) => Clause | undefined
  readonly clauseUnder: (id: string, readings: readonly ChosenReading[]) => Clause | undefined
}

/** Policies from documents that are valid in form: names, types, units, quotes and readings are checked here. */
export function buildPolicies(
  folders: readonly PolicyFiles[],
  documents: ReadonlyMap<string, Document>,
): Built {
  const problems: Problems = { found: [], documents }
  const allParameters = new Map<string, Parameter>()
  const pending = new Map<string, PendingClause>()
  const drafts = folders.flatMap((files) => draftPolicy(files, allParameters, pending, problems))
  const clauses = new Map<string, Clause>()
  for (const [id, one] of pending)
    clauses.set(id, clauseFromPlace(one.place, one.own, { ...one.context, problems }))
  const policies = drafts.map((draft) => finishPolicy(draft, clauses))
  const sources = policies.flatMap((policy) => policy.documents)
  for (const draft of drafts) for (const { place } of draft.provisions) checkQuotes(place, sources, problems)
  const under = readingsOf(pending, clauses, documents)
  if (problems.found.length === 0) checkReadings(pending, problems)
  return {
    policies,
    diagnostics: withoutRepeats(problems.found),
    clause: (id) => clauses.get(id),
    clauseUnder: under,
  }
}

interface PolicyDraft {
  readonly root: Place
  readonly facts: readonly FactDeclaration[]
  readonly documents: readonly SourceDocument[]
  readonly provisions: readonly {
    readonly id: string
    readonly place: Place
    readonly shared: Parameters
    readonly clauses: readonly string[]
  }[]
  readonly problems: Problems
}

function draftPolicy(
  files: PolicyFiles,
  allParameters: Map<string, Parameter>,
  pending: Map<string, PendingClause>,
  problems: Problems,
): readonly PolicyDraft[] {
  if (!files.policy) return []
  const root = rootPlace(files.policy.file, files.policy.root)
  checkLanguage(root, problems)
  const facts = files.facts
    ? factsFromPlace(child(rootPlace(files.facts.file, files.facts.root), 'facts'), problems)
    : []
  const shared = {
    policy: textAt(root, 'policy') ?? '',
    vocabulary: new Map(facts.map((fact) => [fact.name, fact])),
    allParameters,
    rounding: declaredRounding(child(root, 'rounding'), problems),
    effective: effectiveFromPlace(child(root, 'effective'), { ...problems, found: [] }),
  }
  const provisions = files.provisions.map((document) => {
    const place = rootPlace(document.file, document.root)
    const id = textAt(place, 'provision') ?? ''
    checkProvisionName(place, id, problems)
    const parameters = parametersFromPlace(child(place, 'parameters'), id, problems)
    for (const parameter of parameters.list) allParameters.set(parameter.name, parameter)
    const clauses = entriesOf(child(place, 'clauses')).map((entry) => {
      const own = parametersFromPlace(child(entry, 'parameters'), clauseId(id, entry.key), problems)
      for (const parameter of own.list) allParameters.set(parameter.name, parameter)
      const clause = clauseId(id, entry.key)
      checkTwice(clause, entry, pending, problems)
      pending.set(clause, {
        id: clause,
        place: entry,
        own,
        context: { ...shared, provision: id, provisionPlace: place, shared: parameters },
      })
      return clause
    })
    return { id, place, shared: parameters, clauses }
  })
  return [{ root, facts, documents: sourceDocuments(root, files), provisions, problems }]
}

function finishPolicy(draft: PolicyDraft, clauses: ReadonlyMap<string, Clause>): Policy {
  const { root, problems } = draft
  const provisions: readonly Provision[] = draft.provisions.map(({ id, place, shared, clauses: ids }) => ({
    id,
    title: wordsAt(place, 'title') ?? sameWords(id),
    file: place.file,
    parameters: shared.list,
    clauses: ids.flatMap((clause) => clauses.get(clause) ?? []),
    origin: originOf(place),
  }))
  return {
    id: textAt(root, 'policy') ?? '',
    title: wordsAt(root, 'title') ?? sameWords(''),
    version: textAt(root, 'version') ?? '',
    issuer: wordsAt(root, 'issuer'),
    jurisdiction: wordsAt(root, 'jurisdiction'),
    effective: effectiveFromPlace(child(root, 'effective'), problems),
    undated: wordsAt(root, 'undated'),
    rounding: declaredRounding(child(root, 'rounding'), { ...problems, found: [] }),
    documents: draft.documents,
    facts: draft.facts,
    provisions: inTextOrder(provisions, draft.documents),
    origin: originOf(root),
  }
}

/** As the promulgated text has them; those without a quote in it come last, by name. */
function inTextOrder(
  provisions: readonly Provision[],
  documents: readonly SourceDocument[],
): readonly Provision[] {
  const placeOf = ({ clauses }: Provision): number => {
    const places = clauses.flatMap(({ source }) => {
      const text = documents.find((document) => document.id === source?.document)?.text
      const at = source?.quote ? text?.indexOf(source.quote) : undefined
      return at === undefined || at < 0 ? [] : [at]
    })
    return Math.min(...places)
  }
  return [...provisions].sort((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1))
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.(yaml|txt)$/, '')

function sourceDocuments(root: Place, files: PolicyFiles): readonly SourceDocument[] {
  return files.sources.map(({ path, text }) => {
    const id = baseName(path)
    const stated = child(root, 'documents')
    const entry = stated && child(stated, id)
    return { id, title: (entry && wordsAt(entry, 'title')) ?? sameWords(id), file: path, text }
  })
}

function checkLanguage(root: Place, problems: Problems): void {
  const stated = child(root, 'language')
  const version = Number(textAt(root, 'language'))
  if (!stated || version === languageVersion) return
  report(
    problems,
    'LANGUAGE_VERSION',
    originOf(stated),
    { zh: `不支持规则语言第 ${version} 版`, en: `version ${version} of the rule language is not supported` },
    {
      zh: `写 language: ${languageVersion}，或换用新版程序`,
      en: `write language: ${languageVersion}, or use a newer clausebook`,
    },
  )
}

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

function checkTwice(
  id: string,
  place: Place,
  pending: ReadonlyMap<string, PendingClause>,
  problems: Problems,
): void {
  const first = pending.get(id)
  if (!first) return
  report(
    problems,
    'CLAUSE_DUPLICATE',
    keyOriginOf(place),
    { zh: `条款 \`${id}\` 已经有了`, en: `clause \`${id}\` is already defined` },
    { zh: '换一个名称，或去掉一处', en: 'give one of them another name, or remove it' },
    {
      related: [
        { ...keyOriginOf(first.place), message: { zh: '第一处在这里', en: 'the first stands here' } },
      ],
    },
  )
}

/** Clauses under readings, each built when first asked for. */
function readingsOf(
  pending: ReadonlyMap<string, PendingClause>,
  clauses: ReadonlyMap<string, Clause>,
  documents: ReadonlyMap<string, Document>,
): Built['clauseUnder'] {
  const kept = new Map<string, Clause>()
  return (id, readings) => {
    const one = pending.get(id)
    if (!one) return undefined
    const key = `${id} ${readingsKey(readings)}`
    const known = kept.get(key)
    if (known) return known
    const changes = readings.flatMap((reading) => changeOf(one.place, reading) ?? [])
    if (changes.length === 0) return clauses.get(id)
    const built = buildUnder(one, changes, { found: [], documents })
    kept.set(key, built)
    return built
  }
}

function buildUnder(one: PendingClause, changes: readonly Place[], problems: Problems): Clause {
  const place = changes.reduce<PendingClause['place']>(
    (at, change) => withChange(at, change, problems),
    one.place,
  )
  const own = parametersFromPlace(child(place, 'parameters'), one.id, problems)
  return clauseFromPlace(place, own, { ...one.context, problems })
}

/** Every alternative is built once, so that its faults are found before somebody chooses it. */
function checkReadings(pending: ReadonlyMap<string, PendingClause>, problems: Problems): void {
  for (const one of pending.values())
    for (const reading of entriesOf(child(one.place, 'readings')))
      for (const alternative of entriesOf(child(reading, 'alternatives'))) {
        const change = child(alternative, 'change')
        if (change) buildUnder(one, [change], problems)
      }
}
