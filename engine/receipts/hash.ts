import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, type Plain } from './canonical.ts'

/**
 * SHA-256 of a text's UTF-8 bytes, in lower-case hex: of a file's text, what `sha256sum` says of the file.
 *
 * Source  FIPS 180-4
 */
export const hashOfText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of the canonical JSON of data. */
export const hashOf = (data: Plain): string => hashOfText(canonicalJson(data))
