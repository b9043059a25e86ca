import { createContext } from 'react'
import type { Words } from '../../engine/index.ts'

/** The parameters that have a field on the page, by full name, with their titles: a step leads to its own. */
export const FieldsContext = createContext<ReadonlyMap<string, Words>>(new Map())
