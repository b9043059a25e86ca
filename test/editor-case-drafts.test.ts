import { describe, expect, test } from 'vitest'
import type { CaseDraft } from '../editor/worker/case-drafts.ts'
import { editText } from '../editor/worker/edits.ts'
import { documentFromText, runCases, suiteOf } from '../engine/index.ts'
import { editorDeriver } from './support/deriving.ts'
import { policies, policyFiles } from './support/policies.ts'

const { deriver } = await editorDeriver()
const results = runCases(suiteOf(policies)).filter(({ reading }) => reading === undefined)
const title = { zh: '抄一例', en: 'The same again' }

const draftFrom = (key: string): CaseDraft => {
  const written = deriver.written(key)
  if (!written) throw new Error(`nothing is written of ${key}`)
  return { ...written, kind: written.kind as CaseDraft['kind'], title }
}

const proposed = async (draft: CaseDraft) => {
  const proposal = await deriver.draftCase(draft)
  if (!proposal) throw new Error('no such clause')
  return proposal
}

/** What a case comes to once its lines stand in its file. */
function keep(path: string, lines: string, id: string) {
  const before = policyFiles.find((file) => file.path === path)?.text ?? ''
  const answer = editText(path, before, [{ kind: 'case', lines }])
  if (!answer.ok) throw new Error(answer.why.en)
  const found = runCases(suiteOf(policies, [documentFromText(path, answer.text).document]))
  return { text: answer.text, result: found.find((one) => one.id === id) }
}

describe('a case over several clauses', () => {
  const several = results.filter(({ clause, kind }) => clause === null && kind === 'multi')

  test('stands in the policies', () => expect(several.length).toBeGreaterThan(4))

  test.each(several.map(({ id }) => id))('%s is copied, and its copy passes', async (id) => {
    const draft = draftFrom(id)
    const proposal = await proposed(draft)
    expect(proposal.problems).toEqual([])
    const { result, text } = keep(proposal.path, proposal.lines, proposal.id)
    expect(result).toMatchObject({ passed: true, kind: 'multi' })
    const [original, copy] = [results.find((one) => one.id === id), result]
    expect(copy?.total).toEqual(original?.total)
    expect(text.startsWith(policyFiles.find(({ path }) => path === proposal.path)?.text ?? '-')).toBe(true)
  })

  test('is a form of what all its clauses are given, and of what each alone looks at', async () => {
    const proposal = await proposed(draftFrom('multi/02-rent-tiers-do-not-stack'))
    expect(proposal.fields.map(({ name }) => name)).toContain('annual_rent')
    expect(proposal.parts.map(({ clause, counts }) => [clause, counts])).toEqual([
      ['venue-rent.other-venue', false],
      ['venue-rent.hardship-micro', true],
    ])
    expect(proposal.outcome?.zh).toBe('2,700.00')
    const others = await proposed(draftFrom('multi/05-training-startup-and-vocational'))
    expect(others.parts[1]?.fields.map(({ name }) => name)).toContain('training_fee')
    expect(others.fields.map(({ name }) => name)).not.toContain('training_fee')
  })

  test('says what cannot be read, and is not written then', async () => {
    const draft = draftFrom('multi/05-training-startup-and-vocational')
    const [first, second] = draft.parts
    const wrong = { ...second, facts: { ...second?.facts, training_fee: '[' } } as CaseDraft['parts'][0]
    const proposal = await proposed({ ...draft, parts: first ? [first, wrong] : [] })
    expect(proposal.problems).not.toEqual([])
    expect(proposal.lines).toBe('')
  })
})

/** One case of each of some clauses, plain and with lists and records. */
const tried = [
  'venue-rent.government-market/02-above-cap',
  'venue-rent.government-market/04-eleven-months',
  'multi/02-rent-tiers-do-not-stack',
  ...results
    .filter(({ clause, origin }) => clause !== null && origin.file.includes('employment-promotion'))
    .filter((_, index) => index % 45 === 0)
    .map(({ id }) => id),
]

describe('the applicant of a case', () => {
  const known = tried.filter((id) => results.some((one) => one.id === id))

  test.each(known)('%s is tried, and kept as a case again', async (id) => {
    const found = await deriver.caseGiven(id)
    if (!found) throw new Error(`no applicant in ${id}`)
    const { policy, given, day, readings } = found
    const request = { policy, given, assume: true, skipped: [], about: null, asOf: day, readings }
    const view = await deriver.trial(request)
    expect(view?.groups.flatMap(({ fields }) => fields.filter(({ refused }) => refused))).toEqual([])
    const result = results.find((one) => one.id === id)
    const [clause = ''] = result?.clauses ?? []
    const [kept] = deriver.trialCase([clause])
    expect(kept?.clause).toBe(clause)
    const original = draftFrom(id)
    // A clause alone looks at no more than this; a case may say more than its clause asks for.
    const read = new Set((await proposed({ ...original, parts: [] })).fields.map(({ name }) => name))
    expect(Object.keys(kept?.facts ?? {}).filter((name) => !read.has(name))).toEqual([])
    const again = await proposed({
      clause,
      title,
      kind: 'typical',
      facts: kept?.facts ?? {},
      parts: [],
      supposes: null,
    })
    expect(again.problems).toEqual([])
    // What the case changes of the policy is not the applicant's.
    if (result?.clause !== null && !/parameter_changes/.test(caseText(id))) {
      const written = keep(again.path, again.lines, again.id).result
      expect(written?.decisions[0]).toEqual(result?.decisions[0])
    }
  })
})

const caseText = (id: string): string => {
  const { origin } = results.find((one) => one.id === id) ?? {}
  const text = policyFiles.find(({ path }) => path === origin?.file)?.text ?? ''
  return text.slice(...(origin?.span ?? [0, 0]))
}
