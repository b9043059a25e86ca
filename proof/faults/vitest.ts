// Stands in the place of vitest, so that a thousand rows run in one process within seconds and stop at the first
// that fails.

import { fn, spyOn } from '@vitest/spy'

type Run = (...row: never[]) => unknown
interface Test {
  readonly name: string
  readonly run: () => unknown
}

let tests: Test[] = []
let afters: (() => unknown)[] = []
const path: string[] = []

/** What the file loaded last wants run. */
export function takenTests(): readonly Test[] {
  const taken = tests
  tests = []
  afters = []
  return taken
}

export const expect = globalThis.sharedExpect

const last = (all: readonly unknown[]): Run => all.findLast((one) => typeof one === 'function') as Run

const within = (name: string, run: () => void) => {
  path.push(name)
  run()
  path.pop()
}

const titled = (title: string, row: unknown): string =>
  title.replace(/\$(\w+)/g, (whole, key) =>
    typeof row === 'object' && row !== null && key in row
      ? String((row as Record<string, unknown>)[key])
      : whole,
  )

const eachOf =
  (one: (name: string, run: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (title: string, ...rest: readonly unknown[]) => {
    for (const row of rows) {
      const given = (Array.isArray(row) ? row : [row]) as never[]
      one(titled(title, row), () => last(rest)(...given))
    }
  }

const add = (name: string, run: () => unknown) => {
  const own = afters
  tests.push({
    name: [...path, name].join(' > '),
    run: async () => {
      try {
        return await run()
      } finally {
        for (const after of own) await after()
      }
    },
  })
}

const nothing = () => {}
export const test = Object.assign(
  (name: string, ...rest: unknown[]) => add(name, last(rest) as () => unknown),
  {
    each: eachOf(add),
    skip: nothing,
    skipIf: () => nothing,
    runIf: () => nothing,
  },
)
export const describe = Object.assign(
  (name: string, ...rest: unknown[]) => within(name, last(rest) as () => void),
  { each: eachOf((name, run) => within(name, run as () => void)), skip: nothing },
)
export const afterEach = (run: () => unknown): void => {
  afters.push(run)
}
export const beforeAll = nothing
export const afterAll = nothing

const replaced = new Map<string, unknown>()
export const vi = {
  fn,
  spyOn,
  stubGlobal(name: string, value: unknown): void {
    const all = globalThis as Record<string, unknown>
    if (!replaced.has(name)) replaced.set(name, all[name])
    all[name] = value
  },
  unstubAllGlobals(): void {
    Object.assign(globalThis, Object.fromEntries(replaced))
    replaced.clear()
  },
}
