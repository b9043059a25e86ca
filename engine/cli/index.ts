import { check } from './check.ts'
import type { Command } from './command.ts'
import { decide } from './decide.ts'
import { readings } from './readings.ts'
import { serve } from './serve.ts'
import { source } from './source.ts'
import { test } from './test.ts'

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [check, test, decide, readings, source, serve]
