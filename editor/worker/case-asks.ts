import type { CaseResult } from '../../engine/index.ts'
import { type Acceptance, acceptanceOf } from './accepting.ts'
import { type CaseDraft, type CaseProposal, proposalOf, writtenCase } from './case-drafts.ts'
import { type CaseGiven, caseGiven } from './case-given.ts'
import { caseKey } from './rows.ts'
import type { Reading } from './texts.ts'
import { explainer } from './trace.ts'
import { type WouldChange, wouldChange } from './would-change.ts'

/** What can be asked of cases beside their verdicts; of the texts that were read last. */
export interface CaseAsks {
  /** What a drafted case comes to, and its lines. */
  readonly draftCase: (draft: CaseDraft) => Promise<CaseProposal | null>
  /** What a case was written from, to begin another like it. */
  readonly written: (key: string) => ReturnType<typeof writtenCase>
  /** The applicant of a case, as the form of a trial has him; null where no trial could be made. */
  readonly caseGiven: (key: string) => Promise<CaseGiven | null>
  /** What would have to be otherwise for a case to come to something else, for one of its clauses. */
  readonly wouldChange: (key: string, clause: string) => Promise<WouldChange | null>
  /** What accepting the results of cases would write. */
  readonly accept: (keys: readonly string[]) => Promise<Acceptance>
}

export function caseAsks(readingNow: () => Reading | null): CaseAsks {
  const find = (key: string): { readonly reading: Reading; readonly result: CaseResult } | null => {
    const reading = readingNow()
    const result = reading?.results.find((candidate) => caseKey(candidate) === key)
    return reading && result ? { reading, result } : null
  }
  return {
    draftCase: async (draft) => {
      const reading = readingNow()
      return reading ? proposalOf(draft, reading.workspace) : null
    },
    written: (key) => {
      const found = find(key)
      return found && writtenCase(found.result, found.reading.workspace)
    },
    caseGiven: async (key) => {
      const found = find(key)
      return found && caseGiven(found.result, found.reading)
    },
    wouldChange: async (key, clause) => {
      const found = find(key)
      if (!found) return null
      const { reading, result } = found
      const parts = await explainer(reading.suite)(result.id, result.reading ?? null)
      const part = parts.find((one) => one.clause === clause)
      return part ? wouldChange(part) : null
    },
    accept: async (keys) => {
      const reading = readingNow()
      return reading
        ? acceptanceOf(keys, reading, explainer(reading.suite))
        : { files: [], accepted: [], refused: [] }
    },
  }
}
