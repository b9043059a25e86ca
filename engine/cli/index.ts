import { check } from './check.ts'
import type { Command } from './command.ts'
import { decide } from './decide.ts'
import { serve } from './serve.ts'
import { test } from './test.ts'

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [check, test, decide, serve]
