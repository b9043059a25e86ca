import { type ProgramClause, resultNames, rootsOf } from './clause-code.ts'
import type { Encoded, Program, Results } from './program.ts'
import { stepLength, tapeOf } from './tape.ts'

/**
 * A program over one applicant's encoded facts without code made from text: a page that forbids `eval` decides
 * by it. The same nodes, the same results.
 */
export function interpretedRows({
  clauses,
  inputs,
}: Pick<Program, 'clauses' | 'inputs'>): Program['decideInto'] {
  const tape = tapeOf(rootsOf(clauses))
  const { steps, lists, numbers, bits } = tape
  const reads = readerOf(inputs, tape)
  const writes = resultNames.map((name) => writesOf(name, clauses, tape.registerOf))
  const guards = Int32Array.from(new Set(clauses.flatMap(({ code }) => code?.guards ?? [])), tape.registerOf)
  return (facts, out) => {
    reads(facts)
    run(steps, lists, numbers, bits)
    write(writes[0] as Int32Array, numbers, out.eligible)
    write(writes[1] as Int32Array, numbers, out.failed)
    write(writes[2] as Int32Array, numbers, out.unknown)
    write(writes[3] as Int32Array, numbers, out.refer)
    write(writes[4] as Int32Array, numbers, out.amount)
    for (let index = 0; index < guards.length; index++) if (bits[guards[index] as number] === 1) return false
    return true
  }
}

/**
 * Puts facts into their registers. Facts have their names in one order as a rule: the place of a name is looked
 * for where the row before had it.
 */
function readerOf(inputs: Program['inputs'], { numbers, bits, values, given }: ReturnType<typeof tapeOf>) {
  const places = new Map(inputs.map(({ key }, place) => [key, place]))
  const missing = Float64Array.from(inputs, (input) => input.missing)
  // What nothing reads goes to the last register.
  const number = Int32Array.from(inputs, (_, place) => values.get(place) ?? numbers.length - 1)
  const bit = Int32Array.from(inputs, (_, place) => given.get(place) ?? bits.length - 1)
  const seen: { key: string; place: number }[] = []
  return (facts: Encoded): void => {
    for (let place = 0; place < missing.length; place++) {
      numbers[number[place] as number] = missing[place] as number
      bits[bit[place] as number] = 0
    }
    let index = 0
    for (const key in facts) {
      if (seen[index]?.key !== key) seen[index] = { key, place: places.get(key) ?? -1 }
      const { place } = seen[index] as (typeof seen)[number]
      index++
      const fact = facts[key]
      if (place < 0 || fact === undefined) continue
      numbers[number[place] as number] = fact
      bits[bit[place] as number] = 1
    }
  }
}

/** Pairs: the clause whose result it is, and the register that has it. */
const writesOf = (
  name: keyof Results,
  clauses: readonly ProgramClause[],
  registerOf: ReturnType<typeof tapeOf>['registerOf'],
): Int32Array =>
  Int32Array.from(
    clauses.flatMap(({ code }, index) =>
      code && code[name].op !== 'constant' ? [index, registerOf(code[name])] : [],
    ),
  )

function write(pairs: Int32Array, numbers: Float64Array, out: Results[keyof Results]): void {
  for (let at = 0; at < pairs.length; at += 2)
    out[pairs[at] as number] = numbers[pairs[at + 1] as number] as number
}

/**
 * The steps of a tape, one after another. Engines jump by numbers that stand here as they are; by names they
 * would search.
 */
function run(steps: Int32Array, lists: Int32Array, n: Float64Array, bit: Uint8Array): void {
  for (let at = 0; at < steps.length; at += stepLength) {
    const to = steps[at + 1] as number
    const a = steps[at + 2] as number
    const b = steps[at + 3] as number
    switch (steps[at]) {
      case 0: // add
        n[to] = (n[a] as number) + (n[b] as number)
        break
      case 1: // subtract
        n[to] = (n[a] as number) - (n[b] as number)
        break
      case 2: // multiply
        n[to] = (n[a] as number) * (n[b] as number)
        break
      case 3: // quotient
        n[to] = Math.floor((n[a] as number) / (n[b] as number))
        break
      case 4: {
        // least; NaN where one is
        const x = n[a] as number
        const y = n[b] as number
        n[to] = x < y ? x : x >= y ? y : Number.NaN
        break
      }
      case 5: {
        // greatest; likewise
        const x = n[a] as number
        const y = n[b] as number
        n[to] = x > y ? x : x <= y ? y : Number.NaN
        break
      }
      case 6: // select
        n[to] = n[(bit[a] === 1 ? b : steps[at + 4]) as number] as number
        break
      case 7: // selectLess
        n[to] = n[((n[a] as number) < (n[b] as number) ? steps[at + 4] : steps[at + 5]) as number] as number
        break
      case 8: // selectAtMost
        n[to] = n[((n[a] as number) <= (n[b] as number) ? steps[at + 4] : steps[at + 5]) as number] as number
        break
      case 9: // selectEqual
        n[to] = n[(n[a] === n[b] ? steps[at + 4] : steps[at + 5]) as number] as number
        break
      case 10: // less
        bit[to] = (n[a] as number) < (n[b] as number) ? 1 : 0
        break
      case 11: // atMost
        bit[to] = (n[a] as number) <= (n[b] as number) ? 1 : 0
        break
      case 12: // equal
        bit[to] = n[a] === n[b] ? 1 : 0
        break
      case 13: // differ
        bit[to] = n[a] !== n[b] ? 1 : 0
        break
      case 14: // unknown
        bit[to] = (n[a] as number) >= -Infinity ? 0 : 1
        break
      case 15: // not
        bit[to] = 1 - (bit[a] as number)
        break
      case 16: {
        // all
        let all = 1
        for (let index = a; index < a + b; index++) {
          const register = lists[index] as number
          all &= register >= 0 ? (bit[register] as number) : 1 - (bit[-1 - register] as number)
        }
        bit[to] = all
        break
      }
      case 17: {
        // any
        let any = 0
        for (let index = a; index < a + b; index++) {
          const register = lists[index] as number
          any |= register >= 0 ? (bit[register] as number) : 1 - (bit[-1 - register] as number)
        }
        bit[to] = any
        break
      }
      case 18: {
        // set
        let set = 0
        for (let index = 0; index < b; index++) {
          const register = lists[a + index] as number
          const one = register >= 0 ? (bit[register] as number) : 1 - (bit[-1 - register] as number)
          set |= one << index
        }
        n[to] = set
        break
      }
      case 19: // shares
        bit[to] = ((n[a] as number) & b) !== 0 ? 1 : 0
        break
      case 20: // holds
        bit[to] = ((n[a] as number) & b) === b ? 1 : 0
        break
    }
  }
}
