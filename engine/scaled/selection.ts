import { type Emitted, type EmittedNumber, type EmittedTruth, type Emitter, Unsupported } from './emitter.ts'
import { rescaled } from './numbers.ts'
import { lcm, least, most, type Scale } from './shapes.ts'

interface Branch {
  readonly when: EmittedTruth
  readonly then: Emitted
}

/** The first branch whose condition holds; unknown where a condition before it is; none where none does. */
export function choose(branches: readonly Branch[], otherwise: Emitted | null, emitter: Emitter): Emitted {
  const all = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])]
  const [first] = all
  if (!first) throw new Unsupported('a choice without branches')
  if (all.every((one) => one.kind === 'number'))
    return chooseNumber(branches as readonly NumberBranch[], otherwise as EmittedNumber | null, emitter)
  if (all.every((one) => one.kind === 'truth') && otherwise)
    return {
      kind: 'truth',
      js: select(branches, otherwise.kind === 'truth' ? otherwise.js : '2', '2', emitter),
      known:
        all.every((one) => one.kind === 'truth' && one.known) && branches.every(({ when }) => when.known),
    }
  throw new Unsupported(`a choice between ${[...new Set(all.map(({ kind }) => kind))].join(' and ')}`)
}

interface NumberBranch {
  readonly when: EmittedTruth
  readonly then: EmittedNumber
}

function chooseNumber(
  branches: readonly NumberBranch[],
  otherwise: EmittedNumber | null,
  emitter: Emitter,
): EmittedNumber {
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
  const hasNone = rest === null || numbers.some(({ none }) => none !== null)
  return {
    kind: 'number',
    scale,
    js: select(same, rest?.js ?? '0', 'NaN', emitter),
    ...(over && { over }),
    known: numbers.every(({ known }) => known) && branches.every(({ when }) => when.known),
    none: hasNone ? selectNone(same, rest === null ? 'true' : (rest.none ?? 'false'), emitter) : null,
  }
}

/** The divisor of the branch taken; 1 where it has none. */
function chooseOver(
  branches: readonly NumberBranch[],
  otherwise: EmittedNumber | null,
  emitter: Emitter,
): NonNullable<EmittedNumber['over']> | null {
  const all = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])]
  if (!all.some(({ over }) => over)) return null
  const one = { js: '1', scale: { q: 1n, lo: 1n, hi: 1n } }
  const divisor = ({ over }: EmittedNumber) => over ?? one
  const chain = branches.reduceRight(
    (rest, { when, then }) => `(${when.js} === 1 ? ${divisor(then).js} : ${rest})`,
    otherwise ? divisor(otherwise).js : '1',
  )
  const scales = all.map((number) => divisor(number).scale)
  return {
    js: emitter.hold(chain),
    scale: { q: 1n, lo: least(...scales.map(({ lo }) => lo)), hi: most(...scales.map(({ hi }) => hi)) },
  }
}

interface Choice {
  readonly when: EmittedTruth
  readonly then: Emitted
}

const jsOf = (one: Emitted): string => {
  if ('js' in one) return one.js
  throw new Unsupported('months or a record in a choice')
}

function select(branches: readonly Choice[], otherwise: string, unknown: string, emitter: Emitter): string {
  const chain = branches.reduceRight(
    (rest, { when, then }) =>
      when.known
        ? `(${when.js} === 1 ? ${jsOf(then)} : ${rest})`
        : `(${when.js} === 2 ? ${unknown} : ${when.js} === 1 ? ${jsOf(then)} : ${rest})`,
    otherwise,
  )
  return emitter.hold(chain)
}

function selectNone(branches: readonly NumberBranch[], otherwise: string, emitter: Emitter): string {
  const chain = branches.reduceRight(
    (rest, { when, then }) =>
      when.known
        ? `(${when.js} === 1 ? ${then.none ?? 'false'} : ${rest})`
        : `(${when.js} === 2 ? false : ${when.js} === 1 ? ${then.none ?? 'false'} : ${rest})`,
    otherwise,
  )
  return emitter.hold(chain)
}
