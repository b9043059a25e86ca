import { type ProgramClause, resultNames, rootsOf } from './clause-code.ts'
import { printed } from './javascript.ts'
import type { CodeNode } from './nodes.ts'
import type { Program } from './program.ts'

/** What makes code of one applicant at a time. */
type Parts = Pick<Program, 'clauses' | 'inputs'>

/** The code of a program over one applicant's encoded facts. */
export function rowsFrom(program: Parts): Program['decideInto'] {
  const code = printed(rootsOf(program.clauses), {
    input: (place) => `i${place}`,
    given: (place) => `g${place}`,
  })
  const source = [
    "'use strict';",
    'return function decideInto(facts, out) {',
    ...program.inputs.flatMap(({ key, missing }, place) => [
      `const r${place} = facts[${JSON.stringify(key)}];`,
      `const i${place} = r${place} === undefined ? ${missing} : r${place}, g${place} = r${place} !== undefined;`,
    ]),
    ...code.lines,
    ...program.clauses.flatMap((clause, index) => stored(clause, code.text, 'out.', `[${index}]`)),
    `return !(${wideText(program.clauses, code.text)});`,
    '};',
  ].join('\n')
  return new Function(source)() as Program['decideInto']
}

/** Puts a clause's results where they belong. What was the same for all from the beginning stands there. */
export const stored = (
  { code }: ProgramClause,
  text: (node: CodeNode) => string,
  before: string,
  after: string,
  from: ProgramClause['code'] = code,
): readonly string[] =>
  resultNames.flatMap((name) =>
    code && from?.[name].op !== 'constant' ? [`${before}${name}${after} = ${text(code[name])};`] : [],
  )

/** Whether a row left what doubles hold exactly. */
export const wideText = (clauses: readonly ProgramClause[], text: (node: CodeNode) => string): string =>
  [...new Set(clauses.flatMap(({ code }) => code?.guards ?? []))].map(text).join(' || ') || 'false'
