// A row of columns as facts, for the execution that the columns are compared with.

const meaning = ({ name, kind, scale, absent }) =>
  JSON.stringify([name, kind, scale && [scale.q, scale.lo, scale.hi].map(String), String(absent)])

/**
 * A way to read a row as one clause's facts. Two clauses may mean two things by one name: each takes its own.
 *
 * Shape   program × plan → (columns, row) → Map of name → value
 */
export function factsReader({ programFrom, Rational }, program, plan) {
  const places = new Map(program.inputs.map((input, index) => [meaning(input), index]))
  const inputs = programFrom([plan], { undatedReads: 'stated' }).inputs.map((input) => ({
    ...input,
    place: places.get(meaning(input)),
    names: program.names.namesOf(input.name),
  }))
  return (columns, row) => {
    const facts = new Map()
    for (const input of inputs) {
      const value = factOf(Rational, input, columns[input.place][row])
      if (value !== undefined) put(facts, input.name.split('.'), value)
    }
    return facts
  }
}

function put(facts, [name, ...path], value) {
  if (path.length === 0) return facts.set(name, value)
  if (!facts.has(name)) facts.set(name, { fields: {} })
  let { fields } = facts.get(name)
  for (const key of path.slice(0, -1)) {
    fields[key] ??= { fields: {} }
    fields = fields[key].fields
  }
  fields[path.at(-1)] = value
}

function factOf(Rational, { kind, scale, names }, cell) {
  switch (kind) {
    case 'number':
      return Number.isNaN(cell) ? undefined : Rational.of(BigInt(cell), scale.q)
    case 'day':
      return Number.isNaN(cell) ? undefined : { day: cell }
    case 'truth':
      return cell === 2 ? undefined : cell === 1
    case 'name':
      return cell === -1 ? undefined : (names[cell] ?? 'another')
    default:
      return cell === -1 ? undefined : names.filter((_, code) => cell & (1 << code))
  }
}
