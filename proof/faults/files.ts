import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folders of the engine whose files decide, and what in them only says or shows. */
const rooms: Readonly<Record<string, readonly string[] | 'all'>> = {
  base: ['rational.ts', 'calendar.ts', 'redacted.ts'],
  expression: 'all',
  mechanisms: 'all',
  plan: 'all',
  decision: 'all',
  scaled: 'all',
  regions: 'all',
  receipts: 'all',
  batch: 'all',
  wasm: 'all',
  api: 'all',
  'api/fast': 'all',
  cases: ['compare.ts', 'from-documents.ts', 'run.ts', 'tasks.ts'],
  policy: [
    'arguments.ts',
    'clause-scope.ts',
    'compound-values.ts',
    'condition-forms.ts',
    'conditions.ts',
    'facts.ts',
    'list-arguments.ts',
    'operands.ts',
    'parameters.ts',
    'paths.ts',
    'rank-keys.ts',
    'readings.ts',
    'reads.ts',
    'results.ts',
    'rounding.ts',
    'stacking.ts',
    'steps.ts',
    'value-from-node.ts',
  ],
}

/** Words for people, and forms for the editor: they decide nothing. */
const saying: ReadonlySet<string> = new Set([
  'decision/clause-words.ts',
  'decision/step-words.ts',
  'decision/trace.ts',
  'mechanisms/schema.ts',
  'batch/row-fault.ts',
  'api/index.ts',
  'api/problem.ts',
  'api/type-text.ts',
  'api/types-from-policies.ts',
  'api/why-plain.ts',
  // A thread is given its own text, in which no fault can be told to act.
  'wasm/crew.ts',
  'receipts/version.ts',
  'regions/why-words.ts',
])

/** Functions and entries that put a decision into words or a schema, in files that decide. */
export const sayingFunctions: ReadonlySet<string> = new Set([
  'amountSteps',
  'binds',
  'checkTraces',
  'conditionTrace',
  'explain',
  'factAt',
  'givenWords',
  'inForceFrom',
  // What operands a mechanism takes: the schemas made of it are held current by their own test.
  'least',
  'place',
  'operandTitle',
  'parameterReads',
  'parameterUses',
  'sidesOf',
  'source',
  'titles',
  'valueOn',
  'describe',
  'words',
])

/** The files that decide, by their paths in the tree. */
export const decidingFiles = (root: string): readonly string[] =>
  Object.entries(rooms).flatMap(([room, names]) =>
    readdirSync(join(root, 'engine', room))
      .filter((name) => name.endsWith('.ts') && (names === 'all' || names.includes(name)))
      .map((name) => `${room}/${name}`)
      .filter((path) => !saying.has(path))
      .sort()
      .map((path) => `engine/${path}`),
  )
