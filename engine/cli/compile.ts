import { compile as compilePolicy } from '../api/compile.ts'
import { type Command, listOption, textOption } from './command.ts'
import { askOptions } from './decide-texts.ts'
import { knownOption } from './known-option.ts'
import { load, refuseFaulty } from './load.ts'
import { writeOut } from './write-out.ts'

/** Compiles policies to JSON that decides without their texts. */
export const compile: Command = {
  name: 'compile',
  summary: 'compile policies to JSON, which the library decides from without their texts',
  examples: [
    'clausebook compile policies/employment-promotion --out employment-promotion.json',
    'clausebook compile --clause venue-rent.government-market --out venue-rent.json',
  ],
  options: [
    { flags: '--out <file>', summary: 'write it to this file; print it unless said' },
    { flags: '--clause <id>', summary: 'only this clause', many: true },
    { flags: '--reading <id>', summary: 'under this reading, or AMB-nn=name', many: true },
    knownOption,
  ],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal, { cases: false })
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const { clauses } = askOptions(call, loaded.workspace)
    const readings = listOption(call, 'reading')
    const policy = compilePolicy(loaded.workspace, { readings, ...(clauses && { clauses }) })
    await writeOut(textOption(call, 'out'), `${JSON.stringify(policy.toJson())}\n`, terminal)
    return 0
  },
}
