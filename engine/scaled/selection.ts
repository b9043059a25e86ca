import { type Emitted, type EmittedNumber, type EmittedTruth, type Emitter, Unsupported } from './emitter.ts'
import type { BitNode, NumberNode } from './nodes.ts'
import { rescaled } from './numbers.ts'
import { lcm, least, most, type Scale } from './shapes.ts'

interface Branch<T extends Emitted = Emitted> {
  readonly when: EmittedTruth
  readonly then: T
}

/** The first branch whose condition holds; unknown where a condition before it is; none where none does. */
export function choose(branches: readonly Branch[], otherwise: Emitted | null, emitter: Emitter): Emitted {
  const all = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])]
  const [first] = all
  if (!first) throw new Unsupported('a choice without branches')
  if (all.every((one) => one.kind === 'number'))
    return chooseNumber(
      branches as readonly Branch<EmittedNumber>[],
      otherwise as EmittedNumber | null,
      emitter,
    )
  if (all.every((one) => one.kind === 'truth') && otherwise)
    return chooseTruth(branches as readonly Branch<EmittedTruth>[], otherwise as EmittedTruth, emitter)
  throw new Unsupported(`a choice between ${[...new Set(all.map(({ kind }) => kind))].join(' and ')}`)
}

function chooseTruth(
  branches: readonly Branch<EmittedTruth>[],
  otherwise: EmittedTruth,
  emitter: Emitter,
): EmittedTruth {
  const { nodes } = emitter
  const yes = chosenBit(branches, ({ then }) => then.yes, otherwise.yes, nodes.no, emitter)
  const open = chosenBit(branches, ({ then }) => then.open, otherwise.open, nodes.yes, emitter)
  return emitter.truth(yes, open)
}

function chooseNumber(
  branches: readonly Branch<EmittedNumber>[],
  otherwise: EmittedNumber | null,
  emitter: Emitter,
): EmittedNumber {
  const { nodes } = emitter
  const numbers = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])]
  const q = numbers.reduce((common, { scale }) => lcm(common, scale.q), 1n)
  const same = branches.map(({ when, then }) => ({ when, then: rescaled(then, q, emitter) }))
  const rest = otherwise && rescaled(otherwise, q, emitter)
  const over = chooseOver(same, rest, emitter)
  const scales = [...same.map(({ then }) => then.scale), ...(rest ? [rest.scale] : [])]
  const scale: Scale = {
    q,
    lo: least(...scales.map(({ lo }) => lo)),
    hi: most(...scales.map(({ hi }) => hi)),
  }
  return {
    kind: 'number',
    scale,
    node: chosen(same, ({ then }) => then.node, rest?.node ?? nodes.constant(0), emitter),
    ...(over && { over }),
    none: chosenBit(same, ({ then }) => then.none, rest === null ? nodes.yes : rest.none, nodes.no, emitter),
  }
}

/** The divisor of the branch taken; 1 where it has none. */
function chooseOver(
  branches: readonly Branch<EmittedNumber>[],
  otherwise: EmittedNumber | null,
  emitter: Emitter,
): NonNullable<EmittedNumber['over']> | null {
  const all = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])]
  if (!all.some(({ over }) => over)) return null
  const one = { node: emitter.nodes.constant(1), scale: { q: 1n, lo: 1n, hi: 1n } }
  const divisor = (number: EmittedNumber | null) => number?.over ?? one
  const scales = all.map((number) => divisor(number).scale)
  return {
    node: branches.reduceRight(
      (rest, { when, then }) => emitter.nodes.select(when.yes, divisor(then).node, rest),
      divisor(otherwise).node,
    ),
    scale: { q: 1n, lo: least(...scales.map(({ lo }) => lo)), hi: most(...scales.map(({ hi }) => hi)) },
  }
}

/** Where a condition that was asked is unknown, so is what is chosen. */
function chosen<T extends Emitted>(
  branches: readonly Branch<T>[],
  nodeOf: (branch: Branch<T>) => NumberNode,
  otherwise: NumberNode,
  { nodes }: Emitter,
): NumberNode {
  const unknown = nodes.constant(Number.NaN)
  return branches.reduceRight(
    (rest, branch) =>
      nodes.select(branch.when.yes, nodeOf(branch), nodes.select(branch.when.open, unknown, rest)),
    otherwise,
  )
}

function chosenBit<T extends Emitted>(
  branches: readonly Branch<T>[],
  bitOf: (branch: Branch<T>) => BitNode,
  otherwise: BitNode,
  unknown: BitNode,
  { nodes }: Emitter,
): BitNode {
  return branches.reduceRight((rest, branch) => {
    const { yes, no, open } = branch.when
    return nodes.any([nodes.all([yes, bitOf(branch)]), nodes.all([open, unknown]), nodes.all([no, rest])])
  }, otherwise)
}
