// Whose code a bundle holds, and under which licence: what the licences ask to be passed on with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/

/** Workers are bundles of their own, and are made before the bundle that writes. */
export function licenceNotice() {
  const folders = new Set()
  const collect = (context) => {
    for (const id of context.getModuleIds()) {
      const folder = inPackage.exec(id.replace(/^\0+/, '').replace(/\?.*$/, ''))?.[1]
      if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder)
    }
  }
  return {
    collector: {
      name: 'clausebook:collect-licences',
      generateBundle() {
        collect(this)
      },
    },
    writer: {
      name: 'clausebook:write-licences',
      apply: 'build',
      generateBundle() {
        collect(this)
        this.emitFile({ type: 'asset', fileName: 'licences.md', source: noticeOf(folders) })
      },
    },
  }
}

function noticeOf(folders) {
  const packages = [...folders].map((folder) => ({
    ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    texts: licenceTexts(folder),
  }))
  const sorted = packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const sections = sorted.map(
    ({ name, version, license, texts }) =>
      `## ${name} ${version}\n\n${license}\n${texts.map((text) => `\n${fenced(text)}\n`).join('')}`,
  )
  return `# Licences\n\nThe code in this folder holds parts of these packages.\n\n${sections.join('\n')}`
}

const licenceTexts = (folder) =>
  readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())

const fenced = (text) => `~~~text\n${text}\n~~~`
