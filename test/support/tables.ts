import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  parse,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml'

/** A YAML file of tests: as plain data, and as nodes that keep every scalar as typed. */
export interface Table<T> {
  readonly file: string
  /** The file's name without `.yaml`. */
  readonly name: string
  readonly data: T
  readonly exact: Document
}

export const testFolder = fileURLToPath(new URL('..', import.meta.url))

/** The tables of a folder of `test/`, by name. */
export function readTables<T>(folder: string): readonly Table<T>[] {
  return readdirSync(testFolder + folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readTable<T>(`${folder}/${name}`))
}

export function readTable<T>(file: string): Table<T> {
  const text = readFileSync(testFolder + file, 'utf8')
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
  return { file, name, data: parse(text) as T, exact: parseDocument(text, { schema: 'failsafe' }) }
}

/** What stands at a path of a table, as one line of YAML with every scalar as typed; undefined where nothing does. */
export function flowAt(exact: Document, path: readonly (string | number)[]): string | undefined {
  const node = meantAt(exact, path)
  return isNode(node) ? flow(node) : undefined
}

/** A node as one line of YAML. */
export const flow = (node: unknown): string =>
  stringify(node, { schema: 'failsafe', collectionStyle: 'flow', lineWidth: 0 }).trim()

/** The map at a path of a table. */
export function mapAt(exact: Document, path: readonly (string | number)[]): YAMLMap | undefined {
  const node = meantAt(exact, path)
  return isMap(node) ? node : undefined
}

/** The node at a path; of an alias what it stands for, without the anchor. */
function meantAt(exact: Document, path: readonly (string | number)[]): unknown {
  const node = exact.getIn(path, true)
  const meant = isAlias(node) ? node.resolve(exact) : node
  if (!isCollection(meant)) return meant
  const copy = meant.clone() as typeof meant
  delete copy.anchor
  return copy
}
