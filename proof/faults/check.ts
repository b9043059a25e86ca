// The program that has the faults in it, with all that may notice them.
import { type Part, parts, type Unit } from './parts.ts'
import { ofProgram, type Usual } from './usual.ts'

export interface Asked {
  /** The units that come by the fault, in the order they are run. */
  readonly first: readonly string[]
  readonly usual: ReadonlyMap<string, Omit<Usual, 'reached'>>
  /** Called before anything that usually takes so many milliseconds. */
  readonly allow: (milliseconds: number) => void
}

const loaded = new Map<string, Map<string, Unit>>()

/** The units of a part, by names of which each stands once. */
async function unitsOf(part: Part): Promise<Map<string, Unit>> {
  const known = loaded.get(part.name)
  if (known) return known
  const units = new Map<string, Unit>()
  for (const unit of await part.load()) {
    let id = `${part.name} > ${unit.name}`
    for (let again = 2; units.has(id); again++) id = `${part.name} > ${unit.name} (${again})`
    units.set(id, unit)
  }
  loaded.set(part.name, units)
  return units
}

/** Runs every unit of these parts; throws where one finds something. */
export async function usualOf(
  names: readonly string[],
  takeReached: () => readonly number[],
): Promise<readonly Usual[]> {
  const told: Usual[] = [{ id: ofProgram, milliseconds: 0, reached: takeReached(), said: null }]
  const timed = async <T>(id: string, run: () => T | Promise<T>, said: (result: T) => unknown) => {
    const started = process.cpuUsage()
    try {
      const result = await run()
      const { user, system } = process.cpuUsage(started)
      const milliseconds = Math.ceil((user + system) / 1000)
      told.push({ id, milliseconds, reached: takeReached(), said: said(result) })
      return result
    } catch (fault) {
      throw new Error(`${id}: ${fault instanceof Error ? fault.stack : fault}`)
    }
  }
  for (const part of parts.filter(({ name }) => names.includes(name))) {
    const units = await timed(
      part.name,
      () => unitsOf(part),
      () => null,
    )
    for (const [id, { run }] of units) await timed(id, run, (result) => result ?? null)
  }
  return told
}

/** Runs one unit, or the loading of a part; says what it noticed, null where all is as usual. */
async function broken(id: string, run: () => unknown, { usual, allow }: Asked): Promise<string | null> {
  const { milliseconds = 0, said = null } = usual.get(id) ?? {}
  allow(milliseconds)
  try {
    const [now, before] = [(await run()) ?? null, said].map((one) => JSON.stringify(one))
    return now === before ? null : `${id}: ${now}, not ${before}`
  } catch (fault) {
    return process.env.CLAUSEBOOK_WHY ? `${id}: ${fault}` : id
  }
}

const partOf = (id: string): Part | undefined =>
  parts.find(({ name }) => id === name || id.startsWith(`${name} > `))

/** What notices the fault that acts from the loading on; null: nothing. */
export async function noticedBy(asked: Asked): Promise<string | null> {
  const seen = new Set<Part>()
  for (const id of asked.first) {
    const part = partOf(id)
    if (!part) continue
    if (!seen.has(part)) {
      const found = await broken(part.name, async () => void (await unitsOf(part)), asked)
      if (found !== null) return found
      seen.add(part)
    }
    const unit = loaded.get(part.name)?.get(id)
    const by = unit ? await broken(id, unit.run, asked) : null
    if (by !== null) return by
  }
  return null
}

/**
 * What notices a fault that acts in a program which has run before, and is loaded without it: sooner than afresh, and
 * not always, since what is kept of earlier runs is without it too. `stale`: a fault before this one left something
 * behind.
 */
export async function noticedAgain(asked: Asked, act: (isActing: boolean) => void): Promise<string | null> {
  for (const id of asked.first) {
    const part = partOf(id)
    if (!part) continue
    if (!loaded.has(part.name)) asked.allow(asked.usual.get(part.name)?.milliseconds ?? 0)
    const unit = (await unitsOf(part)).get(id)
    if (!unit) continue
    act(true)
    const found = await broken(id, unit.run, asked)
    act(false)
    if (found === null) continue
    return (await broken(id, unit.run, asked)) === null ? found : 'stale'
  }
  return null
}
