import type { Decision } from '../../decision/decision.ts'
import type { Results } from '../../scaled/program.ts'
import { amountText } from './amount-text.ts'
import { type ClauseForm, none } from './clause-form.ts'
import type { FactRow } from './fact-forms.ts'
import { type Applicant, lateDecision } from './late.ts'

/** The applicant that is being decided. */
export interface Read {
  readonly row: FactRow
  /** Marks of facts that are not given, or not whole. */
  readonly open: Int32Array
  /** Whether there are any. */
  isOpen: boolean
  /** Made when something has to wait. */
  readonly applicant: () => Applicant
}

const no = 0
const yes = 1

/**
 * A clause's results, readable; `at` is its place among the clauses.
 *
 * Shape   results → Decision; undefined: a parameter may have no value on its day, so it cannot wait
 */
export function decisionFrom(
  form: ClauseForm,
  results: Results,
  at: number,
  read: Read,
): Decision | undefined {
  const said = results.eligible[at] as number
  if (said === yes && !isDated(form, read.row)) return undefined
  const hundredths = results.amount[at] as number
  const isOpen = read.isOpen && marked(form.reads, read.open)
  const outputs = said === no ? form.outputs.no : said === yes ? form.outputs.yes : form.outputs.undecided
  const isAssumed = isOpen && marked(form.assumes, read.open)
  const canNeed =
    isOpen &&
    said !== no &&
    (said !== yes || form.canNeedMore || (form.hasAmount && Number.isNaN(hundredths)))
  const eligible = said === yes ? true : said === no ? false : null
  const amount =
    !form.hasAmount || said > yes || Number.isNaN(hundredths) ? null : amountText(hundredths, form.decimals)
  const failed = failedOf(form, results.failed[at] as number, read.row)
  const refer = form.refer.of(results.refer[at] as number)
  if (outputs !== null && !isAssumed && !canNeed)
    return {
      clause: form.id,
      kind: 'benefit',
      eligible,
      amount,
      unit: form.unit,
      failed,
      refer,
      outputs,
      assumed: none,
      needs: none,
    }
  return lateDecision(
    { clause: form.id, kind: 'benefit', eligible, amount, unit: form.unit, failed, refer },
    {
      outputs: outputs ?? undefined,
      assumed: isAssumed ? undefined : none,
      needs: canNeed ? undefined : none,
    },
    read.applicant(),
    at,
  )
}

function marked(mask: readonly number[], open: Int32Array): boolean {
  for (let word = 0; word < mask.length; word++)
    if (((mask[word] as number) & (open[word] as number)) !== 0) return true
  return false
}

function isDated({ dated }: ClauseForm, row: FactRow): boolean {
  for (const { key, from } of dated) {
    const day = row[key]
    if (day !== undefined && day < from) return false
  }
  return true
}

function failedOf({ inForce, failed, failedOutOfForce }: ClauseForm, bits: number, row: FactRow) {
  if (inForce === null) return failed.of(bits)
  const day = inForce.key === '' ? 0 : row[inForce.key]
  return day === undefined || (day >= inForce.from && day < inForce.until)
    ? failed.of(bits)
    : failedOutOfForce.of(bits)
}
