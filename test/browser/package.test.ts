import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsOf as importsIn } from '../layers.ts'
import { rentAid } from '../support/rent-aid.ts'
import { runIn } from '../support/transcripts.ts'
import { launchBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const library = join(root, 'dist/library')
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string; default: string }>
}

/** What a module of the library imports; where `lazy`, what it imports later too. */
const importsOf = (file: string, lazy: boolean): readonly string[] =>
  importsIn(file, readFileSync(file, 'utf8')).flatMap(({ from, kind }) =>
    lazy || kind !== 'lazy' ? [from] : [],
  )

/** A part of the library and all files that are loaded with it; what is no file of ours is given by name. */
function loadedWith(part: string, lazy = false) {
  const files = new Set<string>()
  const others = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const from of importsOf(file, lazy)) {
      if (from.startsWith('.')) visit(join(dirname(file), from))
      else others.add(from)
    }
  }
  visit(join(library, `${part}.js`))
  return { files: [...files], others: [...others] }
}

describe('the package', () => {
  test('is published as publint wants it', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('exports files that exist', () => {
    for (const one of Object.values(packageJson.exports))
      for (const path of typeof one === 'string' ? [one] : Object.values(one))
        expect(existsSync(join(root, path)), path).toBe(true)
  })

  test.each([
    ['index', 40],
    ['load', 180],
    ['explain', 220],
    ['node', 240],
  ])('%s is not more than %i kB of JavaScript, gzip', (part, limit) => {
    const size = loadedWith(part).files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    const kB = Math.ceil(size / 1000)
    expect(kB, `clausebook/${part} is ${kB} kB gzip, its limit ${limit} kB`).toBeLessThanOrEqual(limit)
    // Far below it the limit would notice nothing.
    expect(kB, `clausebook/${part} is ${kB} kB gzip: lower its limit of ${limit} kB`).toBeGreaterThan(
      limit / 2,
    )
    expect(readFileSync(join(root, 'docs/embed.md'), 'utf8')).toContain(`≤ ${limit} |`)
  })

  test.each(['index', 'load', 'explain', 'engine'])('%s asks for nothing that a browser lacks', (part) => {
    const { files, others } = loadedWith(part, true)
    expect(others).toEqual([])
    const found = files.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\brequire\(|\b__dirname\b|\breact\b|monaco/g),
    ])
    expect(found.map(([text]) => text)).toEqual([])
  })

  test('what decides from plans holds no YAML, no validators and no words of the explanation', () => {
    const text = loadedWith('index')
      .files.map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    expect(text).not.toMatch(/YAMLParseError|schemas\/provision|json-rules-engine|四舍五入/)
  })

  test('says whose code it holds', () => {
    const notice = (folder: string) => readFileSync(join(root, 'dist', folder, 'licences.md'), 'utf8')
    for (const name of ['yaml', 'json-rules-engine', 'jsonpath-plus'])
      expect(notice('library')).toMatch(new RegExp(`^## ${name} \\d`, 'm'))
    for (const name of ['react', 'monaco-editor', '@mantine/core', 'yaml', 'json-rules-engine'])
      expect(notice('editor')).toMatch(new RegExp(`^## ${name} \\d`, 'm'))
  })
})

/** The files that docs/embed.md shows, and what it says they print. */
const page = readFileSync(join(root, 'docs/embed.md'), 'utf8')
const blocks = new Map(
  [...page.matchAll(/^```(\w+ (?:file )?\S+\.\w+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => [
    info,
    text,
  ]),
)
const program = blocks.get('ts file decide.ts') ?? ''
const printed = (blocks.get('text decide.ts') ?? '').trim()

describe('the program of docs/embed.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-embed-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const compiler = { strict: true, module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [] }
  const compileIt = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.ts`), text)
    const compilerOptions = { ...compiler, rewriteRelativeImportExtensions: true, resolveJsonModule: true }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: [`${name}.ts`] }))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout
  }

  beforeAll(async () => {
    symlinkSync(join(root, 'policies'), join(folder, 'policies'), 'junction')
    const commands = [...page.matchAll(/^\$ npx (clausebook .* --out .*)$/gm)].map(([, line = '']) => line)
    expect(commands).toHaveLength(2)
    for (const line of commands) expect(await runIn(folder, line)).toMatchObject({ exit: 0, err: '' })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
    // As npm installs a folder.
    const modules = join(folder, 'node_modules')
    mkdirSync(modules)
    symlinkSync(root, join(modules, 'clausebook'), 'junction')
    writeFileSync(join(folder, 'page.html'), blocks.get('html file page.html') ?? '')
  })

  test('has ten lines, and compiles against the types of the package', () => {
    expect(
      program
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(10)
    expect(compileIt('decide', program)).toBe('')
  })

  test('does not compile with a misspelt fact, category or clause', () => {
    for (const [from, to] of [
      ['annual_rent', 'anual_rent'],
      ["'government-market', months", "'goverment-market', months"],
      ["['venue-rent.government-market']", "['venue-rent.goverment-market']"],
    ] as const) {
      expect(program.split(from)).toHaveLength(2)
      expect(compileIt('wrong', program.replace(from, to))).toMatch(/wrong\.ts\(\d+,\d+\): error TS/)
    }
  })

  test('may mix the parts: their types compile, and an exact number of one is one of the others', () => {
    const parts = ['clausebook/load', 'clausebook/explain', 'clausebook/engine', 'clausebook/node']
    const imports = parts.map((name, at) => `import * as part${at} from '${name}'\n`).join('')
    const text = `import { Rational } from 'clausebook'
${imports}export const explain: typeof part3.explain = part1.explain
console.log([part0, part2, part3].every((part) => part.Rational === Rational))\n`
    expect(compileIt('parts', text)).toBe('')
    const { stdout } = spawnSync(process.execPath, ['parts.js'], { cwd: folder, encoding: 'utf8' })
    expect(stdout.trim()).toBe('true')
  })

  test('runs in Node', () => {
    compileIt('decide', program)
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--no-warnings', 'decide.js'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect({ stdout: stdout.trim(), stderr, status }).toEqual({ stdout: printed, stderr: '', status: 0 })
  })

  test('runs in a page', async ({ skip }) => {
    compileIt('decide', program)
    const seen = await visit('page.html')
    if (!seen) return skip('no browser here')
    expect(seen).toMatchObject({ said: printed, faults: [] })
    expect(seen.loaded).toHaveLength(loadedWith('index').files.length)
  })

  test('decides again and again in a page that forbids to make code from text', async ({ skip }) => {
    const script = `
      import { policyFromJson } from 'clausebook'
      let forbidden = false
      try { new Function('') } catch { forbidden = true }
      const policy = policyFromJson(await (await fetch('venue-rent.json')).json(), { asOf: '2010-01-01' })
      const facts = { urban_registered_unemployed: true, first_time_operator: true, venue: 'government-market',
        months_operated: 20, annual_rent: 30010, benefit_years_used: 1 }
      const answers = [1, 2, 3].map(() => JSON.stringify(policy.decide(facts)))
      const numbers = policy.numbers()
      const results = numbers.resultsFor()
      const holds = numbers.decideInto(numbers.encode(facts), results)
      console.log(forbidden, new Set(answers).size, policy.decide(facts).decisions['venue-rent.government-market'].amount,
        holds, results.eligible[0], results.amount[0])`
    writeFileSync(join(folder, 'strict.js'), script)
    const imports = { clausebook: './node_modules/clausebook/dist/library/index.js' }
    const map = `<script type="importmap" nonce="map">${JSON.stringify({ imports })}</script>`
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'nonce-map'">`
    writeFileSync(
      join(folder, 'strict.html'),
      `<!doctype html>${policy}${map}<script type="module" src="strict.js"></script>`,
    )
    const seen = await visit('strict.html')
    if (!seen) return skip('no browser here')
    expect(seen).toMatchObject({ said: 'true 1 3000.00 true 1 300000', faults: [] })
  })

  test('another that loads the texts and explains runs in a page', async ({ skip }) => {
    const files = JSON.stringify(rentAid).replaceAll('<', '\\u003c')
    const facts = { registered: true, venue: 'market', months_operated: 12, annual_rent: 30010 }
    const script = `
      import { compile, load } from 'clausebook/load'
      import { explain } from 'clausebook/explain'
      const policy = compile(load(${files}), { clauses: ['venue-aid.market'], asOf: '2009-07-01' })
      const facts = ${JSON.stringify(facts)}
      const explained = [await explain(policy, facts), await policy.explain(facts)]
      const amounts = explained.map(({ explanations }) => explanations['venue-aid.market'].decision.amount)
      console.log(policy.decide(facts).decisions['venue-aid.market'].amount, ...amounts)`
    const imports = Object.fromEntries(
      ['load', 'explain'].map((part) => [
        `clausebook/${part}`,
        `./node_modules/clausebook/dist/library/${part}.js`,
      ]),
    )
    const html = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script><script type="module">${script}</script>`
    writeFileSync(join(folder, 'explain.html'), html)
    const seen = await visit('explain.html')
    if (!seen) return skip('no browser here')
    expect(seen).toMatchObject({ said: '3000.00 3000.00 3000.00', faults: [] })
  })

  /** What a page says first, what went wrong in it, and the files of the library that it loaded. */
  async function visit(name: string) {
    const browser = await launchBrowser()
    if (!browser) return null
    const server = createServer(({ url = '' }, response) => {
      const path = join(folder, decodeURIComponent(url))
      if (!existsSync(path)) return void response.writeHead(404).end()
      response.writeHead(200, { 'content-type': contentTypes[extname(path)] ?? 'text/plain' })
      response.end(readFileSync(path))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const tab = await browser.newPage()
      const faults: string[] = []
      const loaded: string[] = []
      tab.on('pageerror', (fault) => faults.push(fault.message))
      tab.on('request', (request) => loaded.push(new URL(request.url()).pathname))
      const said = tab.waitForEvent('console', { timeout: 20_000 })
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`)
      const text = (await said).text()
      return { said: text, faults, loaded: loaded.filter((path) => path.includes('/dist/library/')) }
    } finally {
      await browser.close()
      server.close()
    }
  }
})

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
}
