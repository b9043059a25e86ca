import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './save.ts'

/** A file that grows while a batch runs, under the name `….part`, and takes its own name when it is whole. */
export interface ResultFile {
  readonly path: string
  /** Bytes appended so far, written or not. */
  readonly length: () => number
  /** Text, or text as UTF-8. */
  readonly append: (text: string | Uint8Array) => void
  /** Writes what was appended, when it is much. */
  readonly drain: () => Promise<void>
  /** Writes all that was appended and waits until it is on the disk. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

export const partPath = (path: string): string => `${path}.part`

/** Bytes that are gathered before they are written. */
const much = 1 << 18

/**
 * Opens the part of a result file at a length: what a killed run wrote past it is cut off.
 *
 * Errors  throws PART_SHORT where the part is shorter, and the system's own
 */
export async function openResult(path: string, length: number): Promise<ResultFile> {
  const part = partPath(path)
  const handle = await open(part, length === 0 ? 'w' : 'r+')
  try {
    if ((await handle.stat()).size < length)
      throw Object.assign(new Error('the part is shorter than what was kept of it'), { code: 'PART_SHORT' })
    await handle.truncate(length)
  } catch (fault) {
    await handle.close()
    throw fault
  }
  let written = length
  let waiting: string[] = []
  let pieces: Uint8Array[] = []
  let bytes = 0
  const gather = () => {
    if (waiting.length > 0) pieces.push(Buffer.from(waiting.join('')))
    waiting = []
  }
  const flush = async () => {
    gather()
    if (bytes === 0) return
    const whole = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
    pieces = []
    await writeWhole(handle, whole, written)
    written += whole.length
    bytes = 0
  }
  return {
    path,
    length: () => written + bytes,
    append: (text) => {
      if (typeof text === 'string') {
        waiting.push(text)
        bytes += Buffer.byteLength(text)
      } else {
        gather()
        pieces.push(text)
        bytes += text.length
      }
    },
    drain: async () => {
      if (bytes >= much) await flush()
    },
    sync: async () => {
      await flush()
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

/** The system may write less than it was given, and then say why not the rest. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Gives a part that is whole its own name; one that has it already is left alone. */
export async function finishResult(path: string): Promise<void> {
  try {
    await rename(partPath(path), path)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
  }
  await syncFolder(dirname(path))
}
