import { type Command, callFault, textOption } from './command.ts'
import { knownOption } from './known-option.ts'

/** Decides the clauses of policies for one applicant. */
export const decide: Command = {
  name: 'decide',
  summary: 'decide clauses for one applicant',
  examples: [
    'clausebook decide --facts applicant.json',
    'clausebook decide --clause venue-rent.government-market --facts applicant.json --explain --lang zh',
    'clausebook decide --plans employment-promotion.json --facts applicant.json',
    'clausebook decide policies/employment-promotion --facts applicant.yaml --as-of 2010-01-01 --json',
  ],
  options: [
    { flags: '--facts <file>', summary: 'the applicant’s facts, JSON or YAML (required)' },
    { flags: '--clause <id>', summary: 'only this clause', many: true },
    { flags: '--as-of <date>', summary: 'the day it is decided for, such as 2010-01-01' },
    knownOption,
    {
      flags: '--reading <id>',
      summary: 'take the first alternative of an open question, or AMB-nn=name',
      many: true,
    },
    {
      flags: '--assume <what>',
      summary: 'declared: assume what facts.yaml declares (default); none: leave it unknown',
    },
    { flags: '--chain', summary: 'decide first what other clauses say of facts that are not given' },
    { flags: '--explain', summary: 'the reasoning, as a clerk could read it out' },
    {
      flags: '--plans <file>',
      summary: 'decide from what compile wrote, without the texts: at once, but without words',
    },
    { flags: '--receipt <file>', summary: 'write what each decision rests on, for clausebook verify' },
    { flags: '--receipt-facts', summary: 'put the facts themselves into the receipts' },
  ],
  run: async (call, terminal) => {
    const factsPath = textOption(call, 'facts')
    if (factsPath === undefined) throw callFault('--facts is missing', 'add --facts FILE')
    const plansPath = textOption(call, 'plans')
    // What decides from plans starts without YAML, checks and words.
    return plansPath === undefined
      ? (await import('./decide-texts.ts')).decideFromTexts(factsPath, call, terminal)
      : (await import('./decide-plans.ts')).decideFromPlans(plansPath, factsPath, call, terminal)
  },
}
