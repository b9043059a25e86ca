import { partsOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { matchesRedacted } from '../base/redacted.ts'
import { reckonCalendar } from '../expression/calendar.ts'
import { childrenOf, type Expression, type Pipeline } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, cellOf, unknown, valueFromCell } from './cell.ts'
import { compileComparison } from './compile-comparison.ts'
import { compileFact, compileItem, compileParameter } from './compile-dated.ts'
import { compileFold } from './compile-fold.ts'
import { compileList } from './compile-lists.ts'
import { compilePerItem, compilePerMonth } from './compile-series.ts'
import { blameNothing, blameParts, type Compiled, type Compiler, type Row } from './compiled.ts'

/** An expression as closures: synchronous, no `eval`. Independent of the interpreter but for the core itself. */
export function compile<N>(expression: Expression, compiler: Compiler<N>): Compiled<N> {
  const { arithmetic } = compiler
  const inner = (one: Expression) => compile(one, compiler)
  switch (expression.kind) {
    case 'constant': {
      const cell = cellOf(expression.value, arithmetic)
      return { run: () => cell, blame: blameNothing }
    }
    case 'fact':
      return compileFact(expression, compiler)
    case 'parameter':
      return compileParameter(expression.name, expression.at, compiler)
    case 'value': {
      const index = compiler.valueIndex(expression.name)
      return {
        run: (row) => row.values[index] as Cell<N>,
        blame: (row, needs) => compiler.value(index).blame(row, needs),
      }
    }
    case 'previous':
      return { run: (row) => row.previous, blame: blameNothing }
    case 'item':
      return compileItem(expression.path, expression.name)
    case 'given':
      return { run: (row) => row.given(expression.fact), blame: blameNothing }
    case 'earlier': {
      const { clause, fact } = expression
      return {
        run: (row) => {
          const value = row.earlier(clause, fact)
          return isUnknown(value) ? unknown : cellOf(value, arithmetic)
        },
        blame: (row, needs) => {
          const value = row.earlier(clause, fact)
          if (isUnknown(value)) needs.push(...value.unknown)
        },
      }
    }
    case 'add':
      return combine(expression.of.map(inner), arithmetic, arithmetic.add, Rational.zero)
    case 'multiply':
      return combine(expression.of.map(inner), arithmetic, arithmetic.multiply, Rational.one)
    case 'subtract':
      return combine([inner(expression.left), inner(expression.right)], arithmetic, arithmetic.subtract)
    case 'divide': {
      const zero = arithmetic.of(Rational.zero)
      return combine([inner(expression.left), inner(expression.right)], arithmetic, (a, b) =>
        arithmetic.compare(b, zero) === 0 ? null : arithmetic.divide(a, b),
      )
    }
    case 'least':
      return combine(expression.of.map(inner), arithmetic, (a, b) => (arithmetic.compare(b, a) < 0 ? b : a))
    case 'greatest':
      return combine(expression.of.map(inner), arithmetic, (a, b) => (arithmetic.compare(b, a) > 0 ? b : a))
    case 'compare': {
      const compare = compileComparison(expression.by, arithmetic)
      return over([inner(expression.left), inner(expression.right)], (left, right) => compare(left, right))
    }
    case 'all':
      return connective(expression.of.map(inner), false)
    case 'any':
      return connective(expression.of.map(inner), true)
    case 'not':
      return over([inner(expression.of)], (value) => value !== true)
    case 'case':
      return compileCase(expression, inner)
    case 'round': {
      const round = arithmetic.rounder(expression.rounding)
      return over([inner(expression.of)], (value) => (arithmetic.is(value) ? round(value) : null))
    }
    case 'year-of':
      return over([inner(expression.of)], (date) =>
        typeof date === 'object' && date !== null && 'day' in date
          ? arithmetic.of(Rational.of(partsOf(date as { day: number }).year))
          : null,
      )
    case 'calendar': {
      const { by } = expression
      return over([inner(expression.left), inner(expression.right)], (left, right) =>
        cellOf(
          reckonCalendar(by, valueFromCell(left, arithmetic), valueFromCell(right, arithmetic)),
          arithmetic,
        ),
      )
    }
    case 'matches':
      return over([inner(expression.whole), inner(expression.redacted)], (whole, redacted) =>
        typeof whole === 'string' && typeof redacted === 'string' ? matchesRedacted(whole, redacted) : null,
      )
    case 'filter':
    case 'some':
    case 'every':
    case 'rank':
    case 'tied':
    case 'tied-after':
    case 'take':
    case 'field':
    case 'fields':
    case 'allocate':
    case 'holding':
      return compileList(expression, inner, compiler)
    case 'fold': {
      const fold = compileFold(expression.by, arithmetic)
      return over([inner(expression.of)], fold)
    }
    case 'per-item':
      return compilePerItem(inner(expression.list), compilePipeline(expression.body, compiler))
    case 'per-month':
      return compilePerMonth(
        expression,
        inner(expression.from),
        inner(expression.months),
        compilePipeline(expression.body, compiler),
        compiler,
      )
    case 'steps':
      return compilePipeline(expression.of, compiler)
  }
}

/** Expressions in order, each with the value so far. */
export function compilePipeline<N>(pipeline: Pipeline, compiler: Compiler<N>): Compiled<N> {
  const steps = pipeline.map((expression) => compile(expression, compiler))
  // What a step takes the place of is needed by nothing.
  const first = pipeline.findLastIndex((expression) => !looksAtPrevious(expression))
  return {
    run: (row) => {
      const outer = row.previous
      let result: Cell<N> = null
      for (const step of steps) {
        row.previous = result
        result = step.run(row)
      }
      row.previous = outer
      return result
    },
    blame: (row, needs) => {
      const outer = row.previous
      let result: Cell<N> = null
      for (const [index, step] of steps.entries()) {
        row.previous = result
        result = step.run(row)
        if (result === unknown && index >= first) step.blame(row, needs)
      }
      row.previous = outer
    },
  }
}

/** Whether a step works on the value so far; what stands inside a body or a value has its own. */
const looksAtPrevious = (expression: Expression): boolean =>
  expression.kind === 'previous' ||
  (!['steps', 'per-item', 'per-month'].includes(expression.kind) &&
    childrenOf(expression).some(looksAtPrevious))

/** Over operands that all have to be known. */
function over<N>(parts: readonly Compiled<N>[], reckon: (...cells: Cell<N>[]) => Cell<N>): Compiled<N> {
  const [first, second] = parts as [Compiled<N>, Compiled<N> | undefined]
  return {
    run: second
      ? (row) => {
          const a = first.run(row)
          const b = second.run(row)
          return a === unknown || b === unknown ? unknown : reckon(a, b)
        }
      : (row) => {
          const a = first.run(row)
          return a === unknown ? unknown : reckon(a)
        },
    blame: blameParts(parts),
  }
}

/** Numbers from left to right; "no value" among them leaves none. */
function combine<N>(
  parts: readonly Compiled<N>[],
  arithmetic: Arithmetic<N>,
  step: (a: N, b: N) => N | null,
  start?: Rational,
): Compiled<N> {
  const neutral = start && arithmetic.of(start)
  return {
    run: (row) => {
      let sum: N | null | undefined = neutral
      let anyUnknown = false
      let none = false
      for (const part of parts) {
        const cell = part.run(row)
        if (cell === unknown) anyUnknown = true
        else if (!arithmetic.is(cell)) none = true
        else if (!anyUnknown && !none) {
          sum = sum === undefined ? cell : step(sum as N, cell)
          if (sum === null) none = true
        }
      }
      return anyUnknown ? unknown : none ? null : ((sum ?? null) as Cell<N>)
    },
    blame: blameParts(parts),
  }
}

/** `any` (decisive true) and `all` (decisive false) by Kleene. */
function connective<N>(parts: readonly Compiled<N>[], decisive: boolean): Compiled<N> {
  return {
    run: (row) => {
      let open = false
      for (const part of parts) {
        const cell = part.run(row)
        if (cell === decisive) return decisive
        if (cell === unknown) open = true
      }
      return open ? unknown : !decisive
    },
    blame: blameParts(parts),
  }
}

function compileCase<N>(
  expression: Extract<Expression, { kind: 'case' }>,
  inner: (one: Expression) => Compiled<N>,
): Compiled<N> {
  const cases = expression.of.map(({ when, then }) => ({ when: inner(when), then: inner(then) }))
  const otherwise = inner(expression.otherwise)
  /** The part that settles it: an unknown condition, or the branch taken. */
  const settle = (row: Row<N>): { readonly part: Compiled<N>; readonly open: boolean } => {
    for (const { when, then } of cases) {
      const cell = when.run(row)
      if (cell === unknown) return { part: when, open: true }
      if (cell === true) return { part: then, open: false }
    }
    return { part: otherwise, open: false }
  }
  return {
    run: (row) => {
      const { part, open } = settle(row)
      return open ? unknown : part.run(row)
    },
    blame: (row, needs) => settle(row).part.blame(row, needs),
  }
}
