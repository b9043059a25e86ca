import { askingFromHash, withAsking } from './asked.ts'
import { asking } from './asking.ts'
import { keepSame } from './same.ts'
import { createSignal } from './signal.ts'

/** Where the workbench is: every place has a link of its own. */
export type Place =
  | { readonly page: 'clause'; readonly clause: string | null; readonly case: string | null }
  | {
      readonly page: 'source'
      readonly policy: string | null
      /** null: the policy's first text. */
      readonly document: string | null
      /** The clause beside it. */
      readonly clause: string | null
      /** Full name of a parameter of the clause, whose words stand out. */
      readonly parameter: string | null
      /** The provision that a clause is added to, from words of this text. */
      readonly addTo?: string | null
    }
  | {
      readonly page: 'yearly'
      readonly policy: string | null
      /** ISO; null: the next 1 January. */
      readonly from: string | null
      /** null: everything. */
      readonly filter: string | null
    }
  | {
      /** One applicant, all clauses of a policy; `about`: the provision that is asked about alone. */
      readonly page: 'try'
      readonly policy: string | null
      readonly about: string | null
    }
  | {
      /** Two versions, change by change; null: the last commit, and the files as they are. */
      readonly page: 'review'
      readonly old: string | null
      readonly next: string | null
      readonly change: string | null
    }
  | { readonly page: 'save' }

/** A place in a text. */
export type SourcePlace = Extract<Place, { readonly page: 'source' }>

/** The place that a link leads to. */
export function placeFromHash(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page, ...ids] = path.split('/').map(decoded)
  const asked = new URLSearchParams(query)
  if (page === 'save') return { page: 'save' }
  if (page === 'review')
    return { page: 'review', old: asked.get('old'), next: asked.get('new'), change: asked.get('change') }
  if (page === 'yearly')
    return { page: 'yearly', policy: ids[0] || null, from: asked.get('from'), filter: asked.get('filter') }
  if (page === 'try') return { page: 'try', policy: ids[0] || null, about: asked.get('about') }
  if (page === 'source')
    return {
      page: 'source',
      policy: ids[0] || null,
      document: ids[1] || null,
      clause: asked.get('clause'),
      parameter: asked.get('parameter'),
      addTo: asked.get('add'),
    }
  return { page: 'clause', clause: (page === 'clauses' && ids[0]) || null, case: asked.get('case') }
}

/** A link that was cut or typed by hand is no fault of the page. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The link of a place. */
export function hashOfPlace(place: Place): string {
  if (place.page === 'save') return '#/save'
  if (place.page === 'review')
    return `#/review${queryOf({ old: place.old, new: place.next, change: place.change })}`
  if (place.page === 'yearly') {
    const { policy, from, filter } = place
    const path = policy === null ? '' : `/${encodeURIComponent(policy)}`
    return `#/yearly${path}${queryOf({ from, filter })}`
  }
  if (place.page === 'try') {
    const path = place.policy === null ? '' : `/${encodeURIComponent(place.policy)}`
    return `#/try${path}${queryOf({ about: place.about })}`
  }
  if (place.page === 'source') {
    const ids = [place.policy, place.policy === null ? null : place.document]
    const path = ids.flatMap((id) => (id === null ? [] : [`/${encodeURIComponent(id)}`])).join('')
    const { clause, parameter, addTo = null } = place
    const shown = clause === null ? null : parameter
    return `#/source${path}${queryOf({ clause, parameter: shown, add: addTo })}`
  }
  if (place.clause === null) return '#/clauses'
  return `#/clauses/${encodeURIComponent(place.clause)}${queryOf({ case: place.case })}`
}

function queryOf(asked: Readonly<Record<string, string | null>>): string {
  const parts = Object.entries(asked).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${encodeURIComponent(value).replaceAll('%2F', '/')}`],
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

export const place = createSignal<Place>(placeFromHash(location.hash))

addEventListener('hashchange', () => {
  // Asked first: what is looked at is derived as it is asked.
  asking.set(keepSame(asking.get(), askingFromHash(location.hash)))
  place.set(keepSame(place.get(), placeFromHash(location.hash)))
})

// A link says what is asked at the moment it is used, opened in another tab or copied.
for (const kind of ['pointerdown', 'focusin', 'contextmenu', 'click'])
  addEventListener(
    kind,
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a[href^="#/"]') : null
      link?.setAttribute('href', withAsking(link.getAttribute('href') ?? '', asking.get()))
    },
    { capture: true },
  )

/** The link of a clause, and of a case of it. */
export const clauseHash = (clause: string, key: string | null = null): string =>
  hashOfPlace({ page: 'clause', clause, case: key })

/** The clause that a place is about, in whichever view. */
export const clauseOf = (now: Place): string | null => ('clause' in now ? now.clause : null)

/** Goes to a place. `replace` leaves no trace in the browser's history: opening a case, say. */
export function go(next: Place, { replace = false } = {}): void {
  const hash = withAsking(hashOfPlace(next), asking.get())
  if (hash === location.hash) return
  if (replace) {
    history.replaceState(null, '', hash)
    place.set(next)
  } else location.hash = hash
}
