import type { SchemaError } from './schema-fault.ts'

interface Validator {
  (data: unknown): boolean
  errors?: readonly SchemaError[] | null
}

export const policy: Validator
export const facts: Validator
export const provision: Validator
export const cases: Validator
export const mapping: Validator
