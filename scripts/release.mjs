// Packs what runs with Node alone, offline, on Linux and Windows, into one archive:
//
//   npm run release      → dist/release/clausebook-VERSION.zip
//
// The same sources give the same bytes: files in order, no times.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version, engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const top = `clausebook-${version}`

/** Paths of all files below a folder, with slashes. */
const filesBelow = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .sort()

/** What the command needs at run time, by the lock file. */
const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'))
const packages = Object.entries(lock.packages)
  .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
  .map(([path]) => path)
// Maps and types are for who builds on a package; this one is run.
const isRun = (path) => !/\.(map|[cm]?ts)$/.test(path)
const inPackages = packages.flatMap((path) =>
  filesBelow(path).filter((file) => !file.slice(path.length + 1).startsWith('node_modules/') && isRun(file)),
)

const files = [
  'package.json',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  ...['dist/engine', 'dist/editor', 'dist/library', 'schemas', 'policies', 'docs'].flatMap(filesBelow),
  ...new Set(inPackages),
].filter((path) => !path.endsWith('.map'))

const unix = (args) => `#!/bin/sh
# ${engines.node}
exec node "$(dirname "$(readlink -f "$0")")/dist/engine/cli/main.js" ${args}"$@"
`
const windows = (args) =>
  `@echo off\r\nchcp 65001 >nul\r\nnode "%~dp0dist\\engine\\cli\\main.js" ${args}%*\r\n`
const windowsStart = `@echo off\r\nchcp 65001 >nul\r\ncd /d "%~dp0"\r\nnode "%~dp0dist\\engine\\cli\\main.js" serve %*\r\npause\r\n`
const unixStart = `#!/bin/sh
cd "$(dirname "$(readlink -f "$0")")" && exec node dist/engine/cli/main.js serve "$@"
`
const readme = `条款簿 Clausebook ${version}

先装 Node（${engines.node}），不用联网，不用安装别的。
Windows：双击 start.cmd。Linux：运行 ./start.sh。终端里印出一个地址，用浏览器打开。
命令行：clausebook.cmd（Windows）或 ./clausebook（Linux），后接 --help。
自己的政策：clausebook serve 文件夹。

Node (${engines.node}) is all it needs; no network, nothing to install.
Windows: double-click start.cmd. Linux: run ./start.sh. Open the address it prints in a browser.
Command line: clausebook.cmd or ./clausebook, then --help. Your own policies: clausebook serve FOLDER.
`

const time = { mtime: '1980-01-01 00:00:00' }
const plain = (text) => [Buffer.from(text), time]
// The upper half of a Unix entry's attributes is its mode.
const program = (text) => [Buffer.from(text), { ...time, os: 3, attrs: 0o100755 << 16 }]
const entries = {
  [`${top}/README.txt`]: plain(readme.replaceAll('\n', '\r\n')),
  [`${top}/clausebook`]: program(unix('')),
  [`${top}/clausebook.cmd`]: plain(windows('')),
  [`${top}/start.sh`]: program(unixStart),
  [`${top}/start.cmd`]: plain(windowsStart),
  ...Object.fromEntries(files.map((path) => [`${top}/${path}`, [readFileSync(root + path), time]])),
}
const archive = zipSync(entries, { level: 9 })
rmSync(`${root}dist/release`, { recursive: true, force: true })
mkdirSync(`${root}dist/release`, { recursive: true })
writeFileSync(`${root}dist/release/${top}.zip`, archive)
console.log(`dist/release/${top}.zip: ${files.length + 5} files, ${(archive.length / 1048576).toFixed(1)} MB`)
