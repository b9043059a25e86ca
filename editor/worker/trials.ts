import {
  documentFromText,
  fileKind,
  formatValue,
  type Policy,
  parseDate,
  parseReading,
  type Trial,
  type TrialField,
  type TrialOptions,
  type TrialPart,
  trialOf,
  trialReceipts,
  type Workspace,
} from '../../engine/index.ts'
import type { LiftView, TrialDetail, TrialReceipts, TrialRequest, TrialView } from '../state/trial-view.ts'
import type { WrittenFacts } from './case-drafts.ts'
import type { Reading } from './texts.ts'
import { detailOf, liftOf } from './trial-detail.ts'
import { fieldViews, formFields, formGroups, questionView, scopeOf } from './trial-form.ts'
import { factsText, writtenFacts } from './trial-given.ts'
import { sheetOf } from './trial-sheet.ts'

/** Trying all clauses of a policy, on the texts as they stand. */
export interface Trials {
  /** null: there is no such policy. */
  readonly trial: (request: TrialRequest) => Promise<TrialView | null>
  /** Of the clauses of the last trial. */
  readonly trialDetail: (clause: string) => Promise<TrialDetail | null>
  readonly trialLift: (clause: string) => LiftView | null
  readonly trialReceipts: () => TrialReceipts | null
  /** What was entered, as the facts of a case of each of some clauses: what it looks at alone, and the day. */
  readonly trialCase: (
    clauses: readonly string[],
  ) => readonly { readonly clause: string; readonly facts: WrittenFacts }[]
}

interface Tried {
  readonly workspace: Workspace
  readonly trial: Trial
  readonly options: TrialOptions
  readonly request: TrialRequest
  readonly fields: readonly TrialField[]
}

/** The last trial stays, for those who ask further about it. */
export function createTrials(current: () => Reading | null): Trials {
  let last: Tried | null = null
  const partOf = (clause: string): TrialPart | undefined =>
    last?.trial.parts.find((part) => part.clause.id === clause)
  return {
    trial: async (request) => {
      const reading = current()
      const policy = reading?.workspace.policies.find(({ id }) => id === request.policy)
      if (!reading || !policy) return null
      const { workspace } = reading
      const scope = scopeOf(policy, request)
      const options = optionsOf(policy, request, scope)
      const readings = options.readings ?? []
      const clauses = options.clauses.flatMap((id) => workspace.clauseUnder(id, readings) ?? [])
      const fields = formFields(clauses)
      const { document } = documentFromText('applicant.yaml', factsText(request.given, fields))
      const trial = trialOf(workspace, document, options)
      last = { workspace, trial, options, request, fields }
      const views = fieldViews(fields, trial, scope, workspace)
      return {
        policy: { id: policy.id, title: policy.title, version: policy.version },
        provisions: policy.provisions.map(({ id, title }) => ({ id, title })),
        groups: formGroups(policy, fields, views, request.about),
        entered: [...views.values()].filter(({ id }) => Object.hasOwn(request.given, id)),
        question: questionView(trial, fields, views),
        needsDay: trial.parts.some(
          ({ state, clause, needs }) =>
            state === 'undecided' && scope.has(clause.id) && needs.includes('as_of'),
        ),
        sheet: await sheetOf(trial, scope, request.about !== null, workspace),
        assumed: assumedOf(trial, fields),
        stale: reading.stale.has(fileKind(policy.origin.file)?.folder ?? ''),
      }
    },
    trialDetail: async (clause) => {
      const part = partOf(clause)
      return part && last ? detailOf(part, last.workspace) : null
    },
    trialLift: (clause) => {
      const part = partOf(clause)
      return part ? liftOf(part) : null
    },
    trialCase: (clauses) => {
      if (!last) return []
      const { fields, request } = last
      const day = request.asOf === null ? {} : { as_of: request.asOf }
      return clauses.map((clause) => {
        const own = fields.filter((field) => field.clauses.includes(clause))
        return { clause, facts: { ...writtenFacts(request.given, own), ...day } }
      })
    },
    trialReceipts: () => {
      const made = last && trialReceipts(last.workspace, last.trial, last.options)
      return made && { number: made.number, json: JSON.stringify({ receipts: made.receipts }, null, 2) }
    },
  }
}

function optionsOf(policy: Policy, request: TrialRequest, scope: ReadonlySet<string>): TrialOptions {
  const asOf = request.asOf === null ? undefined : parseDate(request.asOf)
  return {
    clauses: policy.provisions.flatMap(({ clauses }) => clauses.map(({ id }) => id)),
    about: scope,
    skipped: new Set(request.skipped),
    assume: request.assume ? 'declared' : 'none',
    readings: request.readings.map(parseReading),
    ...(asOf && { asOf }),
  }
}

/** What a decision on the sheet rests on that nobody gave. */
function assumedOf({ parts }: Trial, fields: readonly TrialField[]): TrialView['assumed'] {
  const names = new Set(
    parts.flatMap(({ state, decision }) => (state === 'due' || state === 'covered' ? decision.assumed : [])),
  )
  return [...names].flatMap((path) => {
    const [name = '', ...rest] = path.split('.')
    const fact = fields.find((field) => field.fact.name === name)?.fact
    if (!fact) return []
    const field = rest.length === 1 ? fact.type.fields?.[rest[0] ?? ''] : undefined
    const [absent, type] = field ? [field.absent, field.type] : [fact.absent, fact.type]
    if (absent === undefined) return []
    const title = field
      ? { zh: `${fact.title.zh} › ${field.title.zh}`, en: `${fact.title.en} › ${field.title.en}` }
      : fact.title
    return [{ title, value: formatValue(absent, type) }]
  })
}
