import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { caseFormWords } from '../editor/words/case-form-words.ts'
import { chartWords } from '../editor/words/chart-words.ts'
import { newClauseWords } from '../editor/words/new-clause-words.ts'
import { saveWords } from '../editor/words/save-words.ts'
import { trialWords } from '../editor/words/trial-words.ts'
import { words as commonWords } from '../editor/words/words.ts'
import { yearlyWords } from '../editor/words/yearly-words.ts'
import { commandNames } from '../engine/cli/index.ts'
import {
  citationFaults,
  dateOf,
  decideFacts,
  diagnosticCodes,
  documentFromJson,
  loadWorkspace,
  type SourceFile,
  suiteOf,
  upkeepFaults,
} from '../engine/index.ts'
import { policies } from './support/policies.ts'
import { runIn } from './support/transcripts.ts'

const words = {
  ...commonWords,
  ...yearlyWords,
  ...trialWords,
  ...caseFormWords,
  ...chartWords,
  ...newClauseWords,
  ...saveWords,
}

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const pages = [
  'README.md',
  'CHANGELOG.md',
  'docs/officers.md',
  'docs/first-ten-minutes.md',
  'docs/developers.md',
  'docs/batch.md',
  'docs/embed.md',
  'docs/reviewers.md',
  'docs/review.md',
  'docs/errors.md',
].map((path) => ({ path, text: read(path) }))

/** `CLAUSEBOOK_UPDATE=1 npx vitest run test/pages.test.ts` writes down what the commands say now. */
const update = process.env.CLAUSEBOOK_UPDATE === '1'

interface Block {
  /** What stands after the opening fence: a language, then what the block is. */
  readonly info: string
  readonly text: string
}

const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }))

const withoutBlocks = (markdown: string): string => markdown.replaceAll(/^```[^\n]*\n[\s\S]*?^```$/gm, '')

const isPatch = ({ info, text }: Block): boolean => info === 'diff' && text.startsWith('--- a/')

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-pages-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** Makes the change that a block in the form of `git diff` shows; its lines have to stand where it says. */
function patch(folder: string, diff: string): void {
  const [, path = ''] = /^--- a\/(\S+)\n\+\+\+ b\/\1\n/.exec(diff) ?? []
  let lines = readFileSync(join(folder, path), 'utf8').split('\n')
  for (const [, first, hunk = ''] of diff.matchAll(/^@@ -(\d+),\d+ \+\d+,\d+ @@.*\n((?:[ +-].*\n|\n)+)/gm)) {
    const body = hunk.replace(/\n$/, '').split('\n')
    const side = (sign: string) => body.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1))
    const [before, after] = [side('+'), side('-')]
    const at = Number(first) - 1
    expect(lines.slice(at, at + before.length), path).toEqual(before)
    lines = lines.toSpliced(at, before.length, ...after)
  }
  writeFileSync(join(folder, path), lines.join('\n'))
}

/** The policies as they are now as the branch `main`, which the page compares with. */
function commitAll(folder: string): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    [...who, 'commit', '--quiet', '--message', 'policies'],
  ]) {
    const ran = spawnSync('git', args, { cwd: folder, encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`)
  }
}

/** A page with what its commands write now. They run in a folder with the policies, as the page changes them. */
async function replay(markdown: string): Promise<string> {
  const folder = newFolder()
  const fresh = () => cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true })
  fresh()
  if (/clausebook (?:diff|amend|check --base) main/.test(markdown)) commitAll(folder)
  let exit = 0
  const transcript = async (text: string): Promise<string> => {
    let written = ''
    for (const part of text.split(/^\$ /m).slice(1)) {
      const line = part.slice(0, part.indexOf('\n'))
      written += `$ ${line}\n`
      if (line === 'echo $?') {
        written += `${exit}\n`
        continue
      }
      const ran = await runIn(folder, line.replace(/^npx /, ''))
      exit = ran.exit
      const shown = (ran.out + ran.err).trimEnd()
      written += shown && `${shown}\n`
    }
    return written
  }
  let now = ''
  let end = 0
  for (const { 0: whole, 1: info = '', 2: text = '', index } of markdown.matchAll(
    /^```([^\n]*)\n([\s\S]*?)^```$|^## .*$/gm,
  )) {
    now += markdown.slice(end, index)
    end = index + whole.length
    const [, what, path = ''] = /^\w+ (file|excerpt) (\S+)$/.exec(info) ?? []
    if (whole.startsWith('## ')) fresh()
    else if (what === 'file') {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    } else if (what === 'excerpt') expect(read(path), path).toContain(text)
    else if (isPatch({ info, text })) patch(folder, text)
    const [, result] = /^\w+ result (\S+)$/.exec(info) ?? []
    if (info === 'console') now += `\`\`\`console\n${await transcript(text)}\`\`\``
    else if (result) now += `\`\`\`${info}\n${shownFile(join(folder, result))}\`\`\``
    else now += whole
  }
  return now + markdown.slice(end)
}

/** A file that a command wrote, without its byte-order mark and carriage returns. */
const shownFile = (path: string): string => readFileSync(path, 'utf8').replaceAll(/^\ufeff|\r/g, '')

/** Kinds of block that are tried here, and those of docs/embed.md in test/browser/package.test.ts; `sh` is for commands that install or stay, whose names are looked up. */
const triedKinds =
  /^(console|diff|sh|ts|(csv|json|yaml) file \S+|csv result \S+|(ts|yaml) excerpt \S+|(ts|html) file \S+|text \S+\.ts)$/

describe.each(pages)('$path', ({ path, text }) => {
  test('shows nothing that is not tried', () => {
    for (const { info } of blocksOf(text)) expect(info).toMatch(triedKinds)
  })
  // A page runs every command it shows, one after the other: a slow machine needs minutes for the longest.
  test('shows what the commands write', async () => {
    const now = await replay(text)
    if (update) writeFileSync(join(root, path), now)
    else expect(now).toBe(text)
  }, 120_000)
  test('links to what exists', () => {
    for (const [, mark, target = ''] of withoutBlocks(text).matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue
      const [file = '', anchor] = target.split('#')
      const to = file === '' ? path : normalize(join(dirname(path), file))
      if (mark === '!' && !existsSync(join(root, 'docs/pictures'))) continue
      expect(existsSync(join(root, to)), target).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(read(to)), target).toContain(anchor)
    }
  })
  test('names commands that exist', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
    for (const [, name] of text.matchAll(/\bnpm (?:run )?(?!ci\b|install\b)([a-z]+)/g))
      expect(scripts).toContain(name)
    for (const [, name] of text.matchAll(/[`$] ?(?:npx )?clausebook ([a-z]+)/g))
      expect(commandNames).toContain(name)
  })
  test('quotes the text of a policy to the letter', () => {
    const sources = policies.policies.flatMap(({ documents }) => documents.map((one) => one.text)).join('\n')
    // What a command prints is held by its replay.
    for (const [, quote] of withoutBlocks(text).matchAll(/^> (.*)$/gm)) expect(sources).toContain(quote)
  })
})

/** The recipes of docs/review.md, by the file they are for. */
const recipes = new Map(
  blocksOf(read('docs/review.md')).flatMap(({ info, text }) => {
    const [, path] = /^yaml file (\S+)$/.exec(info) ?? []
    return path === undefined ? [] : [[path, parse(text) as unknown] as const]
  }),
)

interface Step {
  readonly run?: string
  readonly uses?: string
}

describe('the recipes of docs/review.md', () => {
  /** Every option of a `clausebook` line is one of its command. */
  const tried = async (lines: readonly string[]) => {
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      const [, command = '', rest = ''] = /npx clausebook ([a-z]+)(.*)$/.exec(line) ?? []
      const { out } = await runIn(root, `clausebook ${command} --help`)
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(out, line).toContain(option)
    }
  }
  const linesOf = (texts: readonly string[]) =>
    texts.flatMap((text) => text.split('\n')).filter((line) => line.includes('clausebook '))

  test('GitHub Actions: jobs of steps, each one thing', async () => {
    const workflow = recipes.get('.github/workflows/policies.yml') as {
      on: string
      jobs: Record<string, { 'runs-on': string; steps: readonly Step[] }>
    }
    expect(workflow.on).toBe('pull_request')
    const { steps } = workflow.jobs.policies as { steps: readonly Step[] }
    for (const { run, uses } of steps) expect([run, uses].filter((one) => one !== undefined)).toHaveLength(1)
    // What others may name, such as a branch, comes by the environment and never into a script itself.
    for (const { run = '' } of steps) expect(run).not.toContain('${{')
    await tried(linesOf(steps.map(({ run = '' }) => run)))
  })
  test('GitLab: a job of script lines', async () => {
    const { policies: job } = recipes.get('.gitlab-ci.yml') as { policies: { script: readonly string[] } }
    await tried(linesOf(job.script))
  })
  test('pre-commit: local hooks', async () => {
    const { repos } = recipes.get('.pre-commit-config.yaml') as {
      repos: readonly { repo: string; hooks: readonly { id: string; entry: string; files: string }[] }[]
    }
    expect(repos.map(({ repo }) => repo)).toEqual(['local'])
    const hooks = repos.flatMap((one) => one.hooks)
    for (const { files } of hooks) expect('policies/rent-aid/policy.yaml').toMatch(new RegExp(files))
    await tried(linesOf(hooks.map(({ entry }) => entry)))
  })
})

/** Anchors as code hosts make them of headings. */
const anchorsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** The TypeScript of a page is one program; `// =>` after a value, or on the line below it, says what it is. */
function programOf(markdown: string) {
  const lines = blocksOf(markdown)
    .filter(({ info }) => info === 'ts')
    .flatMap(({ text }) => text.split('\n'))
  const code: string[] = []
  const expected: string[] = []
  let open = false
  for (const line of lines) {
    const [, value, result] = /^(.*?)\s*\/\/ => (.*)$/.exec(line) ?? []
    if (result !== undefined) {
      const shown = value === '' ? code.pop() : value
      code.push(`shown.push(${shown})`)
      expected.push(result)
    } else if (open && line.startsWith('//')) expected.push(`${expected.pop()}\n${line.slice(2)}`)
    else code.push(line)
    open = result !== undefined || (open && line.startsWith('//'))
  }
  return { shown: lines.join('\n'), run: `export const shown: unknown[] = []\n${code.join('\n')}`, expected }
}

/** The parts of the package, by the name they are imported under. */
const parts: Readonly<Record<string, string>> = {
  clausebook: join(root, 'engine/api/index.ts'),
  'clausebook/load': join(root, 'engine/api/load.ts'),
  'clausebook/explain': join(root, 'engine/api/explain.ts'),
  'clausebook/engine': join(root, 'engine/index.ts'),
  'clausebook/node': join(root, 'engine/files/node.ts'),
}

describe.each(['docs/developers.md', 'docs/embed.md'])('the TypeScript of %s', (path) => {
  const { shown, run, expected } = programOf(read(path))

  test('gives what it says', async () => {
    const file = join(newFolder(), 'program.ts')
    writeFileSync(
      file,
      run.replaceAll(/(?<=from )'(clausebook[\w/]*)'/g, (_, name: string) => JSON.stringify(parts[name])),
    )
    const program = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { shown: unknown[] }
    expect(expected.length).toBeGreaterThan(5)
    expect(program.shown).toEqual(expected.map((text) => new Function(`return (${text})`)()))
  })
  test('compiles', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'program.ts'), shown)
    const compilerOptions = {
      paths: Object.fromEntries(Object.entries(parts).map(([name, file]) => [name, [file]])),
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    }
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['program.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout).toBe('')
  })
})

describe.each(['docs/officers.md', 'docs/first-ten-minutes.md'])('%s', (path) => {
  const titles = policies.policies.flatMap((policy) => [
    policy.title,
    ...policy.facts.map(({ title }) => title),
    ...policy.provisions.flatMap((provision) => [
      provision.title,
      ...provision.clauses.flatMap((clause) => [
        clause.title,
        ...clause.parameters.map(({ title }) => title),
      ]),
    ]),
  ])
  const said = [...Object.values(words), ...titles].flatMap(({ zh, en }) => [zh, en])
  // A sentence that is all filling would match anything.
  const sentences = said.filter((text) => /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, '')))
  const patterns = sentences.map((text) => {
    const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.+')}$`)
  })
  const bold = [...read(path).matchAll(/\*\*(.+?)\*\*/g)].map(([, text = '']) => text)

  test('writes in bold what the workbench shows, and nothing else', () => {
    expect(bold.length).toBeGreaterThan(20)
    expect(bold.filter((text) => !patterns.some((pattern) => pattern.test(text)))).toEqual([])
  })
})

/** The example policy of docs/language.md as files; its source is what its clauses quote. */
function examplePolicy(): readonly SourceFile[] {
  const folder = 'policies/rent-aid'
  const files = blocksOf(read('docs/language.md')).flatMap(({ info, text }) => {
    const name = /^provision: (\S+)/m.exec(text)?.[1]
    const path = {
      policy: 'policy',
      facts: 'facts',
      provision: `provisions/${name}`,
      cases: 'cases/all',
      log: 'log',
    }[info.replace(/^yaml /, '')]
    return path === undefined ? [] : [{ path: `${folder}/${path}.yaml`, text }]
  })
  const quotes = files.flatMap(({ text }) =>
    [...text.matchAll(/^ {6}quote: '(.*)'$/gm)].map(([, one]) => one),
  )
  return [...files, { path: `${folder}/source/rent-aid.txt`, text: `${quotes.join('\n')}\n` }]
}

/** Past every day that an example names. */
const today = dateOf({ year: 2012, month: 1, dayOfMonth: 1 })

/** Codes of the first thing that is wrong: with the policy, else its cases, else the applicant. */
function codesOf(files: readonly SourceFile[]): readonly string[] {
  const workspace = loadWorkspace(files)
  const applicant = files.find(({ path }) => path === 'applicant.json') as SourceFile
  const facts = documentFromJson(applicant.path, applicant.text)
  const decided = () => {
    const asked = decideFacts(workspace, facts.document)
    return asked.ok ? [] : asked.problems
  }
  const steps = [
    () => workspace.diagnostics,
    () => suiteOf(workspace).diagnostics,
    () => citationFaults(workspace),
    () => upkeepFaults(workspace, today),
    () => facts.diagnostics,
    decided,
  ]
  for (const step of steps) {
    const found = step()
    if (found.length > 0) return [...new Set(found.map(({ code }) => code))]
  }
  return []
}

describe('docs/errors.md', () => {
  const page = read('docs/errors.md')
  const sections = page.split(/^(?=##+ )/m).map((text) => ({ title: /^#+ (.*)/.exec(text)?.[1] ?? '', text }))
  const applicant = blocksOf(page).find(({ info }) => info === 'json file applicant.json')?.text ?? ''
  const files = [...examplePolicy(), { path: 'applicant.json', text: applicant }]

  test('has the codes in their order, in their groups', () => {
    const list = [...read('engine/base/diagnostic-codes.ts').matchAll(/^ {2}(?:\/\/ (.*)|([A-Z0-9_]+):)/gm)]
    const titles = sections.map(({ title }) => title.replace(/^.* · /, ''))
    expect(titles.slice(1)).toEqual(list.map(([, group, code]) => group ?? code))
  })
  test.each(Object.entries(diagnosticCodes))('says of %s what it means', (code, { zh, en }) => {
    const text = sections.find(({ title }) => title === code)?.text ?? ''
    expect(text).toContain(zh)
    expect(text.toLowerCase()).toContain(en.toLowerCase())
    expect(text).toMatch(/改法：/)
    expect(text).toMatch(/To mend: /)
  })
  test('begins with what has no fault', () => expect(codesOf(files)).toEqual([]))

  const examples = sections.flatMap(({ title, text }) =>
    blocksOf(text)
      .filter((block) => block.info === 'diff' && !isPatch(block))
      .map((block) => ({ title, text: block.text })),
  )
  test.each(examples)('shows how $title comes about', ({ title, text }) => {
    const side = (sign: string) =>
      [...text.matchAll(new RegExp(`^\\${sign} (.*)$`, 'gm'))].map(([, line]) => line).join('\n')
    const [bad, good] = [side('-'), side('+')]
    const holding = files.filter((file) => file.text.includes(good))
    expect(holding.flatMap((file) => file.text.split(good).slice(1))).toHaveLength(1)
    const broken = files.map((file) =>
      file === holding[0] ? { ...file, text: file.text.replace(good, () => bad) } : file,
    )
    expect(codesOf(broken)).toEqual([title])
  })
})
