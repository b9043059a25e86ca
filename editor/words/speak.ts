import type { Language, Words } from '../../engine/index.ts'
import { words } from './words.ts'

type Table = Readonly<Record<string, Words>>

type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | Places<Rest>
  : never

type Fillings<T extends Table, Key extends keyof T> = Places<T[Key]['zh'] | T[Key]['en']>

/** Says a sentence of a table in one language; its places must be filled. */
type SayOf<T extends Table> = <Key extends keyof T & string>(
  key: Key,
  ...fillings: [Fillings<T, Key>] extends [never] ? [] : [Readonly<Record<Fillings<T, Key>, string | number>>]
) => string

/** Who speaks one language, from a table of sentences. */
interface SpeakerOf<T extends Table> {
  readonly language: Language
  readonly t: SayOf<T>
  /** A text that comes in every language, in this one. */
  readonly w: (text: Words) => string
}

export type Speaker = SpeakerOf<typeof words>

const speak = <T extends Table>(table: T, language: Language): SpeakerOf<T> => ({
  language,
  t: (key, ...[fillings]) =>
    (table[key] as Words)[language].replaceAll(/\{(\w+)\}/g, (place, name: string) =>
      fillings && Object.hasOwn(fillings, name)
        ? String((fillings as Record<string, string | number>)[name])
        : place,
    ),
  w: (text) => text[language],
})

/** One for each language, made once: what is said in one language is the same function all along. */
export const speakersOf = <T extends Table>(table: T): Readonly<Record<Language, SpeakerOf<T>>> => ({
  zh: speak(table, 'zh'),
  en: speak(table, 'en'),
})

export const speakers = speakersOf(words)
