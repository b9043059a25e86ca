import { batch } from './batch.ts'
import { check } from './check.ts'
import type { Command } from './command.ts'
import { compile } from './compile.ts'
import { decide } from './decide.ts'
import { init } from './init.ts'
import { readings } from './readings.ts'
import { serve } from './serve.ts'
import { source } from './source.ts'
import { test } from './test.ts'
import { types } from './types.ts'
import { verify } from './verify.ts'
import { why } from './why.ts'

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [
  check,
  test,
  decide,
  why,
  batch,
  verify,
  readings,
  source,
  types,
  compile,
  init,
  serve,
]
