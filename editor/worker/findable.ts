import {
  type Clause,
  clauseWords,
  formatValue,
  operandsOf,
  type Parameter,
  sameWords,
  unitOf,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { Findable } from '../state/findable.ts'

/** Everything of the policies that can be looked for: clauses, their words, values, and facts. */
export function findablesOf(workspace: Workspace): readonly Findable[] {
  const clauses = workspace.policies.flatMap(({ provisions }) =>
    provisions.flatMap((provision) => provision.clauses.map((clause) => ({ clause, provision }))),
  )
  return [
    ...clauses.map(({ clause, provision }) => ofClause(clause, provision.title)),
    ...clauses.flatMap(({ clause }) => parametersOf(clause).map((one) => ofParameter(one, clause))),
    ...workspace.policies.flatMap(({ facts }) =>
      facts.flatMap((fact) => {
        const reading = clauses.filter(({ clause }) => clause.facts.some(({ name }) => name === fact.name))
        return reading.map(({ clause }) => ofFact(fact, clause))
      }),
    ),
    ...clauses.flatMap(({ clause }) => conditionsOf(clause)),
    ...clauses.flatMap(({ clause }) =>
      clause.source?.quote
        ? [entry('quote', clause, clause.title, sameWords(clause.source.quote), clause.source.section ?? '')]
        : [],
    ),
  ]
}

const entry = (
  kind: Findable['kind'],
  clause: Pick<Clause, 'id'>,
  title: Words,
  text: Words,
  more = '',
): Findable => ({ kind, clause: clause.id, case: null, title, text, more })

const ofClause = (clause: Clause, provision: Words): Findable =>
  entry('clause', clause, clause.title, provision, `${clause.id} ${clause.source?.section ?? ''}`)

/** Its own, and those of the provision that it reads. */
function parametersOf(clause: Clause): readonly Parameter[] {
  const read = [...operandsOf(clause.rules)].flatMap((operand) =>
    operand.kind === 'parameter' ? [operand.parameter] : [],
  )
  return [...new Set([...clause.parameters, ...read])]
}

function ofParameter(parameter: Parameter, clause: Clause): Findable {
  const unit = unitOf(parameter.type)
  const values = parameter.values.map(({ value }) => {
    const shown = formatValue(value, parameter.type)
    const isBare = /\d$/.test(shown.zh) && unit.zh !== '%'
    return isBare ? { zh: `${shown.zh} ${unit.zh}`, en: `${shown.en} ${unit.en}` } : shown
  })
  return entry(
    'parameter',
    clause,
    parameter.title,
    { zh: values.map(({ zh }) => zh.trim()).join(' → '), en: values.map(({ en }) => en.trim()).join(' → ') },
    // A number is looked for with the words of its clause: 2000 of the other places.
    `${parameter.name} ${parameter.values.map(({ text }) => text).join(' ')} ${clause.title.zh} ${clause.title.en}`,
  )
}

const ofFact = (fact: { readonly name: string; readonly title: Words }, clause: Clause): Findable =>
  entry('fact', clause, fact.title, clause.title, fact.name)

const conditionsOf = (clause: Clause): readonly Findable[] =>
  clauseWords(clause).conditions.map(({ code, words }) =>
    entry('condition', clause, words, clause.title, code),
  )
