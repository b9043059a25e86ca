// A key in a long provision, to the verdicts of all cases of all policies, as the workbench's worker derives them.
import { policyTexts } from '../employment/policy.mjs'
import { race } from '../harness/race.mjs'
import { atMost, figure } from '../harness/table.mjs'
import { withLongProvision } from './long-provision.mjs'

export const title = 'keystroke, in the worker'

export async function measure({ engine, isQuick }) {
  const { files, path, lines, typed } = withLongProvision(policyTexts())
  const deriver = engine.createDeriver()
  const text = files.find((one) => one.path === path).text
  let version = 0
  let taken = null
  const ask = async (texts, saved = []) => {
    const request = {
      version: version++,
      texts,
      saved,
      clause: 'startup-loan.limit',
      case: null,
      source: null,
      taken,
    }
    const answer = await deriver.derive(request)
    taken = answer.number
    return answer
  }
  const opened = await ask(files, files)
  const moved = await ask([{ path, text: typed }])
  if (moved.counts.failing <= opened.counts.failing) throw new Error('the key moved no case')
  let isTyped = true
  const key = async () => {
    isTyped = !isTyped
    await ask([{ path, text: isTyped ? typed : text }])
  }
  const { median } = await race(
    { key: { run: key } },
    isQuick ? { rounds: 1, warm: 0 } : { rounds: 41, warm: 20 },
  )
  return [
    figure(`a key in a provision of ${lines} lines, to the verdicts of all cases`, median('key'), 'ms', {
      aim: atMost(30),
      note: `${moved.cases.length} verdicts; the whole page of the clause is derived too`,
    }),
  ]
}
