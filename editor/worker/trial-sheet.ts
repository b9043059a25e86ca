import {
  type Clause,
  type Explanation,
  explainTrial,
  groupDigits,
  Rational,
  type Trial,
  type TrialPart,
  unitOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { Sheet, SheetLine } from '../state/trial-view.ts'
import { raisedWords } from './clause-notes.ts'
import { outcomeWords } from './outcome.ts'
import { howWords, missingWords, refusalWords, yieldWords } from './trial-words.ts'

/** So many are told of; the others stand folded. */
const shownAtMost = 8

/** A clause that needs more than this is asked for later. */
const needsAtMost = 12

/** The sheet: what is due first, then what is not known, lost, and not due but near. */
export async function sheetOf(
  trial: Trial,
  scope: ReadonlySet<string>,
  isNarrow: boolean,
  workspace: Workspace,
): Promise<Sheet> {
  const { parts, totals } = trial
  const of = (state: TrialPart['state']) => parts.filter((part) => part.state === state)
  const given = new Set(Object.keys(givenNames(trial)))
  const touched = ({ clause }: TrialPart) => clause.facts.filter(({ name }) => given.has(name)).length
  const undecided = of('undecided')
  const near = undecided
    .filter((part) => scope.has(part.clause.id))
    .filter((part) => isNarrow || (touched(part) > 0 && part.needs.length <= needsAtMost))
    .sort((a, b) => Number(isMet(b)) - Number(isMet(a)) || a.needs.length - b.needs.length)
    .slice(0, isNarrow ? undefined : shownAtMost)
  const notDue = of('not-due')
  const close = notDue
    .filter((part) => scope.has(part.clause.id) && touched(part) > 0)
    .filter((part) => isNarrow || part.decision.failed.length <= 2)
    .sort((a, b) => a.decision.failed.length - b.decision.failed.length || touched(b) - touched(a))
    .slice(0, isNarrow ? undefined : shownAtMost)
  const lines = (some: readonly TrialPart[], explained = true): Promise<readonly SheetLine[]> =>
    Promise.all(
      some.map(async (part) => lineOf(part, parts, explained ? await explainTrial(part) : null, workspace)),
    )
  const inOrder = (some: readonly TrialPart[]) => parts.filter((part) => some.includes(part))
  const more = Rational.parse(totals.least)?.minus(Rational.parse(totals.due) ?? Rational.zero)
  return {
    due: await lines(of('due')),
    undecided: await lines(near),
    covered: await lines(of('covered')),
    notDue: await lines(inOrder(close)),
    checked: await lines(of('checked')),
    undated: await lines(of('undated'), false),
    rest: {
      undecided: await lines(
        undecided.filter((part) => !near.includes(part)),
        false,
      ),
      notDue: await lines(
        notDue.filter((part) => !close.includes(part)),
        false,
      ),
    },
    totals: {
      isMoney: totals.isMoney,
      due: groupDigits(totals.due),
      paid: groupDigits(totals.paid),
      waived: groupDigits(totals.waived),
      more:
        !isNarrow && more && !more.isNegative && !more.equals(Rational.zero)
          ? groupDigits(more.toString(2))
          : null,
      least: more?.isNegative ? groupDigits(totals.least) : null,
      // Who asks about one benefit is not told of all others.
      open: isNarrow ? near.length : totals.open,
    },
  }
}

const givenNames = ({ facts: { root } }: Trial): Readonly<Record<string, true>> =>
  Object.fromEntries(root?.kind === 'map' ? root.entries.map(({ key }) => [key.text, true]) : [])

const isMet = ({ decision }: TrialPart): boolean => decision.eligible === true

/** What an amount is, where it is nothing paid out. */
const amountIs: Partial<Record<Clause['pays'], Words>> = {
  waiver: { zh: '减免', en: 'waived' },
  reduction: { zh: '优惠', en: 'reduction' },
  ceiling: { zh: '上限', en: 'ceiling' },
  points: { zh: '得分', en: 'points' },
}

function lineOf(
  part: TrialPart,
  parts: readonly TrialPart[],
  explanation: Explanation | null,
  workspace: Workspace,
): SheetLine {
  const { clause, decision, state, bounds } = part
  const { policies } = workspace
  const provision = policies.flatMap(({ provisions }) => provisions).find(({ id }) => id === clause.provision)
  const least = bounds?.least ? Rational.parse(bounds.least) : undefined
  const isMore = least !== undefined && !least.isNegative && !least.equals(Rational.zero)
  const unit =
    clause.unit === null || clause.unit === 'CNY' ? null : unitOf({ name: 'money', unit: clause.unit })
  return {
    id: clause.id,
    provision: provision?.title ?? clause.title,
    title: clause.title,
    section: clause.source?.section ?? null,
    payer: clause.payer,
    amount: amountOf(part),
    unit,
    is: part.plan.amount === null ? null : (amountIs[clause.pays] ?? null),
    how: explanation && howOf(part, explanation),
    failed: decision.failed,
    yields: yieldWords(part, parts),
    refer: raisedWords(clause, decision),
    atLeast: state === 'undecided' && isMet(part) && isMore ? groupDigits(bounds?.least ?? '') : null,
  }
}

function amountOf({ clause, decision, state }: TrialPart): Words | null {
  if (state === 'not-due' || state === 'undecided' || state === 'undated') return null
  const { eligible, amount, outputs } = decision
  return outcomeWords({ eligible, amount, consistent: outputs.consistent ?? null }, clause)
}

function howOf(part: TrialPart, explanation: Explanation): Words | null {
  if (part.state === 'not-due') return refusalWords(explanation)
  if (part.state === 'undecided') return missingWords(part)
  return howWords(explanation)
}
