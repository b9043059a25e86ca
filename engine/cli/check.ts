import { parseDate } from '../base/calendar.ts'
import { hasErrors, sortDiagnostics } from '../base/diagnostic.ts'
import { suiteOf } from '../cases/run.ts'
import { citationFaults } from '../citations/faults.ts'
import { upkeepFaults } from '../policy/upkeep.ts'
import { clausesOf } from '../policy/workspace.ts'
import { versionFaults } from '../versioning/faults.ts'
import { type Command, dayOption, textOption } from './command.ts'
import { load, printAll } from './load.ts'
import { diagnosticJson, jsonText, paint } from './print.ts'
import { baseVersion } from './versions.ts'

/** Validates policies and their cases: shape, names, types, units, quotes, and numbers against their quotes. */
export const check: Command = {
  name: 'check',
  summary: 'check policies: shape, names, types and units, quotes against their source',
  examples: [
    'clausebook check',
    'clausebook check --as-of 2010-01-01',
    'clausebook check policies/employment-promotion --lang zh',
    'clausebook check --base origin/main',
  ],
  options: [
    {
      flags: '--as-of <date>',
      summary: 'the day by which values are late: run out, or to be reviewed; today unless said',
    },
    {
      flags: '--base <revision>',
      summary:
        'also what a change since this commit, branch, tag or folder lacks: version, cases, values that say they reach back',
    },
  ],
  run: async (call, terminal) => {
    const day =
      dayOption(call, 'asOf') ?? (terminal.today === undefined ? undefined : parseDate(terminal.today))
    const loaded = await load(call, terminal)
    const { green, red } = paint(terminal.colour)
    const policyFaults = hasErrors(loaded.diagnostics)
    // Cases name clauses and parameters: with faulty policies they would repeat the same fault.
    const suite = policyFaults ? null : suiteOf(loaded.workspace)
    const citations = policyFaults ? [] : citationFaults(loaded.workspace)
    const base = textOption(call, 'base')
    const old = policyFaults || base === undefined ? null : await baseVersion(base, call, terminal)
    if (!policyFaults && base !== undefined && !old) return 1
    const release = old ? versionFaults(old, loaded.workspace, day ? { today: day } : {}) : []
    const late = policyFaults || !day ? [] : upkeepFaults(loaded.workspace, day)
    const diagnostics = sortDiagnostics([
      ...loaded.diagnostics,
      ...citations,
      ...late,
      ...release,
      ...(suite?.diagnostics ?? []),
    ])
    if (call.json)
      terminal.out(jsonText(diagnostics.map((one) => diagnosticJson(one, loaded.texts, call.language))))
    else {
      printAll(diagnostics, loaded.texts, call.language, terminal.out, terminal.colour)
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length
      const warnings = diagnostics.length - errors
      const clauses = clausesOf(loaded.workspace).length
      const mark = errors > 0 ? red('✕') : green('✓')
      terminal.out(
        call.language === 'zh'
          ? `${mark} ${clauses} 个条款，${suite?.cases.length ?? 0} 个用例；错误 ${errors}，警告 ${warnings}\n`
          : `${mark} ${counted(clauses, 'clause')}, ${counted(suite?.cases.length ?? 0, 'case')}; ${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`,
      )
    }
    return hasErrors(diagnostics) ? 1 : 0
  },
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`
