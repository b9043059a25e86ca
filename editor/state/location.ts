import { createSignal } from './signal.ts'

/** Where the workbench is: every place has a link of its own. */
export type Place =
  | { readonly page: 'clause'; readonly clause: string | null; readonly case: string | null }
  | { readonly page: 'save' }

export function placeFromHash(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page, clause] = path.split('/')
  if (page === 'save') return { page: 'save' }
  return {
    page: 'clause',
    clause: page === 'clauses' && clause ? decodeURIComponent(clause) : null,
    case: new URLSearchParams(query).get('case'),
  }
}

export function hashOfPlace(place: Place): string {
  if (place.page === 'save') return '#/save'
  if (place.clause === null) return '#/clauses'
  const query = place.case === null ? '' : `?case=${encodeURIComponent(place.case).replaceAll('%2F', '/')}`
  return `#/clauses/${encodeURIComponent(place.clause)}${query}`
}

export const place = createSignal<Place>(placeFromHash(location.hash))

addEventListener('hashchange', () => place.set(placeFromHash(location.hash)))

/** Goes to a place. `replace` leaves no trace in the browser's history: opening a case, say. */
export function go(next: Place, { replace = false } = {}): void {
  const hash = hashOfPlace(next)
  if (hash === location.hash) return
  if (replace) {
    history.replaceState(null, '', hash)
    place.set(next)
  } else location.hash = hash
}
