import {
  type CaseResult,
  type Diagnostic,
  type DocumentCache,
  fileKind,
  hasErrors,
  type KeptResults,
  loadWorkspace,
  runCases,
  type SourceFile,
  type Suite,
  sortDiagnostics,
  suiteOf,
  type Workspace,
} from '../../engine/index.ts'

/** Texts that were read together. */
export interface Loaded {
  readonly workspace: Workspace
  readonly suite: Suite
}

/** What the current texts give: the workspace to decide by, and what is wrong with the texts as they stand. */
export interface Reading extends Loaded {
  readonly diagnostics: readonly Diagnostic[]
  /** Folders of policies shown from their last valid texts. */
  readonly stale: ReadonlySet<string>
  readonly results: readonly CaseResult[]
  /** What was read. */
  readonly texts: ReadonlyMap<string, string>
}

export interface Texts {
  /** Reads the current texts; a half-typed policy is replaced by its last valid texts. */
  readonly read: (files: ReadonlyMap<string, string>) => Reading
  /** What other texts would be like, with what is wrong with them; nothing is decided or kept. */
  readonly tryOut: (files: ReadonlyMap<string, string>) => Loaded & Pick<Reading, 'diagnostics'>
  /** Reads other texts, the saved ones, taking over whatever is the same in them. */
  readonly readOther: (files: ReadonlyMap<string, string>) => Loaded
}

const load = (files: readonly SourceFile[], cache: DocumentCache): Loaded => {
  const workspace = loadWorkspace(files, { cache })
  return { workspace, suite: suiteOf(workspace) }
}

const filesOf = (files: ReadonlyMap<string, string>): readonly SourceFile[] =>
  [...files].map(([path, text]) => ({ path, text }))

/** What is valid by itself: a fault in it is no fault of the rules. */
const isApart = (path: string) => ['cases', 'log'].includes(fileKind(path)?.kind ?? '')

/**
 * Keeps the last valid text of every file. A policy is valid as a whole; a case file by itself. Documents
 * of unchanged texts stay the same objects, and with them the clauses that are built and the cases that
 * are decided from them: a key typed into one provision reads, builds and decides that one anew.
 */
export function createTexts(): Texts {
  const cache: DocumentCache = new Map()
  const mixedCache: DocumentCache = new Map()
  const kept: KeptResults = new Map()
  const valid = new Map<string, string>()
  return {
    read: (files) => {
      const now = load(filesOf(files), cache)
      const diagnostics = sortDiagnostics([...now.workspace.diagnostics, ...now.suite.diagnostics])
      const stale = new Set<string>()
      const broken = new Set<string>()
      for (const diagnostic of diagnostics) {
        if (diagnostic.severity !== 'error') continue
        const folder = fileKind(diagnostic.file)?.folder ?? ''
        if (fileKind(diagnostic.file)?.kind !== 'log') stale.add(folder)
        broken.add(isApart(diagnostic.file) ? diagnostic.file : folder)
      }
      const isBroken = (path: string) =>
        broken.has(path) || (!isApart(path) && broken.has(fileKind(path)?.folder ?? ''))
      for (const [path, text] of files) if (!isBroken(path)) valid.set(path, text)
      const rest = { diagnostics, stale, texts: new Map(files) }
      if (!hasErrors(diagnostics)) return { ...now, ...rest, results: runCases(now.suite, kept) }
      const mixed = [...files].flatMap(([path, text]) => {
        const last = isBroken(path) ? valid.get(path) : text
        return last === undefined ? [] : [{ path, text: last }]
      })
      for (const { path, text } of mixed) {
        const same = cache.get(path)
        if (same?.text === text) mixedCache.set(path, same)
      }
      const last = load(mixed, mixedCache)
      return { ...last, ...rest, results: runCases(last.suite, kept) }
    },
    tryOut: (files) => {
      const other = load(filesOf(files), new Map(cache))
      return { ...other, diagnostics: [...other.workspace.diagnostics, ...other.suite.diagnostics] }
    },
    readOther: (files) => load(filesOf(files), new Map(cache)),
  }
}
