/** One program of a tree as one file, with the packages outside it. */
export function bundle(options: {
  readonly root: string
  readonly entry: string
  readonly out: string
  readonly replaced?: ReadonlyMap<string, string>
  readonly aliases?: Readonly<Record<string, string>>
  readonly splitting?: boolean
}): Promise<string>
