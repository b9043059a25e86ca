import { type Clause, groupDigits, type OutputValue, sameWords, type Words } from '../../engine/index.ts'

/** What a case says, or a decision, in one word or number. */
export interface Headline {
  readonly eligible: OutputValue
  readonly amount: OutputValue
  /** Of a check. */
  readonly consistent: OutputValue
}

interface Three {
  readonly yes: Words
  readonly no: Words
}

const undecided: Words = { zh: '未定', en: 'undecided' }

const threes = {
  check: { yes: { zh: '相符', en: 'consistent' }, no: { zh: '不符', en: 'not consistent' } },
  /** Nothing is paid: somebody or something is what the clause asks for. */
  none: { yes: { zh: '符合', en: 'qualifies' }, no: { zh: '不符合', en: 'does not qualify' } },
  points: { yes: { zh: '得分', en: 'scores' }, no: { zh: '不得分', en: 'no points' } },
  paid: { yes: { zh: '享受', en: 'due' }, no: { zh: '不享受', en: 'not due' } },
} as const satisfies Record<string, Three>

/** What a clause without conditions and without an amount is asked for: its outputs. */
const worked: Words = { zh: '已算出', en: 'worked out' }
/** A case over several clauses that adds nothing up. */
const partsAlone: Words = { zh: '逐条核对', en: 'part by part' }

function threeOf(clause: Clause | undefined): Three {
  if (clause?.kind === 'check') return threes.check
  if (clause && (clause.pays === 'none' || clause.rules.amount === null)) return threes.none
  return clause?.pays === 'points' ? threes.points : threes.paid
}

/** `clause` is the one that decides; undefined for a case over several. */
export function outcomeWords({ eligible, amount, consistent }: Headline, clause: Clause | undefined): Words {
  const { yes, no } = threeOf(clause)
  if (clause?.kind === 'check') return consistent === null ? undecided : consistent === true ? yes : no
  if (!clause) return typeof amount === 'string' ? sameWords(groupDigits(amount)) : partsAlone
  if (eligible === false) return no
  if (eligible === null) return undecided
  if (typeof amount === 'string') return sameWords(groupDigits(amount))
  return clause.rules.amount === null && clause.rules.eligibility.length === 0 ? worked : yes
}
