// Times by turns, so that what else the machine does meets all alike; what counts is the ratio within a round.

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

/** Milliseconds that the processor spent on this process: what others run beside it is not in them. */
export function processorTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds by the clock on the wall, for what runs on several cores. */
export const wallTime = () => performance.now()

/**
 * Runs each entrant once in each round, in an order that turns, and times it. `count` is how many applicants
 * (or whatever is counted) one run decides; times are kept for one of them. A run that gives a number has
 * taken its own time.
 *
 * Shape   { name: { run, count } } × rounds → medians and ratios, in milliseconds
 */
export async function race(entrants, { rounds = 15, warm = 3, clock = processorTime } = {}) {
  const names = Object.keys(entrants)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -warm; round < rounds; round++)
    for (let place = 0; place < names.length; place++) {
      const name = names[(place + Math.abs(round)) % names.length]
      const { run, count = 1 } = entrants[name]
      const start = clock()
      const done = run()
      const said = done instanceof Promise ? await done : done
      const each = (typeof said === 'number' ? said : clock() - start) / count
      if (round >= 0) times[name].push(each)
    }
  return {
    median: (name) => median(times[name]),
    /** How many times as fast `name` is as `base`: the median over rounds. */
    speed: (name, base) => median(times[name].map((time, round) => times[base][round] / time)),
  }
}
