import type { Usual } from './check.ts'

const partOf = ({ id }: Usual) => id.split(' > ', 1)[0] as string

/** For each of so many faults the units that come by it, in the order that they are best asked. */
export function reaching(usual: readonly Usual[], count: number): readonly (readonly Usual[])[] {
  const own = Array.from({ length: count }, (): Usual[] => [])
  for (const unit of usual) for (const number of unit.reached) own[number]?.push(unit)
  // What is loaded with the fault in it carries it into everything of its part.
  const loads = usual.filter((unit) => unit.id === partOf(unit))
  for (const load of loads)
    for (const number of load.reached) {
      const [units, others] = [own[number] ?? [], usual.filter((unit) => partOf(unit) === load.id)]
      const known = new Set(units)
      units.push(...others.filter((unit) => !known.has(unit)))
    }
  const order = [...new Set(usual.map(partOf))]
  // Part by part, as they stand; within one, the loading first and then the quickest.
  const before = (a: Usual, b: Usual) =>
    order.indexOf(partOf(a)) - order.indexOf(partOf(b)) ||
    Number(b.id === partOf(b)) - Number(a.id === partOf(a)) ||
    a.milliseconds - b.milliseconds
  return own.map((units) => units.sort(before))
}

/** As many of these as take so many milliseconds together. */
export function within(most: number, units: readonly Usual[]): readonly Usual[] {
  let spent = 0
  return units.filter(({ milliseconds }) => {
    spent += milliseconds
    return spent <= most
  })
}
