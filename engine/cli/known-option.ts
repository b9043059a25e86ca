import type { Option } from './command.ts'

/** Of commands that decide: `load` reads it. */
export const knownOption: Option = {
  flags: '--known <date>',
  summary: 'with the values that had been published by this day; all of them unless said',
}
