import { ofProgram, type Usual } from './usual.ts'

const partOf = ({ id }: Usual) => id.split(' > ', 1)[0] as string

/** The units that are asked about a fault, in the order that they are best asked. */
export interface Reaching {
  /** Those that come by it. */
  readonly units: readonly Usual[]
  /** Where something is loaded with it, whatever may be loaded with that: what one part has loaded others use. */
  readonly carrying: readonly Usual[]
}

/** For each of so many faults the units that may notice it, of the parts that it is held against. */
export function reaching(
  usual: readonly Usual[],
  partsOf: readonly (readonly string[])[],
): readonly Reaching[] {
  const own = partsOf.map((): Usual[] => [])
  const loading = partsOf.map(() => new Set<string>())
  for (const unit of usual) {
    const isLoading = unit.id === ofProgram || unit.id === partOf(unit)
    for (const number of unit.reached)
      if (isLoading) loading[number]?.add(unit.id)
      else own[number]?.push(unit)
  }
  const units = usual.filter((unit) => unit.id !== ofProgram && unit.id !== partOf(unit))
  return partsOf.map((names, number) => {
    const all = loading[number] ?? new Set()
    const direct = new Set(own[number])
    const isHeld = (unit: Usual) => names.includes(partOf(unit))
    return {
      units: inTurns([...direct].filter(isHeld)),
      carrying: all.size === 0 ? [] : inTurns(units.filter((unit) => !direct.has(unit) && isHeld(unit))),
    }
  })
}

/** The quickest of each part first, then the next of each; slow ones later: parts notice different things. */
function inTurns(units: readonly Usual[]): readonly Usual[] {
  const byPart = new Map<string, Usual[]>()
  for (const unit of units.toSorted((a, b) => a.milliseconds - b.milliseconds)) {
    const part = partOf(unit)
    byPart.set(part, [...(byPart.get(part) ?? []), unit])
  }
  const turns = [...byPart.values()].flatMap((all) => all.map((unit, turn) => ({ unit, turn })))
  const late = ({ unit, turn }: (typeof turns)[number]) => (turn + 1) * Math.max(1, unit.milliseconds)
  return turns.sort((a, b) => late(a) - late(b)).map(({ unit }) => unit)
}

/** As many of these as take so many milliseconds together. */
export function within(most: number, units: readonly Usual[]): readonly Usual[] {
  let spent = 0
  return units.filter(({ milliseconds }) => {
    spent += milliseconds
    return spent <= most
  })
}
