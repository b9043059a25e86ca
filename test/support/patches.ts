/** Lines of context before and after a change, as git gives them. */
const around = 3

/**
 * A patch in the form of `git diff`, with one hunk of one change, at the place of that change in the file as it is
 * now. Of several places the one with the most of the same lines around it is taken, then the nearest.
 *
 * Errors  throws where the changed lines stand nowhere in the file
 */
export function placedPatch(patch: string, file: string): string {
  const [, head = '', first = '', section = '', hunk = ''] =
    /^([\s\S]*?^)@@ -(\d+),\d+ \+\d+,\d+ @@(.*)\n([\s\S]*)$/m.exec(patch) ?? []
  const body = hunk.replace(/\n$/, '').split('\n')
  const start = body.findIndex((line) => /^[+-]/.test(line))
  const end = body.findLastIndex((line) => /^[+-]/.test(line)) + 1
  const change = body.slice(start, end)
  const removed = change.filter((line) => line.startsWith('-')).map((line) => line.slice(1))
  const before = body.slice(0, start).map((line) => line.slice(1))
  const after = body.slice(end).map((line) => line.slice(1))

  const lines = file.split('\n')
  const same = (context: readonly string[], from: number) =>
    context.filter((line, index) => lines[from + index] === line).length
  const nearness = (at: number) => Math.abs(at - (Number(first) - 1 + start))
  const places = lines
    .map((_, at) => ({ at, alike: same(before, at - before.length) + same(after, at + removed.length) }))
    .filter(({ at }) => same(removed, at) === removed.length)
    .sort((one, other) => other.alike - one.alike || nearness(one.at) - nearness(other.at))
  const [place] = places
  if (place === undefined || (removed.length === 0 && place.alike === 0))
    throw new Error(`the lines stand nowhere in the file:\n${change.join('\n')}`)

  const from = Math.max(0, place.at - around)
  const until = Math.min(lines.length, place.at + removed.length + around)
  const context = (one: number, other: number) =>
    lines.slice(one, other).map((line) => (line === '' ? '' : ` ${line}`))
  const length = until - from
  const grown = length + change.length - 2 * removed.length
  return [
    `${head}@@ -${from + 1},${length} +${from + 1},${grown} @@${section}`,
    ...context(from, place.at),
    ...change,
    ...context(place.at + removed.length, until),
    '',
  ].join('\n')
}
