import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../bundle.mjs'
import type { Fault } from './candidates.ts'
import type { Job, Told } from './host.ts'
import { switched } from './switched.ts'
import type { Usual } from './usual.ts'

/** A program with faults in it, none of which acts until it is told to, and the one that runs it. */
export interface Program {
  readonly file: string
  readonly host: string
  /** Where what is told without a fault is kept. */
  readonly usual: string
  readonly count: number
}

/** A tree with all of these faults in its texts, as one program. */
export async function programWith(tree: string, faults: readonly Fault[]): Promise<Program> {
  const replaced = new Map<string, string>()
  for (const file of new Set(faults.map((one) => one.file))) {
    const path = join(tree, file)
    const own = faults.flatMap((fault, number) => (fault.file === file ? [{ ...fault, number }] : []))
    replaced.set(path, switched(readFileSync(path, 'utf8'), own))
  }
  const made = (name: string) => ({
    root: tree,
    entry: join(tree, `proof/faults/${name}.ts`),
    out: join(tree, `proof/out/${name}`),
  })
  const file = await bundle({
    ...made('check'),
    replaced,
    aliases: { vitest: join(tree, 'proof/faults/vitest.ts') },
  })
  const host = await bundle(made('host'))
  return { file, host, usual: join(tree, 'proof/out/usual.json'), count: faults.length }
}

/** What each unit does without a fault, which it may not find anything in. */
export async function usualOf(program: Program, parts: readonly string[]): Promise<readonly Usual[]> {
  const host = new Host(program)
  const told = await host.ask({ parts, count: program.count })
  host.end()
  if (!('usual' in told)) throw new Error(`the tree without a fault is not clean: ${JSON.stringify(told)}`)
  writeFileSync(program.usual, JSON.stringify(told.usual.map((one) => ({ ...one, reached: [] }))))
  return told.usual
}

/** Each run leaves something in memory. */
const mostJobs = 150

/** A process that runs one job after the other; another takes its place where a fault ends it. */
export class Host {
  readonly #program: Program
  #child: ChildProcess | undefined
  #jobs = 0

  constructor(program: Program) {
    this.#program = program
  }

  ask(job: Job): Promise<Told> {
    if (this.#jobs++ % mostJobs === 0) this.end()
    this.#child ??= fork(this.#program.host, [this.#program.file, this.#program.usual], {
      execArgv: ['--experimental-vm-modules', '--no-warnings', '--max-old-space-size=3000'],
      stdio: ['ignore', 'ignore', process.env.CLAUSEBOOK_WHY ? 'inherit' : 'ignore', 'ipc'],
    })
    const child = this.#child
    return new Promise((done) => {
      const answer = (told: Told) => {
        child.removeAllListeners()
        done(told)
      }
      child.once('message', (told) => answer(told as Told))
      child.once('exit', (code, signal) => {
        this.#child = undefined
        answer({ noticed: signal ? 'does not end' : `ends with ${code}` })
      })
      child.send(job)
    })
  }

  end(): void {
    this.#child?.removeAllListeners()
    this.#child?.kill()
    this.#child = undefined
  }
}
