import type { Diagnostic } from '../base/diagnostic.ts'
import { sameWords } from '../base/words.ts'
import type { Document } from '../document/document.ts'
import { checkEntryClauses } from './check-entry-clauses.ts'
import { checkReadAt } from './check-read-at.ts'
import { checkFactSources } from './check-supplies.ts'
import type { ClauseContext } from './clause-scope.ts'
import { clauseFromPlace, effectiveFromPlace, readingsFromPlace } from './clauses.ts'
import type { FactDeclaration, Parameter } from './declarations.ts'
import {
  type ClauseDraft,
  draftProvision,
  type Entry,
  type ProvisionDraft,
  readFacts,
  underKey,
} from './drafts.ts'
import { type BuiltFrom, buildAndKeep, keptAlone, keptTogether } from './kept.ts'
import { keptSourceDocuments, quoteFaults } from './kept-sources.ts'
import { child, keyOriginOf, originOf, type Place, rootPlace, textAt, wordsAt } from './nodes.ts'
import { parametersFromPlace } from './parameters.ts'
import type { Clause, Policy, Provision, SourceDocument } from './policy.ts'
import { type Problems, report, withoutRepeats } from './problems.ts'
import { type ChosenReading, changeOf, withChange } from './readings.ts'
import { declaredRounding } from './rounding.ts'
import { checkSourceDocuments, levelsOf } from './source-documents.ts'

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

interface PendingClause extends ClauseDraft {
  readonly from: BuiltFrom
  readonly context: Omit<ClauseContext, 'problems' | 'clause'>
}

interface Built {
  readonly policies: readonly Policy[]
  readonly sources: readonly SourceDocument[]
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
  const clauses = new Map<string, Clause>()
  const drafts = folders.flatMap((files) => draftPolicy(files, allParameters, pending, problems))
  const kept = keptTogether(pending)
  for (const [id, one] of pending) {
    const context = { ...one.context, problems, clause: (other: string) => clauses.get(other) }
    const build = () =>
      buildAndKeep(id, one.from, context, (asking) => clauseFromPlace(one.place, one.own, asking))
    clauses.set(id, kept.get(id) ?? build())
  }
  checkEntryClauses(clauses, problems)
  checkFactSources(
    drafts.flatMap(({ facts }) => facts),
    clauses,
    problems,
  )
  const policies = drafts.map((draft) => finishPolicy(draft, clauses))
  const sources = [...policies.flatMap((policy) => policy.documents), ...folders.flatMap(looseDocuments)]
  for (const { root, provisions } of drafts) {
    for (const { document } of provisions) problems.found.push(...quoteFaults(document, sources, documents))
    checkSourceDocuments(root, sources, problems)
  }
  const under = readingsOf(pending, clauses, documents)
  if (problems.found.length === 0) checkReadings(pending, problems)
  return {
    policies,
    sources,
    diagnostics: withoutRepeats(problems.found),
    clause: (id) => clauses.get(id),
    clauseUnder: under,
  }
}

/** Texts without a policy beside them: policies that are loaded may quote them. */
const looseDocuments = ({ policy, sources }: PolicyFiles): readonly SourceDocument[] =>
  policy
    ? []
    : sources.map(({ path, text }) => {
        const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '')
        return { id, title: sameWords(id), file: path, text, setAside: [], reprintOf: null, amends: null }
      })

interface PolicyDraft {
  readonly root: Place
  readonly facts: readonly FactDeclaration[]
  readonly documents: readonly SourceDocument[]
  readonly provisions: readonly (ProvisionDraft & { readonly document: Document })[]
  readonly problems: Problems
}

function draftPolicy(
  files: PolicyFiles,
  allParameters: Map<string, Parameter>,
  pending: Map<string, PendingClause>,
  problems: Problems,
): readonly PolicyDraft[] {
  if (!files.policy) return []
  const { policy } = files
  const root = rootPlace(policy.file, policy.root)
  checkLanguage(root, problems)
  const facts = files.facts ? readFacts(files.facts, problems.found) : []
  const shared = {
    policy: textAt(root, 'policy') ?? '',
    vocabulary: new Map(facts.map((fact) => [fact.name, fact])),
    allParameters,
    rounding: declaredRounding(child(root, 'rounding'), problems),
    effective: effectiveFromPlace(child(root, 'effective'), { ...problems, found: [] }),
    clauseIds: () => [...pending.keys()],
  }
  const provisions = files.provisions.map((document) => {
    const draft = draftProvision(document, problems.found)
    const from = { policy, facts: files.facts, provision: document }
    checkReadAt(draft.place, { facts: shared.vocabulary, problems })
    for (const parameter of draft.shared.list) allParameters.set(parameter.name, parameter)
    for (const clause of draft.clauses) {
      for (const parameter of clause.own.list) allParameters.set(parameter.name, parameter)
      checkTwice(clause.id, clause.place, pending, problems)
      const context = { ...shared, provision: draft.id, provisionPlace: draft.place, shared: draft.shared }
      pending.set(clause.id, { ...clause, from, context })
    }
    return { ...draft, document }
  })
  return [{ root, facts, documents: keptSourceDocuments(policy, files.sources), provisions, problems }]
}

function finishPolicy(draft: PolicyDraft, clauses: ReadonlyMap<string, Clause>): Policy {
  const { root, problems } = draft
  const provisions: readonly Provision[] = draft.provisions.map(({ id, place, shared, clauses: own }) => ({
    id,
    title: wordsAt(place, 'title') ?? sameWords(id),
    file: place.file,
    parameters: shared.list,
    clauses: own.flatMap(({ id: clause }) => clauses.get(clause) ?? []),
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
    levels: levelsOf(root),
    rounding: declaredRounding(child(root, 'rounding'), { ...problems, found: [] }),
    documents: draft.documents,
    facts: draft.facts,
    provisions: inTextOrder(provisions, draft.documents),
    readings: readingsFromPlace(child(root, 'readings')),
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
  const under: Built['clauseUnder'] = (id, readings) => {
    if (readings.length === 0) return clauses.get(id)
    const one = pending.get(id)
    if (!one) return undefined
    const key = underKey(id, readings)
    const known = kept.get(key)
    if (known) return known
    const changes = readings.flatMap((reading) => changeOf(one.place, reading) ?? [])
    if (changes.length === 0) return clauses.get(id)
    const problems = { found: [], documents }
    const built = buildUnder(one, key, changes, problems, (other) => under(other, readings))
    kept.set(key, built)
    return built
  }
  return under
}

function buildUnder(
  one: PendingClause,
  key: string,
  changes: readonly Place[],
  problems: Problems,
  clause: ClauseContext['clause'],
): Clause {
  const known = keptAlone(key, one.from, one.context)
  if (known) return known
  return buildAndKeep(key, one.from, { ...one.context, problems, clause }, (context) => {
    const place = changes.reduce<Entry>((at, change) => withChange(at, change, context.problems), one.place)
    const own = parametersFromPlace(child(place, 'parameters'), one.id, context.problems)
    return clauseFromPlace(place, own, context)
  })
}

/** Every alternative is built once, so that its faults are found before somebody chooses it. */
function checkReadings(pending: ReadonlyMap<string, PendingClause>, problems: Problems): void {
  for (const one of pending.values())
    for (const { key, change } of one.alternatives) buildUnder(one, key, [change], problems, () => undefined)
}
