import { Rational } from '../base/rational.ts'
import type { Expression, ListExpression } from '../expression/expression.ts'
import { type Cell, type Fields, fieldsOf, unknown } from './cell.ts'
import { compileRanked } from './compile-rank.ts'
import { blameEntries, blameParts, type Compiled, type Compiler, forEach, type Row } from './compiled.ts'

/** Lists, records and named conditions. `inner` compiles what stands inside. */
export function compileList<N>(
  expression: ListExpression,
  inner: (one: Expression) => Compiled<N>,
  compiler: Compiler<N>,
): Compiled<N> {
  switch (expression.kind) {
    case 'filter':
      return compileFilter(inner(expression.list), inner(expression.where))
    case 'some':
    case 'every':
      return compileQuantifier(inner(expression.list), inner(expression.where), expression.kind === 'some')
    case 'rank':
    case 'tied':
    case 'tied-after':
      return compileRanked(expression, inner, compiler)
    case 'take':
      return compileTake(expression, inner, compiler)
    case 'field':
      return compileField(expression, inner(expression.of))
    case 'fields':
      return compileFields(expression, inner(expression.of))
    case 'allocate':
      return compileAllocate(expression, inner, compiler)
    case 'holding': {
      const conditions = expression.of.map(({ when }) => inner(when))
      return {
        run: (row) => {
          const cells = conditions.map((condition) => condition.run(row))
          return cells.includes(unknown)
            ? unknown
            : expression.of.filter((_, index) => cells[index] === true).map(({ name }) => name)
        },
        blame: blameParts(conditions),
      }
    }
  }
}

function compileFilter<N>(list: Compiled<N>, where: Compiled<N>): Compiled<N> {
  return {
    run: (row) => {
      const entries = list.run(row)
      if (!Array.isArray(entries)) return entries === unknown ? unknown : null
      const kept: Cell<N>[] = []
      let open = false
      forEach(row, entries, (entry) => {
        const holds = where.run(row)
        if (holds === unknown) open = true
        else if (holds === true) kept.push(entry)
      })
      return open ? unknown : kept
    },
    blame: blameEntries(list, [where]),
  }
}

/** `some` (decisive true) and `every` (decisive false) by Kleene. */
function compileQuantifier<N>(list: Compiled<N>, where: Compiled<N>, decisive: boolean): Compiled<N> {
  return {
    run: (row) => {
      const entries = list.run(row)
      if (!Array.isArray(entries)) return entries === unknown ? unknown : null
      let settled = false
      let open = false
      forEach(row, entries, () => {
        const holds = where.run(row)
        if (holds === decisive) settled = true
        if (holds === unknown) open = true
      })
      return settled ? decisive : open ? unknown : !decisive
    },
    blame: blameEntries(list, [where]),
  }
}

const hasField = <N>(record: Cell<N>, field: string): boolean => {
  const fields = fieldsOf(record)
  return fields !== undefined && Object.hasOwn(fields, field)
}

function compileTake<N>(
  { list, first, field, name }: Extract<ListExpression, { kind: 'take' }>,
  inner: (one: Expression) => Compiled<N>,
  { arithmetic }: Compiler<N>,
): Compiled<N> {
  const from = inner(list)
  const most = first && inner(first)
  const entriesOf = (row: Row<N>): readonly Cell<N>[] | null | typeof unknown => {
    const entries = from.run(row)
    const count = most ? most.run(row) : null
    if (entries === unknown || count === unknown) return unknown
    if (!Array.isArray(entries)) return null
    if (!most) return entries
    if (!arithmetic.is(count)) return null
    const number = arithmetic.toRational(count)
    return number.isInteger ? entries.slice(0, Math.max(0, Number(number.numerator))) : null
  }
  return {
    run: (row) => {
      const entries = entriesOf(row)
      if (entries === unknown || entries === null || field === null) return entries
      return entries.every((entry) => hasField(entry, field))
        ? entries.map((entry) => (fieldsOf(entry) as Fields<N>)[field] as Cell<N>)
        : unknown
    },
    blame: (row, needs) => {
      if (entriesOf(row) === unknown) blameParts(most ? [from, most] : [from])(row, needs)
      else needs.push({ fact: `${name}.${field}` })
    },
  }
}

function compileField<N>(
  { field, name }: Extract<ListExpression, { kind: 'field' }>,
  of: Compiled<N>,
): Compiled<N> {
  return {
    run: (row) => {
      const record = of.run(row)
      if (record === unknown || record === null) return record
      return hasField(record, field) ? ((fieldsOf(record) as Fields<N>)[field] as Cell<N>) : unknown
    },
    blame: (row, needs) => {
      if (of.run(row) === unknown) of.blame(row, needs)
      else needs.push({ fact: `${name}.${field}` })
    },
  }
}

function compileFields<N>(
  { names, are, name }: Extract<ListExpression, { kind: 'fields' }>,
  of: Compiled<N>,
): Compiled<N> {
  return {
    run: (row) => {
      const record = of.run(row)
      if (record === unknown) return unknown
      const fields = fieldsOf(record)
      if (!fields) return null
      if (!names.every((field) => Object.hasOwn(fields, field))) return unknown
      return names.filter((field) => (fields[field] === true) === are)
    },
    blame: (row, needs) => {
      const record = of.run(row)
      if (record === unknown) of.blame(row, needs)
      else for (const field of names) if (!hasField(record, field)) needs.push({ fact: `${name}.${field}` })
    },
  }
}

function compileAllocate<N>(
  { amount, to, order, name }: Extract<ListExpression, { kind: 'allocate' }>,
  inner: (one: Expression) => Compiled<N>,
  { arithmetic }: Compiler<N>,
): Compiled<N> {
  const parts = [inner(amount), inner(to), inner(order)]
  const zero = arithmetic.of(Rational.zero)
  const lesser = (a: N, b: N): N => (arithmetic.compare(b, a) < 0 ? b : a)
  return {
    run: (row) => {
      const [whole, record, names] = parts.map((part) => part.run(row)) as [Cell<N>, Cell<N>, Cell<N>]
      if (whole === unknown || record === unknown || names === unknown) return unknown
      const wanted = fieldsOf(record)
      if (!arithmetic.is(whole) || !wanted || !Array.isArray(names)) return null
      if (!names.every((field) => hasField(record, field as string))) return unknown
      const fields: Record<string, Cell<N>> = {}
      for (const field of Object.keys(wanted)) fields[field] = zero
      let left = whole
      for (const field of names as readonly string[]) {
        const want = wanted[field]
        if (!arithmetic.is(want)) return null
        const least = lesser(want, left)
        const share = arithmetic.compare(least, zero) < 0 ? zero : least
        fields[field] = share
        left = arithmetic.subtract(left, share)
      }
      return { fields }
    },
    blame: (row, needs) => {
      const [whole, record, names] = parts.map((part) => part.run(row)) as [Cell<N>, Cell<N>, Cell<N>]
      // Which fields matter is asked of a record that is there.
      if (whole === unknown || record === unknown || names === unknown) blameParts(parts)(row, needs)
      else
        for (const field of names as readonly string[])
          if (!hasField(record, field)) needs.push({ fact: `${name}.${field}` })
    },
  }
}
