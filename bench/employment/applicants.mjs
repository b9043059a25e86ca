// Applicants of any policy, drawn into columns: from a seed, a third of the values on a threshold or beside
// it, some not given. A chunk is drawn where the last one stood, so that memory does not grow with their number.

/** A generator of numbers below 2³². */
function generator(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Between 2000 and 2020, in days since 1970. */
const firstDay = 10_957
const daysDrawn = 7_305

/**
 * A way to fill columns with applicants; the same seed gives the same.
 *
 * Shape   program × edges × seed → (columns, rows) fills the first rows
 */
export function drawing(program, edges, seed = 20260401) {
  const next = generator(seed)
  const draws = program.inputs.map((input) => drawOf(input, program, edges, next))
  return (columns, rows) => {
    for (const [index, draw] of draws.entries()) {
      const column = columns[index]
      for (let row = 0; row < rows; row++) column[row] = draw()
    }
  }
}

/** Fields of a record are always given: whether the whole record is there is another question. */
function drawOf(input, program, edges, next) {
  const { name, kind } = input
  const gap = name.includes('.') ? 0 : 0.03 * 2 ** 32
  switch (kind) {
    case 'truth':
      return () => (next() < gap ? 2 : next() & 1)
    case 'day': {
      const marks = edges.days.length > 0 ? edges.days : [firstDay]
      return () =>
        next() < gap
          ? Number.NaN
          : next() % 3 === 0
            ? marks[next() % marks.length] + (next() % 3) - 1
            : firstDay + (next() % daysDrawn)
    }
    case 'name': {
      const count = program.names.namesOf(name).length + 1
      return () => (next() < gap ? -1 : next() % count)
    }
    case 'list': {
      const count = Math.min(29, program.names.namesOf(name).length)
      return () => (next() < gap ? -1 : next() & ((1 << count) - 1))
    }
    default:
      return numberDraw(input, edges.numbers.get(input.key), next, gap)
  }
}

/** What an applicant may have, far below what integers hold: in yuan, say; a rate is at most 30 %. */
const largest = 1_000_000
const rateScale = 1_000_000

function numberDraw({ scale }, marks, next, gap) {
  const [q, lo, hi] = [scale.q, scale.lo, scale.hi].map(Number)
  const least = Math.max(lo, 0)
  const high = q === rateScale ? 0.3 * q : Math.max(60 * q, 2 * (marks.at(-1) ?? 0))
  const most = Math.min(hi, largest * q, high)
  const span = Math.max(1, most - least + 1)
  const within = (value) => (value < least ? least : value > most ? most : value)
  return () =>
    next() < gap
      ? Number.NaN
      : marks.length > 0 && next() % 3 === 0
        ? within(marks[next() % marks.length] + (next() % 3) - 1)
        : least + (next() % span)
}
