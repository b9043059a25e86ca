/** Policies from their texts: read, checked, compiled. Runs in Node, browsers and workers. */
import { loadWorkspace, type SourceFile, type Workspace } from '../policy/workspace.ts'

export type { Diagnostic } from '../base/diagnostic.ts'
export { hasErrors } from '../base/diagnostic.ts'
export type { SourceFile, Workspace } from '../policy/workspace.ts'
export { type CompiledPolicy, type CompileOptions, compile } from './compile.ts'
export * from './index.ts'
export { typesFromPolicies } from './types-from-policies.ts'

/**
 * Reads policies from texts and their paths, and checks them.
 *
 * Shape   texts → Workspace; everything wrong is in its `diagnostics`, with file and place
 * Errors  every code of docs/errors.md but those of files and facts (returned)
 */
export const load = (files: readonly SourceFile[]): Workspace => loadWorkspace(files)
