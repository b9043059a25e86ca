// Where decisions change: for each number among the inputs, what rules compare it with and reckon by.

const expressionsOf = (plan) =>
  [
    ...plan.conditions.map(({ expression }) => expression),
    ...plan.values.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
    ...(plan.amount ?? []).map(({ expression }) => expression),
    ...plan.outputs.flatMap(({ steps, when }) => [...steps.map(({ expression }) => expression), when]),
    ...plan.refer.map(({ when }) => when),
  ].filter(Boolean)

const factsIn = (list) =>
  list.filter(({ kind }) => kind === 'fact').map(({ name, path }) => [name, ...path].join('.'))

/** What a plan's rules hold together: pairs of a fact's name and a number. */
function* met({ walk, Rational }, plan) {
  const inside = (expression) => [...walk(expression)]
  const numbersIn = (list) =>
    list
      .flatMap((one) =>
        one.kind === 'constant'
          ? [one.value]
          : one.kind === 'parameter'
            ? (plan.parameters.get(one.name) ?? []).map(({ value }) => value)
            : [],
      )
      .filter((value) => value instanceof Rational)
  const all = expressionsOf(plan).flatMap(inside)
  for (const { kind, left, right } of all) {
    if (kind !== 'compare') continue
    const both = [...inside(left), ...inside(right)]
    for (const name of factsIn(both)) for (const number of numbersIn(both)) yield [name, number]
  }
  // A cap of 3000 on a tenth is met at a rent of 30000.
  const positive = numbersIn(all).filter((number) => number.compare(Rational.zero) > 0)
  const isShare = (number) => number.compare(Rational.one) < 0
  for (const name of factsIn(all))
    for (const share of positive.filter(isShare))
      for (const sum of positive.filter((number) => !isShare(number))) yield [name, sum.dividedBy(share)]
}

/**
 * Shape   plans × program → `numbers`: by the key of an input, integers over its scale, sorted; `days` of change
 */
export function edgesOf(engine, plans, program) {
  const { Rational } = engine
  const byName = new Map()
  for (const plan of plans)
    for (const [name, number] of met(engine, plan)) {
      if (!byName.has(name)) byName.set(name, [])
      byName.get(name).push(number)
    }
  const scaled = (number, q) =>
    Number(number.times(Rational.of(q)).round({ to: Rational.one, mode: 'half-up' }).numerator)
  const numbers = program.inputs.flatMap(({ key, name, kind, scale }) => {
    if (kind !== 'number') return []
    const all = (byName.get(name) ?? []).map((number) => scaled(number, scale.q))
    const fitting = all.filter((number) => number >= Number(scale.lo) && number <= Number(scale.hi))
    return [[key, [...new Set(fitting)].sort((a, b) => a - b)]]
  })
  const dated = plans.flatMap(({ parameters }) => [...parameters.values()].flat())
  const days = dated.flatMap(({ from }) => (from ? [from.day] : []))
  return { numbers: new Map(numbers), days: [...new Set(days)].sort((a, b) => a - b) }
}
