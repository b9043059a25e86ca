import { readWorkspace } from '../../engine/files/workspace.ts'
import { loadWorkspace } from '../../engine/index.ts'
import { testFolder } from './tables.ts'

/** The policies of this repository, as `clausebook` reads them. */
export const policyFiles = (await readWorkspace([], `${testFolder}..`)).files

export const policies = loadWorkspace(policyFiles)
