// The program that has the faults in it, with all that may notice them.
import { type Part, parts, type Unit } from './parts.ts'

/** What a unit does without a fault, or the loading of a part. */
export interface Usual {
  /** `part > unit`; of loading, the part alone. */
  readonly id: string
  /** Of the processor. */
  readonly milliseconds: number
  /** The numbers of the faults that it comes by. */
  readonly reached: readonly number[]
  readonly said: unknown
}

export interface Asked {
  readonly parts: readonly string[]
  /** The units that come by the fault, in the order they are run. */
  readonly first: readonly string[]
  /** Nothing but those: a fault that nothing notices may be noticed by others. */
  readonly isQuick: boolean
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
  const told: Usual[] = []
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

/** What notices the fault that acts; null: nothing. */
export async function noticedBy({
  parts: names,
  first,
  isQuick,
  usual,
  allow,
}: Asked): Promise<string | null> {
  const asked = parts.filter(({ name }) => names.includes(name))
  const done = new Set<string>()
  const broken = async (id: string, run: () => unknown): Promise<string | null> => {
    if (done.has(id)) return null
    done.add(id)
    const { milliseconds = 0, said = null } = usual.get(id) ?? {}
    allow(milliseconds)
    try {
      const [now, before] = [(await run()) ?? null, said].map((one) => JSON.stringify(one))
      return now === before ? null : `${id}: ${now}, not ${before}`
    } catch (fault) {
      return process.env.CLAUSEBOOK_WHY ? `${id}: ${fault}` : id
    }
  }
  const load = (part: Part) => broken(part.name, async () => void (await unitsOf(part)))
  for (const id of first) {
    const part = asked.find(({ name }) => id === name || id.startsWith(`${name} > `))
    if (!part) continue
    const found = await load(part)
    if (found !== null) return found
    const unit = loaded.get(part.name)?.get(id)
    const by = unit ? await broken(id, unit.run) : null
    if (by !== null) return by
  }
  if (isQuick) return null
  // What was kept by others may carry the fault into what does not come by it.
  for (const part of asked) {
    const found = await load(part)
    if (found !== null) return found
    for (const [id, unit] of loaded.get(part.name) ?? []) {
      const by = await broken(id, unit.run)
      if (by !== null) return by
    }
  }
  return null
}
