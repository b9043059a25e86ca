import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ExitCode } from '../../engine/cli/command.ts'
import { run } from '../../engine/cli/run.ts'
import type { DocumentCache } from '../../engine/index.ts'
import { rentAid } from './rent-aid.ts'

/**
 * A transcript is sections that begin with `=== `, run in order in one folder that holds the small policy:
 *
 *     === file PATH             writes the file below it
 *     === edit PATH             replaces the passage above `===>` by the one below it
 *     === $ clausebook …        a command, its exit code and what it wrote
 *     === shows PATH            a file that a command wrote
 */
export interface Section {
  readonly head: string
  readonly body: string
}

const mark = '=== '

/** What stands before the first section is a comment. */
export function readTranscript(text: string): {
  readonly comment: string
  readonly sections: readonly Section[]
} {
  const [comment = '', ...parts] = text.split(/^=== /m)
  const sections = parts.map((part) => {
    const end = part.indexOf('\n')
    return { head: part.slice(0, end), body: part.slice(end + 1) }
  })
  return { comment, sections }
}

export const printTranscript = (comment: string, sections: readonly Section[]): string =>
  comment + sections.map(({ head, body }) => `${mark}${head}\n${body}`).join('')

export interface Ran {
  readonly exit: ExitCode
  readonly out: string
  readonly err: string
}

/** Most commands ask the same policies: what a new process reads, the tests of starting one show. */
const documents: DocumentCache = new Map()

/** Runs one command line in a folder, as from a shell. */
export async function runIn(cwd: string, line: string, colour = false): Promise<Ran> {
  const written = { out: '', err: '' }
  const [program, ...argv] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  if (program !== 'clausebook') throw new Error(`a command begins with clausebook: ${line}`)
  const exit = await run(argv, '9.9.9', {
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    colour,
    cwd,
    documents,
  })
  return { exit, ...written }
}

/** A new folder with the small policy in it, for as long as `use` takes. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-test-'))
  try {
    for (const { path, text } of rentAid) await write(folder, path, text)
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export async function write(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

async function edit(folder: string, path: string, body: string): Promise<void> {
  const [from = '', to = ''] = body.split(/^===>\n/m).map((passage) => passage.replace(/\n$/, ''))
  const text = await readFile(join(folder, path), 'utf8')
  if (text.split(from).length !== 2) throw new Error(`the passage does not stand once in ${path}:\n${from}`)
  await writeFile(
    join(folder, path),
    text.replace(from, () => to),
  )
}

const ranText = ({ exit, out, err }: Ran): string =>
  `exit ${exit}\n${out && `--- stdout\n${out}`}${err && `--- stderr\n${err}`}`

const readWritten = (text: string): string => text.replaceAll(/^\ufeff|\r/g, '')

/** The same sections with what their commands wrote now. */
export const replay = (sections: readonly Section[]): Promise<readonly Section[]> =>
  inFolder(async (folder) => {
    const replayed: Section[] = []
    for (const { head, body } of sections) {
      const [, kind = '', rest = ''] = /^(\S+) (.*)$/.exec(head) ?? []
      if (kind === 'file') await write(folder, rest, body)
      else if (kind === 'edit') await edit(folder, rest, body)
      else if (kind !== '$' && kind !== 'shows')
        throw new Error(`a section is file, edit, shows or $, not ${kind}`)
      if (kind === '$') replayed.push({ head, body: ranText(await runIn(folder, rest)) })
      // Line ends and a byte-order mark are for the tests of what writes them.
      else if (kind === 'shows')
        replayed.push({ head, body: readWritten(await readFile(join(folder, rest), 'utf8')) })
      else replayed.push({ head, body })
    }
    return replayed
  })
