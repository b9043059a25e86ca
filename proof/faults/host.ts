// Runs the program with the faults in it, again and again in one process: what does not change is loaded once.
import { readFileSync } from 'node:fs'
import { type Module, SourceTextModule, SyntheticModule } from 'node:vm'
import * as yaml from 'yaml'
import type * as check from './check.ts'
import './expect.ts'
import { plant, watchReached } from './planted.ts'
import type { Usual } from './usual.ts'
import { allow } from './watch.ts'

/** What to run: one fault, or without a fault all that these parts do. */
export type Job =
  | { readonly parts: readonly string[]; readonly count: number }
  | {
      readonly planted: number
      /** What comes by the fault, asked in a program that has run before; then, afresh, these. */
      readonly soon: readonly string[]
      readonly afresh: readonly string[]
    }

export type Told =
  | { readonly usual: readonly Usual[] }
  | { readonly noticed: string | null }
  | { readonly broken: string }

const [file = '', usualFile = ''] = process.argv.slice(2)
const source = readFileSync(file, 'utf8')
const packages = new Map<string, Module>()
const none = -1
/** What it takes at most to load the program itself, in milliseconds. */
const loading = 2000
/** The program that one fault after another acts in. */
let used: typeof check | undefined
let usual: Map<string, Usual> | undefined

/** Tables are text that no fault changes: each is read once. */
const kept = <T>(read: (text: string, options?: object) => T, finish: (result: T) => T = (same) => same) => {
  const known = new Map<string, T>()
  return (text: string, options?: object): T => {
    const key = JSON.stringify([text, options])
    const found = known.get(key) ?? finish(read(text, options))
    known.set(key, found)
    return found
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

const quickYaml = { ...yaml, parse: kept(yaml.parse, frozen), parseDocument: kept(yaml.parseDocument) }

async function packageOf(name: string): Promise<Module> {
  const known = packages.get(name)
  if (known) return known
  const all: Record<string, unknown> = name === 'yaml' ? quickYaml : await import(name)
  const module = new SyntheticModule(
    Object.keys(all),
    function () {
      for (const [key, value] of Object.entries(all)) this.setExport(key, value)
    },
    { identifier: name },
  )
  packages.set(name, module)
  return module
}

/** A program of its own, compiled once: V8 remembers what it has compiled of a text. */
async function fresh(): Promise<typeof check> {
  const module = new SourceTextModule(source, { identifier: file })
  await module.link(packageOf)
  await module.evaluate()
  return module.namespace as typeof check
}

async function told(job: Job): Promise<Told> {
  if ('count' in job) {
    const takeReached = watchReached(job.count)
    return { usual: await (await fresh()).usualOf(job.parts, takeReached) }
  }
  usual ??= new Map(
    (JSON.parse(readFileSync(usualFile, 'utf8')) as readonly Usual[]).map((one) => [one.id, one]),
  )
  plant(none)
  allow(loading)
  used ??= await fresh()
  const soon = await used.noticedAgain({ first: job.soon, usual, allow }, (isActing) =>
    plant(isActing ? job.planted : none),
  )
  if (soon === 'stale') used = undefined
  else if (soon !== null) return { noticed: soon }
  plant(job.planted)
  allow(loading)
  const { noticedBy } = await fresh()
  return { noticed: await noticedBy({ first: job.afresh, usual, allow }) }
}

// What a fault left running may fail later: that is no fault of the next.
for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, () => {})
console.info = () => {}
console.log = () => {}
process.on('message', (job: Job) => {
  told(job)
    .catch((fault): Told => ({ broken: String(fault) }))
    .then((answer) => process.send?.(answer))
})
