import type { Language, Words } from '../../engine/index.ts'
import { type WordKey, words } from './words.ts'

type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | Places<Rest>
  : never

type Fillings<Key extends WordKey> = Places<(typeof words)[Key]['zh'] | (typeof words)[Key]['en']>

/** Says a sentence of the table in one language; its places must be filled. */
export type Say = <Key extends WordKey>(
  key: Key,
  ...fillings: [Fillings<Key>] extends [never] ? [] : [Readonly<Record<Fillings<Key>, string | number>>]
) => string

export interface Speaker {
  readonly language: Language
  readonly t: Say
  /** A text that comes in every language, in this one. */
  readonly w: (text: Words) => string
}

const speak = (language: Language): Speaker => ({
  language,
  t: (key, ...[fillings]) =>
    words[key][language].replaceAll(/\{(\w+)\}/g, (place, name: string) =>
      fillings && Object.hasOwn(fillings, name)
        ? String((fillings as Record<string, string | number>)[name])
        : place,
    ),
  w: (text) => text[language],
})

/** One for each language, made once: what is said in one language is the same function all along. */
export const speakers: Readonly<Record<Language, Speaker>> = { zh: speak('zh'), en: speak('en') }
