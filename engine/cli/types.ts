import { typesFromPolicies } from '../api/types-from-policies.ts'
import { type Command, listOption, textOption } from './command.ts'
import { askOptions } from './decide-texts.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText } from './print.ts'
import { writeOut } from './write-out.ts'

/** Writes the TypeScript types of a policy's facts and decisions. */
export const types: Command = {
  name: 'types',
  summary: 'write TypeScript types of the facts and decisions of policies',
  examples: [
    'clausebook types policies/employment-promotion --out src/employment-promotion.ts',
    'clausebook types --reading AMB-22',
  ],
  options: [
    { flags: '--out <file>', summary: 'write them to this file; print them unless said' },
    { flags: '--reading <id>', summary: 'as under this reading, or AMB-nn=name', many: true },
  ],
  run: async (call, terminal) => {
    const loaded = await load(call, terminal, { cases: false })
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    askOptions(call, loaded.workspace)
    const text = typesFromPolicies(loaded.workspace, listOption(call, 'reading'))
    await writeOut(textOption(call, 'out'), call.json ? jsonText({ types: text }) : text, terminal)
    return 0
  },
}
