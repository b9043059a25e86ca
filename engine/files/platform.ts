import path from 'node:path'

/** How one kind of system treats files, where it matters to a save. */
export interface FileSystemHabits {
  /** A file has a mode that a copy of it must get. */
  readonly hasModes: boolean
  /** A folder can be opened, so that its entries can be forced to the disk. */
  readonly syncsFolders: boolean
  /** Whether a refused rename may go through in a moment. */
  readonly mayRename: (code: string, step: number) => boolean
  /** A path with `/`, relative to a folder; `.` for the folder itself. */
  readonly shown: (absolute: string, folder: string) => string
  /** The parts of a path below a folder; null for the folder itself and for all that is not below it. */
  readonly below: (absolute: string, folder: string) => readonly string[] | null
}

const paths = (of: path.PlatformPath): Pick<FileSystemHabits, 'shown' | 'below'> => ({
  shown: (absolute, folder) => of.relative(folder, absolute).split(of.sep).join('/') || '.',
  below: (absolute, folder) => {
    const inside = of.relative(folder, absolute)
    // Another drive has no way that leads there: the path stays whole.
    if (inside === '' || of.isAbsolute(inside)) return null
    const parts = inside.split(of.sep)
    return parts[0] === '..' ? null : parts
  },
})

/** Linux, macOS and their like. */
export const posix: FileSystemHabits = {
  hasModes: true,
  syncsFolders: true,
  mayRename: () => false,
  ...paths(path.posix),
}

/** How often a rename is tried again on Windows, where a scanner or indexer may hold a new file for a moment. */
const renameSteps = 20

/** A rename is on the disk with the journal, and a folder cannot be opened. */
export const windows: FileSystemHabits = {
  hasModes: false,
  syncsFolders: false,
  mayRename: (code, step) => step < renameSteps && ['EPERM', 'EACCES', 'EBUSY'].includes(code),
  ...paths(path.win32),
}

/** Those of this machine. */
export const habits: FileSystemHabits = process.platform === 'win32' ? windows : posix
