/** The encodings that tables of applicants come in. */
export const encodings = ['utf-8', 'gb18030'] as const

export type Encoding = (typeof encodings)[number]

/** Reads bytes of one encoding, all of them or none: `undefined` where they are no text of it. */
export function readerOf(encoding: Encoding): (bytes: Uint8Array) => string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
}

/** What a whole file looked like when read as one encoding. */
export interface Look {
  /** Every byte is text in this encoding. */
  readonly isText: boolean
  readonly isAscii: boolean
  /** It holds characters as Chinese is written with: Han, its punctuation, full-width forms. */
  readonly hasHan: boolean
  /** It holds characters that no two people have agreed on: a sign of a wrong guess. */
  readonly hasPrivate: boolean
}

const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]|[\u{20000}-\u{323af}]/u
const privateUse = /[\ue000-\uf8ff\ufffd]/
const notAscii = /[\u0080-\uffff]/

/** Looks at a file piece by piece as text of one encoding; `look` closes it. */
export function looker(encoding: Encoding): {
  readonly push: (bytes: Uint8Array) => void
  readonly look: () => Look
} {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const seen = { isText: true, isAscii: true, hasHan: false, hasPrivate: false }
  const take = (text: string) => {
    if (!notAscii.test(text)) return
    seen.isAscii = false
    seen.hasHan ||= han.test(text)
    seen.hasPrivate ||= privateUse.test(text)
  }
  const attempt = (decode: () => string) => {
    if (!seen.isText) return
    try {
      take(decode())
    } catch {
      seen.isText = false
    }
  }
  return {
    push: (bytes) => attempt(() => decoder.decode(bytes, { stream: true })),
    look: () => {
      attempt(() => decoder.decode())
      return seen
    },
  }
}

/** True when the look as UTF-8 decides by itself; else the same bytes are looked at as GB18030. */
export const isSurelyUtf8 = ({ isText, isAscii, hasHan }: Look): boolean => isText && (isAscii || hasHan)

/**
 * The encoding of a file from how it looked; undefined where both or neither fit.
 *
 * Bytes that are UTF-8 and spell Chinese are hardly ever meant otherwise: three bytes in a row would all
 * have to fall into place. Those that spell only letters of two bytes are: many Chinese words in GB18030 do.
 */
export function encodingFrom(utf8: Look, gb18030: Look): Encoding | undefined {
  if (isSurelyUtf8(utf8)) return 'utf-8'
  const fitsGb18030 = gb18030.isText && gb18030.hasHan && !gb18030.hasPrivate
  if (utf8.isText) return gb18030.isText ? undefined : 'utf-8'
  return fitsGb18030 ? 'gb18030' : undefined
}
