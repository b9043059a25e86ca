import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'
import * as engine from '../../engine/index.ts'
import { policyFiles } from '../support/policies.ts'
import { launchBrowser } from './browser.ts'

type Engine = typeof engine

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The engine as one script, which gives it the name `engine`. */
async function engineScript(): Promise<string> {
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      lib: { entry: `${root}engine/index.ts`, formats: ['iife'], name: 'engine' },
      write: false,
      minify: false,
    },
  })) as readonly Rollup.RollupOutput[]
  return built[0]?.output[0].code ?? ''
}

/** Applicants as JSON: nothing known, and those whose decisions reach many clauses and kinds of values. */
const applicants: readonly string[] = [
  '{}',
  readFileSync(`${root}test/receipts/applicant.json`, 'utf8'),
  '{ "as_of": "2010-01-01", "annual_rent": 900719925.474099301, "project": "餐饮😀" }',
]

interface Input {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly applicants: readonly string[]
}

/** Every receipt of every applicant, as one text. Runs in Node and, sent as text, in the browser. */
function receiptsBy(engine: Engine, { files, applicants }: Input): string {
  const workspace = engine.loadWorkspace(files)
  return JSON.stringify(
    applicants.map((text) => {
      const asked = engine.decideWithReceipts(
        workspace,
        engine.documentFromJson('applicant.json', text).document,
        { chain: true, includeFacts: true },
      )
      return asked.ok
        ? asked.answers.map(({ receipt }) => receipt())
        : asked.problems.map(({ code, message }) => [code, message.en])
    }),
  )
}

test('receipts are the same in Node and in a browser', async ({ skip }) => {
  const browser = await launchBrowser()
  if (!browser) return skip('no browser here')
  try {
    const input = { files: policyFiles.map(({ path, text }) => ({ path, text })), applicants }
    const page = await browser.newPage()
    await page.addScriptTag({ content: await engineScript() })
    const inBrowser = await page.evaluate<string>(
      `(${receiptsBy.toString()})(engine, ${JSON.stringify(input)})`,
    )
    const here = receiptsBy(engine, input)
    expect(here).toContain('"amount":"3000.00"')
    expect((here.match(/"receipt":1/g) ?? []).length).toBeGreaterThan(200)
    expect(inBrowser === here).toBe(true)
  } finally {
    await browser.close()
  }
})
