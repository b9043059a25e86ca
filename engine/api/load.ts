/** Policies from their texts: read, checked, compiled. Runs in Node, browsers and workers. */
import type { Diagnostic } from '../base/diagnostic.ts'
import { loadWorkspace, type SourceFile, type Workspace } from '../policy/workspace.ts'
import { dayOf } from './parts.ts'
import type { Problem } from './problem.ts'

export type { Diagnostic } from '../base/diagnostic.ts'
export { hasErrors } from '../base/diagnostic.ts'
export type { SourceFile, Workspace } from '../policy/workspace.ts'
export { type CompiledPolicy, type CompileOptions, compile } from './compile.ts'
export * from './index.ts'
export { typesFromPolicies } from './types-from-policies.ts'

export interface LoadTextOptions {
  /** Takes only values that had been published by this day, `2010-03-15`; all of them unless said. */
  readonly known?: string
}

/**
 * Reads policies from texts and their paths, and checks them.
 *
 * Shape   texts × options → Workspace; everything wrong is in its `diagnostics`, with file and place
 * Errors  every code of docs/errors.md but those of files and facts; DATE_IMPOSSIBLE for the option (returned)
 */
export function load(files: readonly SourceFile[], { known }: LoadTextOptions = {}): Workspace {
  if (known === undefined) return loadWorkspace(files)
  const { day, problems } = dayOf(known)
  if (day) return loadWorkspace(files, { known: day })
  // Without the day that was asked for nothing may be decided.
  return { ...loadWorkspace([]), diagnostics: problems.map(diagnosticOf) }
}

const diagnosticOf = ({ code, message, fix }: Problem): Diagnostic => ({
  code,
  severity: 'error',
  file: '',
  span: [0, 0],
  message,
  fix,
})
