import { type CalendarDate, parseDate } from '../base/calendar.ts'
import type { Language } from '../base/words.ts'
import type { DocumentCache } from '../policy/workspace.ts'

/** 0 fine, 1 the policy or a case is at fault, 2 the call is, 3 refused input. */
export type ExitCode = 0 | 1 | 2 | 3

/** Where a command writes to; tests give their own. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Colours only where a person looks. */
  readonly colour: boolean
  readonly cwd: string
  /** ISO: the day that commands take for today. Without it they say nothing of what is late. */
  readonly today?: string
  /** A person sees what `err` writes as it is written. */
  readonly isWatched?: boolean
  /** Of a process that runs several commands: texts that are the same are read once. */
  readonly documents?: DocumentCache
}

export interface Option {
  /** As commander takes it: `--as-of <date>`. */
  readonly flags: string
  readonly summary: string
  /** May be given several times. */
  readonly many?: boolean
}

/** What the person typed, by option name in camel case. */
export interface Call {
  /** Of a command that takes one. */
  readonly argument?: string
  readonly folders: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly language: Language
  readonly json: boolean
}

/** One command of `clausebook`. A new one is a file of its own and a line in index.ts. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Printed below the options. */
  readonly examples: readonly string[]
  /** What stands before the folders. */
  readonly argument?: { readonly name: string; readonly summary: string }
  /** What the folders are, where they are not those of policies. */
  readonly foldersSummary?: string
  readonly options: readonly Option[]
  readonly run: (call: Call, terminal: Terminal) => ExitCode | Promise<ExitCode>
}

/** A fault of the call itself: wrong option value, no such clause. Ends the command with exit code 2. */
export interface CallFault {
  readonly callFault: string
  readonly fix: string
}

export const callFault = (fault: string, fix: string): CallFault => ({ callFault: fault, fix })

export const textOption = (call: Call, name: string): string | undefined => {
  const value = call.options[name]
  return typeof value === 'string' ? value : undefined
}

export const listOption = (call: Call, name: string): readonly string[] => {
  const value = call.options[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

/** A day that an option gives; undefined where it is not given, and a fault of the call where it is none. */
export function dayOption(call: Call, name: string): CalendarDate | undefined {
  const text = textOption(call, name)
  const day = text === undefined ? undefined : parseDate(text)
  if (text !== undefined && !day) throw callFault(`\`${text}\` is not a date`, 'write it as 2010-01-01')
  return day
}
