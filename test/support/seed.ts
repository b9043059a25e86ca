/** Random tests take their seed and count from here, so that a run can be had again or made longer. */
export const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20090701)

export const runs = (usual: number): number => Number(process.env.CLAUSEBOOK_RUNS ?? usual)

/** One line that says how to have the same run again. */
export const announce = (what: string, count: number): void =>
  console.info(`${what}: ${count} runs, CLAUSEBOOK_SEED=${seed}`)
