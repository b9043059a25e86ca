/** One replacement in the text of one file. Offsets are UTF-16 code units, before the replacement. */
export interface Change {
  readonly path: string
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

/** What one undo takes back: replacements in the order they were made. */
export interface Step {
  readonly changes: readonly Change[]
  /** Changes of one group join while they follow each other closely. */
  readonly group: string | null
  readonly time: number
}

export interface History {
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export const emptyHistory: History = { past: [], future: [] }

/** Keys typed within this time of each other are one step. */
const joinWithin = 1500

/**
 * Adds changes that were just made. A step of the same group that ended a moment ago takes them in,
 * so that one undo takes back a word and not a letter.
 */
export function record(
  history: History,
  changes: readonly Change[],
  group: string | null,
  time: number,
): History {
  const last = history.past.at(-1)
  if (
    last &&
    group !== null &&
    last.group === group &&
    time - last.time <= joinWithin &&
    history.future.length === 0
  ) {
    const joined: Step = { changes: [...last.changes, ...changes], group, time }
    return { past: [...history.past.slice(0, -1), joined], future: [] }
  }
  return { past: [...history.past, { changes, group, time }], future: [] }
}

/** The changes that take a step back, in the order to make them. */
export const inverted = (step: Step): readonly Change[] =>
  step.changes
    .map(({ path, at, removed, inserted }) => ({ path, at, removed: inserted, inserted: removed }))
    .reverse()

/** Forgets every step that touches a file, and all older ones: they no longer lead back to a text that was there. */
export function forget(history: History, path: string): History {
  const touches = (step: Step) => step.changes.some((change) => change.path === path)
  const last = history.past.findLastIndex(touches)
  return {
    past: history.past.slice(last + 1),
    future: history.future.some(touches) ? [] : history.future,
  }
}

/** The text after a change; throws where the text is not the one the change was made for. */
export function applyChange(text: string, { at, removed, inserted }: Change): string {
  if (text.slice(at, at + removed.length) !== removed)
    throw new Error('a change does not fit the text it is for')
  return text.slice(0, at) + inserted + text.slice(at + removed.length)
}

/** The one replacement that turns a text into another; undefined where they are equal. */
export function changeBetween(path: string, before: string, after: string): Change | undefined {
  if (before === after) return undefined
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start++
  let end = 0
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return {
    path,
    at: start,
    removed: before.slice(start, before.length - end),
    inserted: after.slice(start, after.length - end),
  }
}
