import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** The folder of the project, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Loads a TypeScript module by its path in the project: Node alone cannot. */
export const loadTs = async (path) =>
  (await runnerImport(root + path, { root, configFile: false, logLevel: 'error' })).module
