import { createContext } from 'react'

/** Beside its text, a parameter shows where its words stand; on a page without the text it cannot. */
export interface TextPlaces {
  readonly has: (parameter: string) => boolean
  readonly chosen: string | null
  readonly show: (parameter: string) => void
}

/** Set around the fields of a clause that stands beside its text. */
export const TextPlacesContext = createContext<TextPlaces | null>(null)
