/** One record of a table as bytes, without its line end. */
export interface RecordBytes {
  /** null: longer than any record is read. */
  readonly bytes: Uint8Array | null
  /** The offset in the file where the next record begins. */
  readonly end: number
  /** The file ended inside a quote. */
  readonly isOpen: boolean
}

/** Bytes of one record, at most: what never ends must not fill the memory. */
export const longestRecord = 1 << 20

const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d]

/** Where in a cell the reading stands. */
type State = 'start' | 'plain' | 'quoted' | 'after-quote'

export interface RecordReader {
  /** Takes the next piece of the file. */
  readonly push: (piece: Uint8Array) => void
  /** The next record that is whole; after `finish`, the rest too. */
  readonly next: () => RecordBytes | undefined
  readonly finish: () => void
}

/**
 * Parts a file into records by its bytes, so that the place after each is known to the byte: reading goes on
 * from there after an interruption. In UTF-8 and in GB18030 no byte of a longer character is a quote, a comma
 * or a line end.
 *
 * Shape   pieces of a file → records, however the pieces are cut; blank lines are none
 * Source  RFC 4180 (`quotes`), NDJSON (without)
 */
export function recordReader(quotes: boolean, from = 0): RecordReader {
  let rest: Uint8Array = new Uint8Array(0)
  let offset = from
  let [start, at] = [0, 0]
  let state: State = 'start'
  let isTooLong = false
  let isFinished = false
  let nextQuote = -2

  const push = (piece: Uint8Array) => {
    if (isTooLong) start = at
    const kept = rest.subarray(start)
    at -= start
    offset += start
    start = 0
    nextQuote = -2
    if (kept.length === 0) {
      rest = piece
      return
    }
    rest = new Uint8Array(kept.length + piece.length)
    rest.set(kept)
    rest.set(piece, kept.length)
  }

  const record = (end: number, next: number, isOpen = false): RecordBytes => {
    const isCrLf = end > start && rest[end - 1] === carriageReturn
    const tooLong = isTooLong || end - start > longestRecord
    const bytes = tooLong ? null : rest.subarray(start, isCrLf ? end - 1 : end)
    at = next
    start = next
    state = 'start'
    isTooLong = false
    return { bytes, end: offset + next, isOpen }
  }

  /** The offset of the line end that closes the record, or -1 when it is not here yet. */
  const findEnd = (): number => {
    if (state === 'start' && at === start) {
      const line = rest.indexOf(lineFeed, at)
      if (quotes && nextQuote !== -1 && nextQuote < at) nextQuote = rest.indexOf(quote, at)
      if (!quotes || nextQuote === -1 || (line >= 0 && line < nextQuote)) {
        if (line < 0) {
          // Without a quote so far there is nothing to keep in mind, but where the next look begins.
          if (!quotes) at = rest.length
          else walk()
        }
        return line
      }
    }
    if (!quotes) {
      const line = rest.indexOf(lineFeed, at)
      at = line < 0 ? rest.length : line
      return line
    }
    return walk()
  }

  const walk = (): number => {
    for (; at < rest.length; at++) {
      const byte = rest[at]
      if (state === 'quoted') {
        const close = rest.indexOf(quote, at)
        if (close < 0) {
          at = rest.length
          return -1
        }
        at = close
        state = 'after-quote'
      } else if (byte === lineFeed) return at
      else if (byte === comma) state = 'start'
      else if (byte === quote) state = state === 'plain' ? 'plain' : 'quoted'
      else state = 'plain'
    }
    return -1
  }

  const next = (): RecordBytes | undefined => {
    for (;;) {
      const end = findEnd()
      let found: RecordBytes | undefined
      if (end >= 0) found = record(end, end + 1)
      else if (isFinished && (start < rest.length || isTooLong))
        found = record(rest.length, rest.length, state === 'quoted')
      else {
        if (rest.length - start > longestRecord) isTooLong = true
        return undefined
      }
      if (found.bytes?.length !== 0) return found
    }
  }
  return {
    push,
    next,
    finish: () => {
      isFinished = true
    },
  }
}
