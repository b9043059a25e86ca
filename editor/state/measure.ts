import { derivation, store } from './workbench.ts'

/**
 * Marks in the browser's own timeline: `text:N` when version N was typed, and a measure `verdicts:N` to
 * the frame that painted them. The cases panel carries the painted version in `data-verdict-version`.
 */
export function measureVerdicts(): void {
  store.onChange(() => performance.mark(`text:${store.get().version}`))
  derivation.watch(() => {
    const version = derivation.get()?.version
    const name = `text:${version}`
    requestAnimationFrame(() => {
      if (performance.getEntriesByName(name).length === 0) return
      performance.measure(`verdicts:${version}`, name)
      performance.clearMarks(name)
    })
  })
}
