// All regression cases of this repository decided again, as the workbench and `clausebook test` do.
import { policyTexts } from '../employment/policy.mjs'
import { race } from '../harness/race.mjs'
import { atMost, figure } from '../harness/table.mjs'

export const title = 'regression cases'

export async function measure({ engine, isQuick }) {
  const suite = engine.suiteOf(engine.loadWorkspace(policyTexts(isQuick ? 'recruit-assessment' : '')))
  const once = engine.runCases(suite)
  const twice = await engine.runCasesTwice(suite)
  for (const { id, passed, differences } of [...once, ...twice])
    if (!passed) throw new Error(`${id}: ${differences.map(({ words }) => words.en).join('; ')}`)
  const { median } = await race(
    { compiled: { run: () => engine.runCases(suite) }, both: { run: () => engine.runCasesTwice(suite) } },
    isQuick ? { rounds: 1, warm: 0 } : { rounds: 25, warm: 15 },
  )
  const all = `all ${suite.cases.length} cases`
  return [
    figure(`${all} decided again, compiled`, median('compiled'), 'ms', {
      aim: atMost(5),
      note: `${once.length} with those under other readings`,
    }),
    figure(`${all} decided again, both executions`, median('both'), 'ms', { aim: atMost(60) }),
  ]
}
