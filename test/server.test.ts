import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../engine/server/server.ts'

let root: string
let server: RunningServer
let cookie: string
const original = 'provision: venue\n'
const file = () => join(root, 'policies/rent-aid/provisions/venue.yaml')

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Plain requests: fetch would set headers that are under test. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: server.port,
        path,
        method: options.method ?? 'GET',
        headers: { cookie, ...options.headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

const origin = () => `http://127.0.0.1:${server.port}`
const json = (answer: Answer) => JSON.parse(answer.body)

async function served() {
  const { files } = json(await ask('/api/workspace')) as {
    files: { id: string; path: string; kind: string; text: string; hash: string; writable: boolean }[]
  }
  return (kind: string) => files.find((one) => one.kind === kind) as (typeof files)[number]
}

const save = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(`/api/files/${id}`, {
    method: 'PUT',
    headers: { origin: origin(), 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'clausebook-server-'))
  const policy = join(root, 'policies/rent-aid')
  for (const folder of ['provisions', 'source']) mkdirSync(join(policy, folder), { recursive: true })
  writeFileSync(join(policy, 'policy.yaml'), 'language: 1\n')
  writeFileSync(join(policy, 'source/rent-aid.txt'), '年租金10%')
  mkdirSync(join(root, 'editor/assets'), { recursive: true })
  writeFileSync(join(root, 'editor/index.html'), '<!doctype html><title>workbench</title>')
  writeFileSync(join(root, 'editor/assets/main.js'), 'export {}')
  writeFileSync(join(root, 'secret.js'), 'not for serving')
  server = await startServer({ folders: [], cwd: root, editorDir: join(root, 'editor'), port: 0 })
  cookie = ''
  const entry = await ask(new URL(server.url).pathname + new URL(server.url).search)
  cookie = String(entry.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})
beforeEach(() => writeFileSync(file(), original))

describe('the key', () => {
  test('in the printed address gives a cookie that scripts and other sites do not get', async () => {
    const url = new URL(server.url)
    expect(url.hostname).toBe('127.0.0.1')
    const entry = await ask(url.pathname + url.search, { headers: { cookie: '' } })
    expect(entry.status).toBe(302)
    expect(entry.headers.location).toBe('/')
    expect(String(entry.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/)
  })

  test.each(['/', '/assets/main.js', '/api/workspace', '/?key=wrong'])(
    '%s without it is refused',
    async (path) => {
      const answer = await ask(path, { headers: { cookie: '' } })
      expect(answer.status).toBe(401)
      expect(answer.body).toContain(path.startsWith('/api/') ? 'KEY_MISSING' : '请打开终端里印出的地址')
    },
  )

  test('is taken by going to the page alone', async () => {
    const { pathname, search } = new URL(server.url)
    const answer = await ask(pathname + search, { method: 'POST', headers: { cookie: '', origin: origin() } })
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('is named in both languages where it is missing', async () => {
    const answer = await ask('/', { headers: { cookie: '' } })
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain('open the address printed in the terminal')
  })

  test('of another start is refused', async () => {
    expect(
      (await ask('/', { headers: { cookie: `clausebook-${server.port}=${'x'.repeat(32)}` } })).status,
    ).toBe(401)
  })
})

describe('a request', () => {
  test('under another host name is refused', async () => {
    expect((await ask('/', { headers: { host: `evil.example:${server.port}` } })).status).toBe(421)
  })

  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])(
    'under our name %s is answered',
    async (name) => {
      expect((await ask('/', { headers: { host: `${name}:${server.port}` } })).status).toBe(200)
      expect((await ask('/', { headers: { host: name } })).status).toBe(421)
    },
  )

  test.each([
    ['same-origin', 'cors', 200],
    ['none', 'navigate', 200],
    ['cross-site', 'navigate', 200],
    ['same-site', 'cors', 403],
    ['cross-site', 'no-cors', 403],
  ])('that a browser calls %s, %s gets %i', async (site, mode, status) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode }
    expect((await ask('/', { headers })).status).toBe(status)
  })

  test('that writes, from our origin but another site, is refused', async () => {
    const { id, hash } = (await served())('provision')
    const answer = await save(id, { text: 'x', expect: hash }, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(readFileSync(file(), 'utf8')).toBe(original)
  })

  test.each([
    ['/', 'POST', 'GET'],
    ['/assets/main.js', 'PUT', 'GET'],
    ['/api/workspace', 'PUT', 'GET'],
    ['/api/files/AAAAAAAAAAAAAAAA', 'GET', 'PUT'],
    ['/api/files', 'GET', 'POST'],
    ['/api/files/AAAAAAAAAAAAAAAA', 'DELETE', 'PUT'],
  ])('for %s by %s is told to use %s', async (path, method, allowed) => {
    const answer = await ask(path, { method, headers: { origin: origin() } })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe(allowed)
  })

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])(
    'from the origin %s is refused',
    async (from) => {
      expect((await ask('/api/workspace', { headers: { origin: from } })).status).toBe(403)
    },
  )

  test('that writes and does not say where it comes from is refused', async () => {
    const { id, hash } = (await served())('provision')
    const body = JSON.stringify({ text: 'x', expect: hash })
    const headers = { 'content-type': 'application/json' }
    expect((await ask(`/api/files/${id}`, { method: 'PUT', headers, body })).status).toBe(403)
    expect(readFileSync(file(), 'utf8')).toBe(original)
  })

  test.each([
    ['/../secret.js', 404],
    ['/%2e%2e/secret.js', 404],
    ['/..%2fsecret.js', 404],
    ['/%5c..%5csecret.js', 404],
    ['/%00', 404],
    ['/%zz', 404],
    ['//', 404],
    ['//127.0.0.1/api/workspace', 404],
    ['http://[', 404],
    ['/none.js', 404],
    ['/api/none', 404],
  ])('for %s gets %i', async (path, status) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('not for serving')
  })

  test('for the page gets it with the headers that fence it in', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('workbench')
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';")
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect((await ask('/assets/main.js')).headers['cache-control']).toContain('immutable')
  })
})

/** Every kind of answer, refusals too. */
test.each([
  ['/', {}, 200],
  ['/', { cookie: '' }, 401],
  ['/api/workspace', {}, 200],
  ['/api/workspace', { cookie: '' }, 401],
  ['/api/workspace', { host: 'evil.example' }, 421],
  ['/api/workspace', { origin: 'http://evil.example' }, 403],
  ['/none.js', {}, 404],
])('%s %o answers %i with the headers that fence it in', async (path, headers, status) => {
  const answer = await ask(path, { headers })
  expect(answer.status).toBe(status)
  expect(answer.headers).toMatchObject({
    'content-security-policy':
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
})

describe('a save', () => {
  test('is on the disk when it is acknowledged', async () => {
    const { id, hash } = (await served())('provision')
    const answer = await save(id, { text: 'provision: changed\n', expect: hash })
    expect(answer.status).toBe(200)
    expect(readFileSync(file(), 'utf8')).toBe('provision: changed\n')
    const { files } = json(await ask('/api/hashes')) as { files: { id: string; hash: string }[] }
    expect(files.find((one) => one.id === id)?.hash).toBe(json(answer).hash)
  })

  test('of a file that changed meanwhile is refused with the newer text', async () => {
    const { id, hash } = (await served())('provision')
    writeFileSync(file(), 'theirs\n')
    const answer = await save(id, { text: 'ours\n', expect: hash })
    expect(answer.status).toBe(412)
    expect(json(answer)).toMatchObject({ code: 'CONFLICT', reason: 'changed', text: 'theirs\n' })
    expect(readFileSync(file(), 'utf8')).toBe('theirs\n')
  })

  test('of a file that changed meanwhile and is not UTF-8 says so', async () => {
    const { id, hash } = (await served())('provision')
    writeFileSync(file(), Uint8Array.of(0xd7, 0xe2, 0xbd, 0xf0))
    const answer = await save(id, { text: 'ours\n', expect: hash })
    expect(answer.status).toBe(500)
    expect(json(answer)).toMatchObject({ code: 'FILE_NOT_UTF8', message: { zh: '文件不是 UTF-8 编码' } })
    expect(readFileSync(file())).toEqual(Buffer.of(0xd7, 0xe2, 0xbd, 0xf0))
  })

  test('of a file that was deleted is refused, and its hash is null', async () => {
    const { id, hash } = (await served())('provision')
    rmSync(file())
    const answer = await save(id, { text: 'ours\n', expect: hash })
    expect(answer.status).toBe(412)
    expect(json(answer)).toMatchObject({ reason: 'deleted', text: null, hash: null })
    const { files } = json(await ask('/api/hashes')) as { files: { id: string; hash: string | null }[] }
    expect(files.find((one) => one.id === id)?.hash).toBeNull()
  })

  test('does not follow a deleted file for ever: once listed again, it is forgotten', async () => {
    const { id } = (await served())('provision')
    rmSync(file())
    const hashes = async () => json(await ask('/api/hashes')).files as { id: string; hash: string | null }[]
    expect(await hashes()).toContainEqual(expect.objectContaining({ id, hash: null }))
    await served()
    expect((await hashes()).map((one) => one.id)).not.toContain(id)
    // Coming late, a save of it is still told what happened.
    expect(json(await save(id, { text: 'ours\n', expect: 'x' }))).toMatchObject({ reason: 'deleted' })
    writeFileSync(file(), original)
    expect((await hashes()).map((one) => one.id)).toContain(id)
  })

  test('that cannot be done says why in both languages, and shows no paths', async () => {
    const { id, hash } = (await served())('provision')
    rmSync(file())
    symlinkSync(join(root, 'secret.js'), file())
    const answer = await save(id, { text: 'ours\n', expect: hash })
    rmSync(file())
    expect(answer.status).toBe(500)
    expect(json(answer)).toEqual({
      code: 'FILE_SYMLINK',
      message: { zh: '文件是符号链接', en: 'the file is a symbolic link' },
    })
    expect(readFileSync(join(root, 'secret.js'), 'utf8')).toBe('not for serving')
  })

  test('of ten that race exactly one wins', async () => {
    const { id, hash } = (await served())('provision')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => save(id, { text: `${n}\n`, expect: hash })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9)
  })

  test.each([
    ['a source document', 'source', { text: 'x', expect: 'x' }, {}, 403, 'READ_ONLY'],
    [
      'another content type',
      'provision',
      { text: 'x', expect: 'x' },
      { 'content-type': 'text/plain' },
      415,
      'NOT_JSON',
    ],
    [
      'another content type that begins alike',
      'provision',
      { text: 'x', expect: 'x' },
      { 'content-type': 'application/json-patch+json' },
      415,
      'NOT_JSON',
    ],
    ['no JSON', 'provision', '{', {}, 400, 'BODY_MALFORMED'],
    ['no text', 'provision', { expect: 'x' }, {}, 400, 'BODY_MALFORMED'],
    ['half a character', 'provision', '{"text":"\\ud800","expect":"x"}', {}, 400, 'BODY_MALFORMED'],
    [
      'more than can be read again',
      'provision',
      { text: 'x'.repeat((1 << 20) + 1), expect: 'x' },
      {},
      413,
      'BODY_TOO_LARGE',
    ],
    ['too much', 'provision', { text: 'x'.repeat((2 << 20) + 1), expect: 'x' }, {}, 413, 'BODY_TOO_LARGE'],
  ] as const)('of %s is refused', async (_, kind, body, headers, status, code) => {
    const answer = await save((await served())(kind).id, body, headers)
    expect(answer.status).toBe(status)
    expect(json(answer)).toMatchObject({ code, message: { zh: expect.any(String), en: expect.any(String) } })
  })

  test('of an id that nothing has is refused, whatever path it spells', async () => {
    expect((await save('AAAAAAAAAAAAAAAA', { text: 'x', expect: 'x' })).status).toBe(404)
    expect((await save('..%2f..%2fsecret.js', { text: 'x', expect: 'x' })).status).toBe(404)
  })
})

describe('a save without end', () => {
  test('is cut off, and the server goes on', async () => {
    const { id } = (await served())('provision')
    const request = httpRequest({
      host: '127.0.0.1',
      port: server.port,
      path: `/api/files/${id}`,
      method: 'PUT',
      headers: { cookie, origin: origin(), 'content-type': 'application/json' },
    })
    const { sent, status } = await new Promise<{ sent: number; status: number | undefined }>((resolve) => {
      let sent = 0
      let status: number | undefined
      const more = () => {
        while (!request.destroyed) {
          sent += 1 << 20
          if (!request.write(Buffer.alloc(1 << 20))) return
        }
      }
      request.on('drain', more)
      request.on('response', (response) => {
        status = response.statusCode
      })
      // The other end is gone while we still write.
      request.on('error', () => {})
      request.on('close', () => resolve({ sent, status }))
      more()
    })
    // The answer may be lost with the connection.
    expect(status ?? 413).toBe(413)
    expect(sent).toBeLessThan(64 << 20)
    expect(readFileSync(file(), 'utf8')).toBe(original)
    expect((await ask('/')).status).toBe(200)
  })
})

describe('the port', () => {
  test('is the next free one where nothing else was asked for', async () => {
    const options = { folders: [], cwd: root, editorDir: join(root, 'editor') }
    const [one, two] = [await startServer(options), await startServer(options)]
    try {
      expect(two.port).toBeGreaterThan(one.port)
      expect(two.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${two.port}/\\?key=[\\w-]{32}$`))
      expect(new URL(one.url).search).not.toBe(new URL(two.url).search)
    } finally {
      await Promise.all([one.close(), two.close()])
    }
  })

  test('that was asked for and is taken is an error', async () => {
    const options = { folders: [], cwd: root, editorDir: join(root, 'editor'), port: server.port }
    await expect(startServer(options)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('git', () => {
  const commit = (body: unknown, headers: Record<string, string> = {}) =>
    ask('/api/commits', {
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...args], { cwd: root, encoding: 'utf8' }).trim()
  const wanted = async () => ({
    ids: [(await served())('provision').id],
    message: '上限 3000 → 3500',
    branch: null,
    author: { name: '王敏', email: 'wang@example.org' },
  })

  test('is nothing where there is none', async () => {
    expect(json(await ask('/api/repository'))).toEqual({ repository: null })
    expect(json(await ask('/api/hashes')).head).toBeNull()
    const answer = await commit(await wanted())
    expect([answer.status, json(answer).code]).toEqual([409, 'GIT_ABSENT'])
  })

  test('commits what was saved, and nothing else', async () => {
    git('init', '--quiet', '--initial-branch', 'main')
    try {
      expect(json(await ask('/api/repository')).repository).toMatchObject({ branch: 'main', head: null })
      const answer = await commit(await wanted())
      expect([answer.status, json(answer)]).toMatchObject([200, { ok: true, branch: 'main' }])
      expect(git('-c', 'core.quotePath=false', 'show', '--name-only', '--format=%an|%s', 'HEAD')).toBe(
        '王敏|上限 3000 → 3500\n\npolicies/rent-aid/provisions/venue.yaml',
      )
      expect(json(await ask('/api/hashes')).head).toBe('ref: refs/heads/main\n')
    } finally {
      rmSync(join(root, '.git'), { recursive: true })
    }
  })

  test('tells its versions, and reads one as it was', async () => {
    expect(json(await ask('/api/revisions'))).toEqual({ revisions: [] })
    expect((await ask('/api/revisions/HEAD')).status).toBe(404)
    git('init', '--quiet', '--initial-branch', 'main')
    try {
      await commit(await wanted())
      git('tag', 'v1/第一版')
      const { revisions } = json(await ask('/api/revisions')) as { revisions: readonly object[] }
      const by = { by: '王敏', subject: '上限 3000 → 3500', commit: git('rev-parse', '--short', 'HEAD') }
      expect(revisions).toMatchObject([
        { name: 'main', kind: 'branch', ...by },
        { name: 'v1/第一版', kind: 'tag', ...by },
        { kind: 'commit', ...by },
      ])
      // The commit has the provision alone: without its policy there is nothing to read.
      expect(json(await ask('/api/revisions/main')).code).toBe('REVISION_UNREAD')
      git('add', '.')
      git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '--quiet', '--message', 'all')
      git('tag', '--force', 'v1/第一版')
      const answer = await ask(`/api/revisions/${encodeURIComponent('v1/第一版')}`)
      const { files } = json(answer) as { files: readonly { path: string; text: string }[] }
      const served = json(await ask('/api/workspace')).files as readonly { path: string; text: string }[]
      expect(files.map(({ path }) => path).toSorted()).toEqual(served.map(({ path }) => path).toSorted())
      for (const { path, text } of files)
        expect(text, path).toBe(served.find((one) => one.path === path)?.text)
      for (const name of ['nowhere', '--all', '%', '..%2F..%2Fetc'])
        expect((await ask(`/api/revisions/${name}`)).status, name).toBe(404)
      expect((await ask('/api/revisions', { method: 'POST', headers: { origin: origin() } })).status).toBe(
        405,
      )
    } finally {
      rmSync(join(root, '.git'), { recursive: true })
    }
  })

  test.each([
    ['no files', { ids: [] }],
    ['a file by its path', { ids: ['policies/rent-aid/policy.yaml'] }],
    ['no message', { message: ' ' }],
    ['a branch of two lines', { branch: 'a\nb' }],
    ['a name with an address in it', { author: { name: 'a <b>', email: 'c' } }],
    ['no author at all', { author: undefined }],
  ])('refuses %s', async (_, part) => {
    const answer = await commit({ ...(await wanted()), ...part })
    expect([400, 404]).toContain(answer.status)
  })

  test('takes no commit from another site, and none that is not JSON', async () => {
    expect((await commit(await wanted(), { origin: 'https://evil.example' })).status).toBe(403)
    expect((await commit(await wanted(), { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await ask('/api/commits')).status).toBe(405)
    expect((await ask('/api/repository', { method: 'PUT', headers: { origin: origin() } })).status).toBe(405)
  })
})

describe('a new file', () => {
  const make = (body: unknown, headers: Record<string, string> = {}) =>
    ask('/api/files', {
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const policy = async () => (await served())('policy').id
  const folder = () => join(root, 'policies/rent-aid')

  test('is made beside its policy, and saved like any other from then on', async () => {
    const answer = await make({ policy: await policy(), name: 'log.yaml', text: '# 记录\n' })
    expect(answer.status).toBe(201)
    expect(json(answer)).toMatchObject({ path: 'policies/rent-aid/log.yaml', kind: 'log', writable: true })
    expect(readFileSync(join(folder(), 'log.yaml'), 'utf8')).toBe('# 记录\n')
    const { id, hash } = json(answer)
    expect((await save(id, { text: '# 记录二\n', expect: hash })).status).toBe(200)
    expect((await served())('log')).toMatchObject({ id, text: '# 记录二\n' })
    rmSync(join(folder(), 'log.yaml'))
  })

  test('makes the folder of its kind', async () => {
    const answer = await make({ policy: await policy(), name: 'cases/venue.yaml', text: 'cases: []\n' })
    expect(answer.status).toBe(201)
    expect(readFileSync(join(folder(), 'cases/venue.yaml'), 'utf8')).toBe('cases: []\n')
    rmSync(join(folder(), 'cases'), { recursive: true })
  })

  test('never replaces one that is there', async () => {
    writeFileSync(join(folder(), 'log.yaml'), '# theirs\n')
    const answer = await make({ policy: await policy(), name: 'log.yaml', text: '# mine\n' })
    expect(answer.status).toBe(412)
    expect(json(answer)).toMatchObject({ code: 'CONFLICT', reason: 'changed', text: '# theirs\n' })
    expect(readFileSync(join(folder(), 'log.yaml'), 'utf8')).toBe('# theirs\n')
    rmSync(join(folder(), 'log.yaml'))
  })

  test('asked for ten times at once is made once', async () => {
    const id = await policy()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => make({ policy: id, name: 'log.yaml', text: `# ${n}\n` })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9)
    rmSync(join(folder(), 'log.yaml'))
  })

  test.each([
    'policy.yaml',
    '../log.yaml',
    'cases/../../x.yaml',
    'cases/.x.yaml',
    'source/x.txt',
    'cases\\x.yaml',
    'log.yaml/',
    '',
  ])('%s is refused', async (name) => {
    const answer = await make({ policy: await policy(), name, text: '' })
    expect([answer.status, json(answer).code]).toEqual([400, 'NAME_UNFIT'])
  })

  test('is refused beside what is no policy, from another site, and through a link', async () => {
    const venue = (await served())('provision').id
    expect((await make({ policy: venue, name: 'log.yaml', text: '' })).status).toBe(404)
    const id = await policy()
    const body = { policy: id, name: 'log.yaml', text: '' }
    expect((await make(body, { origin: 'http://evil.example' })).status).toBe(403)
    symlinkSync(tmpdir(), join(folder(), 'cases'))
    const linked = await make({ policy: id, name: 'cases/out.yaml', text: '' })
    expect([linked.status, json(linked).code]).toEqual([500, 'FILE_SYMLINK'])
    rmSync(join(folder(), 'cases'))
  })

  test('needs a policy, a name and a text', async () => {
    expect((await make({ name: 'log.yaml', text: '' })).status).toBe(400)
    expect((await make({ policy: 'x', name: 'log.yaml' })).status).toBe(400)
  })
})
