import type { Words } from '../../engine/index.ts'
import type { NoticeView, ParameterView, ValueView } from '../state/clause-view.ts'
import { createSignal } from '../state/signal.ts'
import { derivation } from '../state/workbench.ts'

/** Why the last edit of the form was not made; null after one that was. */
export const refusal = createSignal<Words | null>(null)

const told = async (answer: Promise<Words | null>) => refusal.set(await answer)

/** A rate typed with % is shown without it, and written with it again. */
export const shownText = (text: string): string => text.replace(/%$/, '')

export const writtenText = (typed: string, like: string): string =>
  like.endsWith('%') && !typed.endsWith('%') ? `${typed}%` : typed

type Path = ValueView['nodePath']

/** The `values:` map around a value: its own scalar may lie deeper, as `{ value: … }`. */
const valuesPath = (path: Path): Path => path.slice(0, path.lastIndexOf('values') + 1)

const keyOf = (from: string | null): string => from ?? 'undated'

export const setValue = (
  value: Pick<ValueView, 'place' | 'nodePath'>,
  text: string,
  group?: string,
): Promise<void> =>
  told(derivation.edit(value.place.path, [{ kind: 'set', at: value.nodePath, text }], group))

/** After the last value that begins before the date. */
export function insertValue(parameter: ParameterView, date: string, text: string): Promise<void> {
  const earlier = parameter.values.findLast(({ from }) => from === null || from < date) ?? parameter.values[0]
  if (!earlier) return Promise.resolve()
  const into = valuesPath(earlier.nodePath)
  return told(
    derivation.edit(earlier.place.path, [
      { kind: 'insert', into, key: date, text, after: keyOf(earlier.from) },
    ]),
  )
}

export function removeValue(value: ValueView): Promise<void> {
  const from = valuesPath(value.nodePath)
  return told(derivation.edit(value.place.path, [{ kind: 'remove', from, key: keyOf(value.from) }]))
}

/** Turns a correction into an amendment: the old value stands again, the new one begins on a date. */
export function amendInstead(notice: NoticeView, date: string): Promise<void> {
  if (!notice.before) return Promise.resolve()
  return told(
    derivation.edit(notice.place.path, [
      { kind: 'set', at: notice.nodePath, text: notice.before.text },
      {
        kind: 'insert',
        into: valuesPath(notice.nodePath),
        key: date,
        text: notice.now.text,
        after: keyOf(notice.from),
      },
    ]),
  )
}
