import type { Decision } from '../../decision/decision.ts'
import type { Results } from '../../scaled/program.ts'
import { amountText } from './amount-text.ts'
import { type ClauseForm, none } from './clause-form.ts'

/** A clause that is decided, in its place; its form where generated code decides it. */
export interface Way {
  readonly id: string
  readonly form: ClauseForm | null
}

/** Makes the decision of a clause by itself; undefined: the applicant takes the exact way. */
export type DecideOne = (index: number) => Decision | undefined

/**
 * The decisions of an applicant, by the ids of their clauses.
 *
 * Shape   results × whether facts are missing → decisions; undefined: the applicant takes the exact way
 */
export type Assemble = (
  results: Results,
  isOpen: boolean,
  decideOne: DecideOne,
) => Readonly<Record<string, Decision>> | undefined

/** One after another, without making code. */
export const loopedAssembly =
  (ways: readonly Way[]): Assemble =>
  (_, __, decideOne) => {
    const decisions: Record<string, Decision> = {}
    for (let index = 0; index < ways.length; index++) {
      const decision = decideOne(index)
      if (!decision) return undefined
      decisions[(ways[index] as Way).id] = decision
    }
    return decisions
  }

/** Code that writes out the decisions of an applicant of whom all is known. */
export function generatedAssembly(ways: readonly Way[]): Assemble {
  const kept: unknown[] = []
  const keep = (value: unknown): string => `k[${kept.push(value) - 1}]`
  const texts = ways.map((way, index) => decisionText(way, index, keep))
  const all = (text: (way: Way, index: number) => string) => ways.map(text).join(' ')
  const members = ways.map(({ id }, index) => `${JSON.stringify(id)}: d${index}`).join(', ')
  const undecided = (index: number) => `if (d${index} === undefined) return undefined;`
  const source = [
    "'use strict';",
    'return function assemble(results, isOpen, decideOne) {',
    all((_, index) => `let d${index};`),
    'if (isOpen) {',
    all((_, index) => `d${index} = decideOne(${index}); ${undecided(index)}`),
    '} else {',
    'const { eligible, amount, failed, refer } = results; let e, a, b;',
    ...texts.map((text, index) => `${text} ${undecided(index)}`),
    '}',
    `return { ${members} };`,
    '};',
  ].join('\n')
  return new Function('k', 'none', 'amountText', source)(kept, none, amountText) as Assemble
}

function decisionText({ form }: Way, at: number, keep: (value: unknown) => string): string {
  const alone = `d${at} = decideOne(${at});`
  // What has to be reckoned for a refusal has to be for one that is undecided too.
  if (!form || form.inForce || !form.outputs.no) return alone
  const { outputs, hasAmount, decimals } = form
  // Without outputs; what is given of an eligible one alone is not known beforehand.
  const isSame = outputs.no === outputs.yes
  const said = isSame
    ? keep(outputs.no)
    : `(e === 0 ? ${keep(outputs.no)} : e === 1 ? ${keep(outputs.yes)} : ${keep(outputs.undecided)})`
  const codes = (lists: ClauseForm['failed'], from: string) =>
    lists.isEmpty ? 'none' : `((b = ${from}[${at}]) === 0 ? none : ${keep(lists)}.of(b))`
  const zero = JSON.stringify(amountText(0, decimals))
  const paid = `((a = amount[${at}]) === 0 && e < 2 ? ${zero} : e > 1 || a !== a ? null : amountText(a, ${decimals}))`
  const members = [
    `clause: ${JSON.stringify(form.id)}`,
    "kind: 'benefit'",
    'eligible: e === 1 ? true : e === 0 ? false : null',
    `amount: ${hasAmount ? paid : 'null'}`,
    `unit: ${JSON.stringify(form.unit)}`,
    `failed: ${codes(form.failed, 'failed')}`,
    `refer: ${codes(form.refer, 'refer')}`,
    `outputs: ${said}`,
    'assumed: none',
    'needs: none',
  ]
  const whole = `d${at} = { ${members.join(', ')} };`
  const waits = outputs.yes ? whole : `if (e === 1) ${alone} else ${whole}`
  return `e = eligible[${at}]; ${waits}`
}
