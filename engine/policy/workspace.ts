import type { CalendarDate } from '../base/calendar.ts'
import { type Diagnostic, hasErrors, sortDiagnostics } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import { documentFromText } from '../document/from-text.ts'
import { buildPolicies, type PolicyFiles } from './from-documents.ts'
import { documentKnownOn } from './known.ts'
import { type LogEntry, readLog } from './log.ts'
import type { Clause, Policy, SourceDocument } from './policy.ts'
import type { ChosenReading } from './readings.ts'
import { validateDocument } from './validate.ts'

/** A text and its path: `policies/employment-promotion/provisions/venue-rent.yaml`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Everything that was loaded together. A policy with an error in one of its files is left out. */
export interface Workspace {
  /** The day by which its values had been published; null: whenever. */
  readonly known: CalendarDate | null
  readonly policies: readonly Policy[]
  /** Every source text, also of policies that are not loaded themselves. */
  readonly sources: readonly SourceDocument[]
  readonly documents: ReadonlyMap<string, Document>
  /** The case files, read and valid in form. */
  readonly caseDocuments: readonly Document[]
  /** What was done to each policy, by its folder. */
  readonly logs: ReadonlyMap<string, readonly LogEntry[]>
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  readonly clause: (id: string) => Clause | undefined
  /** The clause under readings it states; itself where it states none of them. */
  readonly clauseUnder: (id: string, readings: readonly ChosenReading[]) => Clause | undefined
}

export type FileKind = 'policy' | 'facts' | 'log' | 'provision' | 'cases' | 'source'

/** What a file is, by its place in the policy's folder; undefined for anything else. */
export function fileKind(path: string): { readonly kind: FileKind; readonly folder: string } | undefined {
  const match =
    /^(.*?)\/?(?:(policy|facts|log)\.yaml|(provisions|cases)\/[^/]+\.yaml|(source)\/[^/]+\.txt)$/.exec(path)
  if (!match) return undefined
  const folder = match[1] ?? ''
  if (match[2]) return { kind: match[2] as FileKind, folder }
  return { kind: match[3] === 'provisions' ? 'provision' : match[3] === 'cases' ? 'cases' : 'source', folder }
}

/**
 * Reads policies from their texts.
 *
 * Shape   texts → Workspace; nothing throws, everything wrong is in `diagnostics`
 * Errors  every code of diagnostic-codes.ts but those of files and facts
 */
export function loadWorkspace(files: readonly SourceFile[], options: LoadOptions = {}): Workspace {
  const documents = new Map<string, Document>()
  const diagnostics: Diagnostic[] = []
  const folders = new Map<string, PolicyFiles>()
  const caseDocuments: Document[] = []
  const logs: Document[] = []
  for (const file of files) {
    const kind = fileKind(file.path)
    if (!kind) continue
    const folder = folders.get(kind.folder) ?? emptyFolder(kind.folder)
    folders.set(kind.folder, folder)
    if (kind.kind === 'source') {
      folder.sources.push(file)
      continue
    }
    const read = readDocument(file, kind.kind, options.cache)
    documents.set(file.path, read.document)
    diagnostics.push(...read.diagnostics)
    const broken = hasErrors(read.diagnostics)
    if (kind.kind === 'cases') {
      if (!broken) caseDocuments.push(read.document)
      continue
    }
    // What was done is told beside the rules: a fault in it keeps nobody from deciding.
    if (kind.kind === 'log') {
      if (!broken) logs.push(read.document)
      continue
    }
    if (broken) folder.broken = true
    const { known } = options
    const document = known && !broken ? documentKnownOn(read.document, known) : read.document
    documents.set(file.path, document)
    if (kind.kind === 'provision') folder.provisions.push(document)
    else if (kind.kind === 'policy') folder.policy = document
    else folder.facts = document
  }
  // A fault of form in one file would show as faults of meaning in others: say the first alone.
  const whole = [...folders.values()].some((folder) => folder.broken) ? [] : [...folders.values()]
  const built = buildPolicies(whole, documents)
  const read = readLogs(logs, documents)
  return {
    known: options.known ?? null,
    policies: built.policies,
    sources: built.sources,
    documents,
    caseDocuments,
    logs: read.logs,
    diagnostics: sortDiagnostics([...diagnostics, ...built.diagnostics, ...read.diagnostics]),
    clause: built.clause,
    clauseUnder: built.clauseUnder,
  }
}

export interface LoadOptions {
  /** Takes only values that had been published by this day; all of them unless said. */
  readonly known?: CalendarDate
  /** Keeps documents of unchanged texts between loads. */
  readonly cache?: DocumentCache
}

export type DocumentCache = Map<string, { readonly text: string; readonly read: ReadDocument }>

interface ReadDocument {
  readonly document: Document
  readonly diagnostics: readonly Diagnostic[]
}

function readDocument(
  file: SourceFile,
  kind: Exclude<FileKind, 'source'>,
  cache?: DocumentCache,
): ReadDocument {
  const kept = cache?.get(file.path)
  if (kept && kept.text === file.text) return kept.read
  const { document, diagnostics } = documentFromText(file.path, file.text)
  const read = {
    document,
    diagnostics: hasErrors(diagnostics) ? diagnostics : [...diagnostics, ...validateDocument(kind, document)],
  }
  cache?.set(file.path, { text: file.text, read })
  return read
}

function readLogs(
  logs: readonly Document[],
  documents: ReadonlyMap<string, Document>,
): Pick<Workspace, 'logs' | 'diagnostics'> {
  const found: Diagnostic[] = []
  const byFolder = logs.map(
    (log) => [fileKind(log.file)?.folder ?? '', readLog(log, { found, documents })] as const,
  )
  return { logs: new Map(byFolder), diagnostics: found }
}

const emptyFolder = (folder: string): PolicyFiles => ({
  folder,
  policy: null,
  facts: null,
  provisions: [],
  sources: [],
  broken: false,
})

/** Every clause, in the order of the policies. */
export const clausesOf = (workspace: Workspace): readonly Clause[] =>
  workspace.policies.flatMap((policy) => policy.provisions.flatMap((provision) => provision.clauses))
