import { isProven, type Scale } from './shapes.ts'

/** What a piece of code gives: the name or literal that holds it. */
export type Emitted =
  | EmittedNumber
  | EmittedTruth
  | EmittedName
  | EmittedDay
  | EmittedList
  | EmittedNames
  | EmittedTruths
  | EmittedSeries
  | EmittedRecord

interface Held {
  readonly js: string
  /** True when it can never be unknown: no test for it is made. */
  readonly known: boolean
}

/** An integer over `scale.q` in a double; NaN is unknown. */
export interface EmittedNumber extends Held {
  readonly kind: 'number'
  readonly scale: Scale
  /** A condition that holds where there is no value; null: there always is one. */
  readonly none: string | null
  /** A quotient by a fact, not divided yet: `js` over this positive integer (both at their scales). */
  readonly over?: { readonly js: string; readonly scale: Scale }
}

/** 0 no, 1 yes, 2 unknown. */
export interface EmittedTruth extends Held {
  readonly kind: 'truth'
}

/** A category or text by its code in a column's dictionary, or a constant; −1 is unknown. */
export interface EmittedName extends Held {
  readonly kind: 'name'
  readonly column: string | null
  readonly constant: string | null
  readonly none: string | null
}

/** A day as a number; NaN is unknown. */
export interface EmittedDay extends Held {
  readonly kind: 'day'
  readonly none: string | null
}

/** A set of names as bits of a column's dictionary, or a constant list; −1 is unknown. */
export interface EmittedList extends Held {
  readonly kind: 'list'
  readonly column: string | null
  readonly constant: readonly string[] | null
}

/** The same value for each of so many months. */
export interface EmittedSeries {
  readonly kind: 'series'
  readonly count: EmittedNumber
  readonly value: EmittedNumber
}

/** The names of the yes/no things that are yes (or are not): only counted. */
export interface EmittedNames {
  readonly kind: 'names'
  readonly of: readonly EmittedTruth[]
  readonly are: 0 | 1
}

/** A record of yes/no fields. */
export interface EmittedTruths {
  readonly kind: 'truths'
  readonly fields: Readonly<Record<string, EmittedTruth>>
}

export interface EmittedRecord {
  readonly kind: 'record'
  readonly fields: Readonly<Record<string, EmittedNumber>>
}

/** Thrown where a clause needs more than generated code does; it is then decided by closures. */
export class Unsupported extends Error {
  readonly what: string
  constructor(what: string) {
    super(what)
    this.what = what
  }
}

/** Collects lines of code; every value gets a name of its own. */
export class Emitter {
  readonly lines: string[] = []
  /** How many integers could leave what doubles hold, and are watched at run time. */
  guards = 0
  readonly #prefix: string
  #names = 0

  /** Names begin with `prefix`, so that the code of several clauses stands in one function. */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** Holds an expression under a new name. */
  hold(expression: string): string {
    const name = `${this.#prefix}${this.#names++}`
    this.lines.push(`const ${name} = ${expression};`)
    return name
  }

  /** Holds an integer; where its bounds are not proven it is watched, and the row decided again with big integers. */
  integer(expression: string, scale: Scale): string {
    const name = this.hold(expression)
    if (isProven(scale)) return name
    this.guards++
    this.lines.push(`if (${name} > 9007199254740991 || ${name} < -9007199254740991) wide = true;`)
    return name
  }

  /** Where there is no value: one of these holds, and nothing that was needed is unknown. */
  noneWhere(conditions: readonly (string | null)[], needed: readonly EmittedNumber[]): string | null {
    const given = [...new Set(conditions.filter((one) => one !== null))]
    if (given.length === 0) return null
    const unknowns = needed.map(unknownNumber).filter((one) => one !== null)
    const any = given.map((one) => `(${one})`).join(' || ')
    return this.hold(unknowns.length > 0 ? `(${any}) && !(${unknowns.join(' || ')})` : any)
  }
}

/** How code asks whether a number is unknown; null where it never is. What has no value is not unknown. */
export function unknownNumber({ js, known, none, over }: EmittedNumber): string | null {
  if (known) return null
  const open = over ? `(${js} !== ${js} || ${over.js} !== ${over.js})` : `${js} !== ${js}`
  return none === null ? open : `(!(${none}) && ${open})`
}
