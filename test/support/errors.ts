import { readdirSync, readFileSync } from 'node:fs'
import {
  type Diagnostic,
  decideFacts,
  diagnosticCodes,
  documentFromJson,
  documentFromText,
  lineCounter,
  loadWorkspace,
  parseDate,
  type SourceFile,
  suiteOf,
  upkeepFaults,
  type Workspace,
} from '../../engine/index.ts'
import { type Change, policyFiles, rentAid, rentAidFolder } from './rent-aid.ts'
import { readTable, testFolder } from './tables.ts'

/** A diagnostic as a table stores it: whole, but for the fix in Chinese. */
export interface Expected {
  readonly code: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: { readonly en: string; readonly zh: string }
  readonly fix: { readonly en: string }
  readonly related?: readonly {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly message: { readonly en: string }
  }[]
}

/** A change of the good policy, or files beside it, and the one diagnostic it gives. */
export interface ErrorTable {
  /** A good policy of the table's own, in place of rent aid. */
  readonly files?: Readonly<Record<string, string>>
  readonly rows: readonly ({
    readonly name: string
    readonly expected: readonly Expected[]
    readonly add?: Readonly<Record<string, string>>
    /** The day by which values are late. */
    readonly as_of?: string
  } & Partial<Change>)[]
}

/** Facts that are right, and changes of one passage. */
export interface FactsTable {
  /** The table whose policy they are facts of; rent aid unless said. */
  readonly policy?: string
  readonly file: string
  readonly text: string
  readonly rows: readonly {
    readonly name: string
    readonly replace: string
    readonly with: string
    readonly expected: readonly Expected[]
  }[]
}

/** The codes that the files of some rooms of the engine name. */
export function codesIn(rooms: readonly string[]): readonly string[] {
  const texts = rooms.flatMap((room) => {
    const folder = `${testFolder}../engine/${room}/`
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.includes('.generated.'))
      .map((name) => readFileSync(folder + name, 'utf8'))
  })
  return Object.keys(diagnosticCodes).filter((code) => texts.some((text) => text.includes(`'${code}'`)))
}

type Texts = readonly Pick<SourceFile, 'path' | 'text'>[]

const shortPath = (path: string) => path.replace(`${rentAidFolder}/`, '')

/** Diagnostics as tables store them. */
export function expectedForm(diagnostics: readonly Diagnostic[], files: Texts): readonly Expected[] {
  const place = (file: string, offset: number) => ({
    file: shortPath(file),
    ...lineCounter(files.find((one) => one.path === file)?.text ?? '')(offset),
  })
  return diagnostics.map(({ code, file, span, message, fix, related }) => ({
    code,
    ...place(file, span[0]),
    message: { en: message.en, zh: message.zh },
    fix: { en: fix.en },
    ...(related && {
      related: related.map((other) => ({
        ...place(other.file, other.span[0]),
        message: { en: other.message.en },
      })),
    }),
  }))
}

/** All that `check` finds in a policy: faults of the policy, or of its cases where it has none, and what is late. */
export function checked(files: readonly SourceFile[], asOf?: string): readonly Diagnostic[] {
  const workspace = loadWorkspace(files)
  if (workspace.diagnostics.length > 0) return workspace.diagnostics
  const day = asOf === undefined ? undefined : parseDate(asOf)
  return [...suiteOf(workspace).diagnostics, ...(day ? upkeepFaults(workspace, day) : [])]
}

/** The good policy that the rows of a table change, or that its facts are for. */
export const goodPolicy = ({ files }: Pick<ErrorTable, 'files'>): readonly SourceFile[] =>
  files ? policyFiles(files) : rentAid

export const policyOfFacts = ({ policy }: FactsTable): readonly SourceFile[] =>
  policy === undefined ? rentAid : goodPolicy(readTable<ErrorTable>(policy).data)

/** All that is found in one applicant's facts when every clause is asked; nothing where they are decided. */
export function refusedFacts(workspace: Workspace, file: string, text: string): readonly Diagnostic[] {
  const { document, diagnostics } = file.endsWith('.json')
    ? documentFromJson(file, text)
    : documentFromText(file, text)
  if (diagnostics.length > 0) return diagnostics
  const asked = decideFacts(workspace, document)
  return asked.ok ? [] : asked.problems
}
