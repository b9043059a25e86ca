import { takenTests } from './vitest.ts'

/** One thing that may notice a fault: a test, or a block of the fuzz. */
export interface Unit {
  readonly name: string
  /** Throws where something is wrong; what it returns is to be the same with a fault as without. */
  readonly run: () => unknown
}

/** Units that are loaded together. */
export interface Part {
  readonly name: string
  /** The files whose faults it is asked about, by their paths. */
  readonly of: RegExp
  readonly load: () => Promise<readonly Unit[]>
}

const tested = (name: string, load: () => Promise<unknown>, of = /^engine\/(?!scaled\/|wasm\/)/): Part => ({
  name,
  of,
  load: async () => {
    await load()
    return takenTests()
  },
})

const blocks = (name: string, count: number, of: RegExp, only?: RegExp): Part => ({
  name,
  of,
  load: async () => {
    const { runBlock } = await import('../fuzz/block.ts')
    return Array.from({ length: count }, (_, block) => ({
      name: `block ${block}`,
      run: async () => {
        const { difference, answers } = await runBlock(20260401, block, only)
        if (difference)
          throw new Error(`${difference.target} says something else of ${difference.subject.clause.id}`)
        // A fault that leaves more rows to other executions is one too.
        return Object.entries(answers).filter(([target]) => target.startsWith('generated'))
      },
    }))
  },
})

/** Everything that a planted fault is held against: what notices most, soonest, first. */
export const parts: readonly Part[] = [
  tested('test/tables.test.ts', () => import('../../test/tables.test.ts')),
  tested(
    'test/misspelt.test.ts',
    () => import('../../test/misspelt.test.ts'),
    /^engine\/(mechanisms|policy|conditions)\//,
  ),
  tested('test/noticed.test.ts', () => import('../../test/noticed.test.ts'), /^engine\//),
  tested('test/noticed-clauses.test.ts', () => import('../../test/noticed-clauses.test.ts')),
  tested(
    'test/noticed-regions.test.ts',
    () => import('../../test/noticed-regions.test.ts'),
    /^engine\/(base|regions)\//,
  ),
  tested('test/list-properties.test.ts', () => import('../../test/list-properties.test.ts')),
  tested('test/properties.test.ts', () => import('../../test/properties.test.ts')),
  tested('test/batch.test.ts', () => import('../../test/batch.test.ts'), /^engine\/batch\//),
  tested('test/batch-columns.test.ts', () => import('../../test/batch-columns.test.ts'), /^engine\/batch\//),
  tested('test/cases.test.ts', () => import('../../test/cases.test.ts')),
  tested('test/receipts.test.ts', () => import('../../test/receipts.test.ts'), /^engine\/(base|receipts)\//),
  blocks('fuzz', 20, /^engine\/(?!scaled|wasm|batch|regions|receipts|cases|api)/),
  blocks('fuzz of generated code', 90, /^engine\/(scaled|wasm)\//, /^generated code/),
  tested(
    'test/scaled-nodes.test.ts',
    () => import('../../test/scaled-nodes.test.ts'),
    /^engine\/(base|scaled)\//,
  ),
  tested(
    'test/noticed-code.test.ts',
    () => import('../../test/noticed-code.test.ts'),
    /^engine\/(scaled|api|decision)\//,
  ),
  tested(
    'test/noticed-fast.test.ts',
    () => import('../../test/noticed-fast.test.ts'),
    /^engine\/(api|batch|scaled)\//,
  ),
  tested('test/noticed-more.test.ts', () => import('../../test/noticed-more.test.ts'), /^engine\//),
  tested(
    'test/wasm-lanes.test.ts',
    () => import('../../test/wasm-lanes.test.ts'),
    /^engine\/(scaled|wasm)\//,
  ),
  tested('test/noticed-rest.test.ts', () => import('../../test/noticed-rest.test.ts')),
  tested('test/code-size.test.ts', () => import('../../test/code-size.test.ts'), /^engine\/(scaled|wasm)\//),
  tested('test/regions-size.test.ts', () => import('../../test/regions-size.test.ts'), /^engine\/regions\//),
  tested('test/api-fast.test.ts', () => import('../../test/api-fast.test.ts'), /^engine\/api\//),
  tested(
    'test/scaled-calendar.test.ts',
    () => import('../../test/scaled-calendar.test.ts'),
    /^engine\/scaled\//,
  ),
  tested('test/scaled.test.ts', () => import('../../test/scaled.test.ts'), /^engine\/(scaled|wasm)\//),
  tested(
    'test/scaled-assumed.test.ts',
    () => import('../../test/scaled-assumed.test.ts'),
    /^engine\/(scaled|api)\//,
  ),
  tested('test/api.test.ts', () => import('../../test/api.test.ts'), /^engine\/(api|decision)\//),
  tested('test/api-random.test.ts', () => import('../../test/api-random.test.ts'), /^engine\/api\//),
  tested(
    'test/mechanism-types.test.ts',
    () => import('../../test/mechanism-types.test.ts'),
    /^engine\/mechanisms\//,
  ),
  tested('test/policies.test.ts', () => import('../../test/policies.test.ts')),
  tested('test/regions.test.ts', () => import('../../test/regions.test.ts'), /^engine\/(base|regions)\//),
  tested('test/cli.test.ts', () => import('../../test/cli.test.ts')),
]
