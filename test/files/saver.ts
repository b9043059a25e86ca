import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Saved } from '../../engine/files/save.ts'

/** Saves of one file, begun together, all expecting the same text in it. */
export interface Order {
  readonly file: string
  readonly root: string
  readonly texts: readonly string[]
  readonly expected: string
  /** The call on a file at which `code` happens: an error of the system, or SIGKILL. */
  readonly at?: number
  readonly code?: string
  /** When to begin, in milliseconds: for processes to begin together. */
  readonly start?: number
}

export interface Outcome {
  readonly results: readonly (Saved | { readonly saved: false; readonly code: string })[]
  /** Calls on files it took. */
  readonly steps: number
}

/** Another process that saves. */
export interface Saver {
  /** What came of it; undefined when the process ended before it could say. */
  readonly save: (order: Order) => Promise<Outcome | undefined>
  readonly kill: () => Promise<void>
}

const program = fileURLToPath(new URL('saver.mjs', import.meta.url))

export async function startSaver(bundle: string): Promise<Saver> {
  const child = fork(program, [bundle])
  await answerOf(child)
  return {
    save: (order) => {
      const answer = answerOf(child)
      // A child that is killed while it is being told answers nothing: its end is the answer.
      child.send(order, () => {})
      return answer as Promise<Outcome | undefined>
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown) => done(message)
    const onExit = () => done(undefined)
    const done = (answer: unknown) => {
      child.off('message', onMessage)
      child.off('exit', onExit)
      resolve(answer)
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
  })
}
