/** How much of a version a change asks for: words, values, or rules. */
export const bumps = ['none', 'patch', 'minor', 'major'] as const

export type Bump = (typeof bumps)[number]

/** `1.2.0` in its three numbers. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
}

/** Three whole numbers with dots; undefined for any other form. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(text) ?? []
  return patch === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor), patch: Number(patch) }
}

export const formatVersion = ({ major, minor, patch }: Version): string => `${major}.${minor}.${patch}`

export const larger = (a: Bump, b: Bump): Bump => (bumps.indexOf(a) >= bumps.indexOf(b) ? a : b)

/** Negative, zero or positive, as the first is before, at or after the second. */
export const compareVersions = (a: Version, b: Version): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch

/**
 * The least version that a change asks for. Before 1.0.0 the middle number stands for the first, as nothing
 * has been promised yet.
 *
 * Source  Semantic Versioning 2.0.0, of which this is the part without labels
 */
export function leastAfter(version: Version, bump: Bump): Version {
  const { major, minor, patch } = version
  if (bump === 'none') return version
  if (bump === 'patch') return { major, minor, patch: patch + 1 }
  if (bump === 'minor' || major === 0) return { major, minor: minor + 1, patch: 0 }
  return { major: major + 1, minor: 0, patch: 0 }
}
