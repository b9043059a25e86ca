import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../engine/cli/index.ts'
import { run } from '../engine/cli/run.ts'
import { testFolder } from './support/tables.ts'
import {
  inFolder,
  printTranscript,
  type Ran,
  readTranscript,
  replay,
  runIn,
  write,
} from './support/transcripts.ts'

const folder = `${testFolder}cli/`
const transcripts = readdirSync(folder).filter((name) => name.endsWith('.txt'))

/** `CLAUSEBOOK_UPDATE=1 npx vitest run test/cli.test.ts` writes down what the commands say now. */
const update = process.env.CLAUSEBOOK_UPDATE === '1'

describe('transcripts', () => {
  test('there is one for every command', () => {
    expect(transcripts).toEqual(expect.arrayContaining(commandNames.map((name) => `${name}.txt`)))
  })
  test.each(transcripts)('cli/%s', async (name) => {
    const text = readFileSync(folder + name, 'utf8')
    const { comment, sections } = readTranscript(text)
    expect(sections.length).toBeGreaterThan(0)
    const now = printTranscript(comment, await replay(sections))
    if (update) writeFileSync(folder + name, now)
    else expect(now).toBe(text)
  })
})

const applicant = {
  as_of: '2009-07-01',
  registered: true,
  venue: 'market',
  months_operated: 12,
  annual_rent: 30010,
}

/** Runs command lines in a folder with this applicant's facts in it. */
const asked = (facts: unknown, lines: readonly string[], colour = false) =>
  inFolder(async (folder) => {
    await write(folder, 'applicant.json', JSON.stringify(facts))
    const ran: Ran[] = []
    for (const line of lines) ran.push(await runIn(folder, line, colour))
    return ran
  })

const lines = [
  'clausebook check',
  'clausebook test',
  'clausebook decide --facts applicant.json',
  'clausebook decide --facts applicant.json --explain --lang zh',
  'clausebook check policies/nowhere',
]

/** What begins a colour. */
const csi = '\u001b['

describe('colour', () => {
  test('is there for a terminal and changes nothing but the colour', async () => {
    const plain = await asked(applicant, lines)
    const coloured = await asked(applicant, lines, true)
    expect(coloured.map(({ out }) => out.includes(csi))).toEqual(lines.map(() => true))
    expect(
      coloured.map(({ exit, out, err }) => ({
        exit,
        out: stripVTControlCharacters(out),
        err: stripVTControlCharacters(err),
      })),
    ).toEqual(plain)
  })
  test('is not there for a file, nor in JSON for a terminal', async () => {
    for (const { out, err } of await asked(applicant, lines)) expect(out + err).not.toContain(csi)
    const json = lines.map((line) => `${line} --json`)
    for (const { out, err } of await asked(applicant, json, true)) {
      expect(err).toBe('')
      expect(out).not.toContain(csi)
      expect(() => JSON.parse(out)).not.toThrow()
    }
  })
})

describe('decide', () => {
  const command = ['clausebook decide --facts applicant.json --clause venue-aid.market --json']
  const decision = async (facts: unknown) => {
    const [ran] = await asked(facts, command)
    return {
      exit: ran?.exit,
      ...(JSON.parse(ran?.out ?? '') as {
        decisions?: readonly { needs: readonly string[] }[]
        errors?: readonly { message: string }[]
      }),
    }
  }

  test.each(Object.keys(applicant))('without %s says so, or needs it not', async (name) => {
    const { [name as keyof typeof applicant]: _, ...rest } = applicant
    const { exit, decisions } = await decision(rest)
    expect(exit).toBe(0)
    // Registration is assumed not to be there, which refuses the claim.
    expect(decisions?.[0]?.needs).toEqual(name === 'registered' ? [] : [name])
  })
  test.each(Object.keys(applicant))('with something else for %s exits 3 and names it', async (name) => {
    const { exit, errors } = await decision({ ...applicant, [name]: [{}] })
    expect(exit).toBe(3)
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining(`\`${name}\` takes`)])
  })
})

test('a fault of ours is said to be one, and is no stack trace', async () => {
  const said: string[] = []
  const out = () => {
    throw new Error('the disk is full')
  }
  const err = (text: string) => void said.push(text)
  expect(await run(['check'], '9.9.9', { out, err, colour: false, cwd: `${testFolder}..` })).toBe(2)
  expect(said.join('')).toBe('error: this is a fault of clausebook: the disk is full\n')
})

test('the policies of this repository check and test without a fault', async () => {
  const root = `${testFolder}..`
  for (const line of [
    'clausebook check',
    'clausebook test',
    'clausebook check --json',
    'clausebook test --json',
  ]) {
    const { exit, err } = await runIn(root, line)
    expect([line, exit, err]).toEqual([line, 0, ''])
  }
})
