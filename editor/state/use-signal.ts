import { useRef, useSyncExternalStore } from 'react'
import type { Signal } from './signal.ts'

type Watched<T> = Pick<Signal<T>, 'get' | 'watch'>

/** The signal's value, or a part of it: the component renders again only when that part is another one. */
export function useSignal<T>(signal: Watched<T>): T
export function useSignal<T, P>(signal: Watched<T>, part: (value: T) => P): P
export function useSignal<T>(signal: Watched<T>, part?: (value: T) => unknown): unknown {
  const kept = useRef<{ value: T; part: unknown; result: unknown } | null>(null)
  const read = () => {
    const value = signal.get()
    if (!part) return value
    const last = kept.current
    if (last && Object.is(last.value, value) && last.part === part) return last.result
    const result = part(value)
    kept.current = { value, part, result }
    return result
  }
  return useSyncExternalStore(signal.watch, read)
}
