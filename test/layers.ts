import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path/posix'
import { parseSync } from 'vite'

/** The rooms of the engine. One imports only what stands before it; those of one inner list not each other. */
export const rooms = [
  ['base'],
  ['document'],
  ['expression'],
  ['mechanisms'],
  ['conditions'],
  ['policy'],
  ['citations'],
  ['plan'],
  ['scaled'],
  ['wasm'],
  ['decision'],
  ['batch', 'cases', 'regions', 'checks', 'impact', 'receipts', 'sql'],
  ['compare'],
  ['amend', 'recompute', 'review', 'versioning'],
  ['trial'],
  ['api'],
  ['index'],
  ['files'],
  ['server'],
  ['cli'],
] as const satisfies readonly (readonly string[])[]

/** Only these touch the machine: all else runs in a browser too. */
const onMachine = ['files', 'server', 'cli']

export interface Import {
  readonly from: string
  /** A type is gone at run time; a lazy module is loaded when its importer is ready. */
  readonly kind: 'value' | 'type' | 'lazy'
}

/** Every import by the path of its file, such as `engine/plan/plan.ts`. */
export type Imports = ReadonlyMap<string, readonly Import[]>

/** The imports of a source text, re-exports and types of `import('…')` included. */
export function importsOf(path: string, text: string): readonly Import[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} is not readable: ${errors[0]?.message}`)
  const imports: Import[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, source, importKind, exportKind } = node as Record<string, unknown>
    const from = (source as { value?: unknown } | null | undefined)?.value
    if (typeof from === 'string') {
      const isType = type === 'TSImportType' || importKind === 'type' || exportKind === 'type'
      imports.push({ from, kind: isType ? 'type' : type === 'ImportExpression' ? 'lazy' : 'value' })
    }
    Object.values(node).forEach(visit)
  }
  visit(program.body)
  return imports
}

/** Everything in these imports that breaks the flow, one sentence each. */
export function faultsOf(imports: Imports, packages: readonly string[]): readonly string[] {
  const faults = [...imports].flatMap(([path, list]) =>
    list.flatMap(({ from }) => {
      const fault = path.startsWith('engine/') ? engineFault(path, from, packages) : editorFault(path, from)
      return fault ? [`${path} imports ${from}: ${fault}`] : []
    }),
  )
  return [...faults, ...cyclesOf(imports).map((cycle) => `a cycle: ${cycle.join(' → ')}`)]
}

/** The path an import leads to; null for a package. What follows a `?` is for the bundler. */
const resolved = (path: string, from: string): string | null =>
  from.startsWith('.') ? join(dirname(path), from.replace(/\?.*$/, '')) : null

const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
const placeOf = (room: string): number => rooms.findIndex((row) => (row as readonly string[]).includes(room))

function engineFault(path: string, from: string, packages: readonly string[]): string | null {
  const room = roomOf(path)
  if (placeOf(room) < 0) return `the room \`${room}\` has no place in the flow`
  const target = resolved(path, from)
  if (target === null) return packageFault(room, from, packages)
  if (!target.startsWith('engine/')) return 'the engine stands alone'
  const other = roomOf(target)
  if (other === room) return null
  if (placeOf(other) < 0) return `the room \`${other}\` has no place in the flow`
  return placeOf(other) < placeOf(room) ? null : `\`${other}\` does not stand before \`${room}\``
}

const isMachine = (from: string): boolean => from.startsWith('node:') || builtinModules.includes(from)

function packageFault(room: string, from: string, packages: readonly string[]): string | null {
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/')
  if (isMachine(from))
    return onMachine.includes(room) ? null : `only ${onMachine.join(', ')} touch the machine`
  return packages.includes(name) ? null : `the library does not depend on \`${name}\``
}

function editorFault(path: string, from: string): string | null {
  const target = resolved(path, from)
  if (target === null) return isMachine(from) ? `only ${onMachine.join(', ')} touch the machine` : null
  if (target === 'engine/index.ts') return null
  return /^(editor|schemas)\//.test(target)
    ? null
    : 'of the rest, the editor sees engine/index.ts and schemas/ only'
}

/** Loops of files that need each other to be ready, each once, beginning at its first file by name. */
function cyclesOf(imports: Imports): readonly (readonly string[])[] {
  const done = new Set<string>()
  const cycles: (readonly string[])[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push([...trail.slice(start), path])
    if (start >= 0 || done.has(path)) return
    for (const { from, kind } of imports.get(path) ?? []) {
      const target = kind === 'value' ? resolved(path, from) : null
      if (target !== null && imports.has(target)) visit(target, [...trail, path])
    }
    done.add(path)
  }
  for (const path of [...imports.keys()].sort()) visit(path, [])
  return cycles
}
