/** The codes of names, column by column. Names that rules speak of come first; others as they are met. */
export class Dictionaries {
  readonly #columns = new Map<string, Map<string, number>>()

  /** A name's code in a column; a new name gets the next. */
  code(column: string, name: string): number {
    const codes = this.#column(column)
    const known = codes.get(name)
    if (known !== undefined) return known
    codes.set(name, codes.size)
    return codes.size - 1
  }

  /** A set of names as bits. Names past the thirtieth are of no rule and leave no mark. */
  mask(column: string, names: readonly string[]): number {
    const codes = this.#column(column)
    return names.reduce((mask, name) => {
      const code = codes.get(name)
      return code === undefined || code > 29 ? mask : mask | (1 << code)
    }, 0)
  }

  /** The names of a column, by their codes. */
  namesOf(column: string): readonly string[] {
    return [...this.#column(column).keys()]
  }

  #column(column: string): Map<string, number> {
    const known = this.#columns.get(column)
    if (known) return known
    const made = new Map<string, number>()
    this.#columns.set(column, made)
    return made
  }
}
