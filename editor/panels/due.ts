import type { ClausePage } from '../state/clause-view.ts'

/** What the last line of a sum is called, by what the clause gives. */
export const dueKey = (pays: ClausePage['pays']) =>
  pays === 'points' || pays === 'ceiling' || pays === 'waiver' || pays === 'reduction' ? pays : 'due'
