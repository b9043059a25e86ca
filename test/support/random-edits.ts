import fc from 'fast-check'
import type { SourceFile } from '../../engine/index.ts'

/** A single edit of a text of rules, and what it is an edit of. */
export interface Edit {
  readonly kind: 'value' | 'date' | 'operator' | 'dropped condition' | 'clause order' | 'comment'
  readonly file: string
  /** The text of the file after it. */
  readonly text: string
  readonly line: number
  /** Of what an alternative reading changes, not of the clause by default. */
  readonly inReading: boolean
}

const operators: Readonly<Record<string, string>> = {
  greaterThanInclusive: 'greaterThan',
  greaterThan: 'greaterThanInclusive',
  lessThanInclusive: 'lessThan',
  lessThan: 'lessThanInclusive',
}

/** Every single edit of these kinds that can be made to a file of provisions. */
export function editsOf({ path, text }: SourceFile): readonly Edit[] {
  const lines = text.split('\n')
  const put = (kind: Edit['kind'], line: number, ...now: readonly string[]): Edit => ({
    kind,
    file: path,
    line: line + 1,
    inReading: lines.slice(0, line).findLast((one) => /^ {4}\w/.test(one)) === '    readings:',
    text: lines.toSpliced(line, 1, ...now).join('\n'),
  })
  return [
    ...lines.flatMap((line, at): readonly Edit[] => {
      const edits: Edit[] = []
      const value = /^(\s+)(undated|\d{4}-\d\d-\d\d): (\d+)(\.\d+)?(%?)$/.exec(line)
      if (value) {
        const [, indent = '', day = '', whole = '', fraction = '', sign = ''] = value
        const more = `${Number(whole) + 1}${fraction}${sign}`
        edits.push(put('value', at, `${indent}${day}: ${more}`))
        if (day === 'undated') edits.push(put('date', at, line, `${indent}2011-04-01: ${more}`))
        else edits.push(put('date', at, line.replace(day, `${day.slice(0, 8)}17`)))
      }
      const operator = /operator: (\w+)/.exec(line)?.[1] ?? ''
      const other = operators[operator]
      if (other) edits.push(put('operator', at, line.replace(`operator: ${operator}`, `operator: ${other}`)))
      if (isCondition(lines, at)) edits.push(put('dropped condition', at))
      if (line.trim() !== '' && !line.includes('#') && !/[|>]$/.test(line))
        edits.push(put('comment', at, `${line} # 待核`))
      return edits
    }),
    ...swapsOf(lines, path),
  ]
}

/** A condition on one line, with another beside it. */
function isCondition(lines: readonly string[], at: number): boolean {
  const code = /^ {6}[a-z0-9-]+: \{ fact: /
  if (!code.test(lines[at] ?? '')) return false
  const head = lines.slice(0, at).findLast((line) => /^ {4}\w/.test(line))
  return (
    head?.startsWith('    eligibility:') === true &&
    [at - 1, at + 1].some((near) => code.test(lines[near] ?? ''))
  )
}

/** Clauses that change places with the next. */
function swapsOf(lines: readonly string[], file: string): readonly Edit[] {
  const start = lines.indexOf('clauses:')
  const heads = lines.flatMap((line, at) =>
    at > start && start >= 0 && /^ {2}[a-z0-9-]+:$/.test(line) ? [at] : [],
  )
  return heads.slice(1).map((head, index) => {
    const [first = 0, end = lines.length] = [heads[index], heads[index + 2]]
    const block = [...lines.slice(head, end)]
    const before = [...lines.slice(first, head)]
    return {
      kind: 'clause order',
      file,
      line: head + 1,
      inReading: false,
      text: [...lines.slice(0, first), ...block, ...before, ...lines.slice(end)].join('\n'),
    }
  })
}

/** So many edits of every kind, from all files. */
export function someEdits(files: readonly SourceFile[], count: number, seed: number): readonly Edit[] {
  const all = files.filter(({ path }) => path.includes('/provisions/')).flatMap(editsOf)
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  const picked = fc.sample(
    fc.constantFrom(...kinds).chain((kind) => fc.constantFrom(...all.filter((edit) => edit.kind === kind))),
    { numRuns: count, seed },
  )
  return picked
}
