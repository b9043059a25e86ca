import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ConditionEdit, ConditionNode, Leaf } from '../editor/state/condition-view.ts'
import { takesSeveral } from '../editor/state/condition-view.ts'
import { applyChange, changeBetween, inverted } from '../editor/state/history.ts'
import { comparisonChoices, factChoices } from '../editor/worker/choices.ts'
import { editCondition } from '../editor/worker/condition-edits.ts'
import { conditionTree } from '../editor/worker/condition-tree.ts'
import { type Clause, documentFromText, entryOf, loadWorkspace, nodeAt } from '../engine/index.ts'
import { intended } from './support/intended-conditions.ts'
import { policies, policyFiles } from './support/policies.ts'
import { runs, seed } from './support/seed.ts'
import { testFolder } from './support/tables.ts'

interface Row {
  readonly name: string
  readonly edit: ConditionEdit
  readonly was?: string
  readonly from?: string
  readonly to?: string
  readonly refused?: string
}

const table = parse(readFileSync(join(testFolder, 'condition-edits.yaml'), 'utf8')) as {
  readonly base: string
  readonly cases: readonly Row[]
}

describe('an edit of a condition', () => {
  test.each(table.cases)('$name', ({ edit, was, from = '', to = '', refused }) => {
    const { base } = table
    const edited = editCondition('p.yaml', base, edit, was)
    if (refused !== undefined) return expect(edited).toMatchObject({ ok: false, why: { en: refused } })
    expect(base.split(from)).toHaveLength(2)
    expect(edited).toEqual({ ok: true, text: base.replace(from, () => to) })
  })
})

const everyClause = policies.policies.flatMap(({ provisions }) =>
  provisions.flatMap(({ clauses }) => clauses),
)
const conditional = everyClause.filter(({ rules }) => rules.eligibility.length > 0)
const grouped = conditional.filter(({ rules }) =>
  rules.eligibility.some(({ condition }) => 'of' in condition),
)

const branches = (tree: ConditionNode | null): readonly ConditionNode[] =>
  tree ? [tree, ...tree.of.flatMap(branches)] : []

const nodesOf = (clause: Clause): readonly ConditionNode[] =>
  clause.rules.eligibility.flatMap(({ condition, origin }) =>
    branches(conditionTree(condition, origin.path, origin.file, policies)),
  )

test('every condition of the policies has a tree, and every comparison in it a form', () => {
  for (const clause of conditional)
    for (const { condition, origin } of clause.rules.eligibility) {
      const nodes = branches(conditionTree(condition, origin.path, origin.file, policies))
      expect(nodes.length, origin.path.join('.')).toBeGreaterThan(0)
      for (const node of nodes)
        if (node.form === 'compare') expect(node.leaf, node.path.join('.')).not.toBeNull()
    }
})

type Pick = (limit: number) => number

/** A comparison that the form offers. */
function randomLeaf(clause: Clause, pick: Pick): Leaf {
  for (;;) {
    const facts = factChoices(policies, clause.id)
    const { fact, path } = facts[pick(facts.length)] ?? { fact: '', path: null }
    const choices = comparisonChoices(policies, clause.id, fact, path)
    const operator = choices?.operators[pick(choices.operators.length)]?.name
    if (!choices || !operator) continue
    const operands = choices.operands.filter(({ operators }) => operators.includes(operator))
    const operand = operands[pick(operands.length + 3)]
    if (operand) return { fact, path, operator, value: { kind: operand.kind, name: operand.name } }
    const text = randomText(choices, pick)
    const value = takesSeveral(operator)
      ? ({ kind: 'literals', texts: [text] } as const)
      : ({ kind: 'literal', text } as const)
    return { fact, path, operator, value }
  }
}

function randomText(
  { kind, options }: NonNullable<ReturnType<typeof comparisonChoices>>,
  pick: Pick,
): string {
  const option = options[pick(options.length)]
  if (option) return option.value
  if (kind === 'boolean') return pick(2) === 0 ? 'true' : 'false'
  if (kind === 'date') return `20${10 + pick(80)}-0${1 + pick(9)}-1${pick(9)}`
  if (kind === 'month-day') return `0${1 + pick(9)}-1${pick(9)}`
  if (kind === 'rate') return `${pick(100)}%`
  return kind === 'number' ? String(2000 + pick(80)) : `w${pick(100)}`
}

/** An edit that the tree offers at one of its places. */
function randomEdit(clause: Clause, node: ConditionNode, pick: Pick): ConditionEdit {
  const at = node.path
  const form = pick(2) === 0 ? 'all' : 'any'
  const leaf = () => randomLeaf(clause, pick)
  const { eligibility } = clause.rules
  const after = eligibility[pick(eligibility.length + 1)]?.code ?? null
  const all: readonly (() => ConditionEdit)[] = [
    () => (node.leaf ? { kind: 'set', at, leaf: leaf() } : { kind: 'negate', at }),
    () =>
      node.leaf ? { kind: 'set', at, leaf: { ...leaf(), fact: node.leaf.fact } } : { kind: 'remove', at },
    () => ({
      kind: 'add',
      clause: clause.origin.path,
      after,
      code: `added-${pick(9)}`,
      leaf: leaf(),
      quote: null,
    }),
    () => ({ kind: 'join', at, form, leaf: leaf() }),
    () => ({ kind: 'remove', at }),
    () => ({ kind: 'negate', at }),
    () => ({ kind: 'nest', at, form }),
    () => ({ kind: 'unnest', at }),
    () => ({ kind: 'form', at, form: node.form === 'all' ? 'any' : 'all' }),
    () => ({ kind: 'move', at, to: (['up', 'down', 'in', 'out'] as const)[pick(4)] ?? 'up' }),
  ]
  return (all[pick(all.length)] ?? all[0])?.() as ConditionEdit
}

const plain = (text: string): unknown => parse(text, { schema: 'failsafe' })

/** The stretch of a text that an edit of a clause's conditions may touch: with the comments above the first. */
function allowed(text: string, clause: Clause, edit: ConditionEdit): readonly [number, number] {
  const { root } = documentFromText(clause.origin.file, text).document
  const set = edit.kind === 'set' ? nodeAt(root, edit.at) : undefined
  if (set) return set.span
  const whole = nodeAt(root, clause.origin.path)
  const section = entryOf(whole, 'eligibility')
  const from = clause.rules.eligibility.length > 1 ? section?.key.span[0] : whole?.span[0]
  const to = clause.rules.eligibility.length > 1 ? section?.value?.span[1] : whole?.span[1]
  // A new last entry comes after the comments that are indented below the one before it.
  return [from ?? 0, (to ?? text.length) + 200]
}

const comments = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|\s)#[^\n]*/g)].map(([comment]) => comment.trim()).sort()

const count = runs(60)

describe(`random edits of conditions (seed ${seed})`, () => {
  test(`${count} edits leave all else as it was, read as intended, and are undone to the byte`, () => {
    const texts = new Map(policyFiles.map(({ path, text }) => [path, text]))
    const seen = new Map<string, number>()
    let tried = 0
    const property = fc.property(fc.nat(), fc.infiniteStream(fc.nat()), (which, stream) => {
      const pick: Pick = (limit) => (limit <= 0 ? 0 : Number(stream.next().value) % limit)
      const among = which % 2 === 0 ? grouped : conditional
      const clause = among[pick(among.length)] as Clause
      // Groups are few: they come up oftener than they stand.
      const nodes = nodesOf(clause).flatMap((one) => (one.of.length > 0 ? [one, one, ...one.of] : [one]))
      const node = nodes[pick(nodes.length)] as ConditionNode
      const edit = randomEdit(clause, node, pick)
      const { file } = clause.origin
      const text = texts.get(file) ?? ''
      const result = editCondition(file, text, edit, 'at' in edit ? node.source : undefined)
      const wanted = intended(plain(text), edit)
      seen.set(edit.kind, (seen.get(edit.kind) ?? 0) + (result.ok ? 1 : 0))
      if (!result.ok) return
      expect(plain(result.text)).toEqual(wanted)
      const change = changeBetween(file, text, result.text)
      if (!change) return
      const [from, to] = allowed(text, clause, edit)
      expect(change.at).toBeGreaterThanOrEqual(from)
      expect(change.at + change.removed.length).toBeLessThanOrEqual(to)
      if (edit.kind !== 'remove') expect(comments(result.text)).toEqual(comments(text))
      const [back] = inverted({ changes: [change], group: null, time: 0 })
      expect(back && applyChange(result.text, back)).toBe(text)
      // What the form offers loads: its facts, operators and values fit each other.
      if ((edit.kind === 'add' || edit.kind === 'join') && tried++ % 10 === 0) {
        const files = policyFiles.map((one) => (one.path === file ? { ...one, text: result.text } : one))
        const errors = loadWorkspace(files).diagnostics.filter(({ severity }) => severity === 'error')
        expect(errors.map(({ code, message }) => `${code} ${message.en}`)).toEqual([])
      }
    })
    fc.assert(property, { seed, numRuns: count, endOnFailure: count > 1000 })
    // A short run meets some kinds only where they are refused.
    if (count >= 1000)
      for (const kind of ['set', 'add', 'join', 'remove', 'negate', 'nest', 'unnest', 'form', 'move'])
        expect(seen.get(kind), kind).toBeGreaterThan(0)
  }, 3_000_000)
})
