import {
  clauseWords,
  explainTrial,
  operandsOf,
  parametersRead,
  type TrialPart,
  type Words,
  type Workspace,
  whyNotTrial,
} from '../../engine/index.ts'
import type { LiftView, TrialDetail } from '../state/trial-view.ts'
import { calledBy } from './called.ts'
import { outputViews } from './outputs.ts'
import { conditionViews, dueOf, reckonedValues } from './page-case.ts'
import { tracedSteps } from './steps.ts'

const unnumbered = { marks: [], of: () => [] }

/** How one part came about: the quoted text, each condition, each step. */
export async function detailOf(part: TrialPart, workspace: Workspace): Promise<TrialDetail> {
  const { clause, facts, plan } = part
  const explanation = await explainTrial(part)
  const name = calledBy(clause, workspace)
  const showing = { clause, numbersOf: () => [], name }
  const explained = { clause: clause.id, rules: clause, facts, explanation }
  const documents = workspace.policies.flatMap((policy) => policy.documents)
  return {
    clause: clause.id,
    kind: clause.kind,
    pays: clause.pays,
    hasAmount: plan.amount !== null,
    quotes: [clause.source, ...clause.sources].flatMap((source) =>
      source?.quote
        ? [
            {
              document: documents.find(({ id }) => id === source.document)?.title ?? {
                zh: source.document,
                en: source.document,
              },
              section: source.section,
              text: source.quote,
            },
          ]
        : [],
    ),
    conditions: conditionViews(clauseWords(clause), null, unnumbered, explained),
    values: reckonedValues({ now: explained, saved: null }, showing),
    steps: tracedSteps(explanation.steps, null, showing),
    outputs: outputViews(clause, explanation.decision, null, name).filter(({ now }) => now !== null),
    due: isOpen(part) ? { now: undecided, saved: null } : dueOf({ now: explained, saved: null }),
    // Lists stand in the conditions' own words.
    parameters: explanation.parameters
      .filter(({ name: one }) => !isList(one, part))
      .map(({ title, value, from }) => ({ title, value, from })),
  }
}

const isList = (name: string, { clause }: TrialPart): boolean =>
  parametersRead(operandsOf(clause.rules)).find((parameter) => parameter.name === name)?.type.name === 'list'

const undecided: Words = { zh: '未定', en: 'undecided' }

/** Met, but its amount is not known. */
const isOpen = ({ state, plan }: TrialPart): boolean => state === 'undecided' && plan.amount !== null

/** What would lift a refusal: one change, or two where no single one would. */
export function liftOf(part: TrialPart): LiftView {
  const one = whyNotTrial(part, 1).eligible
  const ways = one.length > 0 ? one : whyNotTrial(part, 2).eligible
  return { clause: part.clause.id, ways: ways.slice(0, 3).map(({ words }) => words) }
}
