import type { Words } from '../base/words.ts'
import type { ChangeEffect, ChangeKind, PolicyChange } from '../compare/change.ts'
import { fileOf, type Texts } from '../compare/content.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { Plain } from '../receipts/canonical.ts'
import { hashOf, hashOfText } from '../receipts/hash.ts'

/** A version as it was reviewed. */
export interface ReviewedVersion {
  /** As it was asked for: `v1.0.0`, `HEAD`; `files` for the files as they were. */
  readonly name: string
  /** Of all texts of the policies together. */
  readonly content: string
}

/** A file that a change is written in, with its hashes in both versions; null where it was not there. */
export interface ReviewedFile {
  /** From the policy's folder on: `employment-promotion/provisions/venue-rent.yaml`. */
  readonly file: string
  readonly before: string | null
  readonly after: string | null
}

/** A change that somebody has checked. */
export interface ReviewedChange {
  readonly kind: ChangeKind
  readonly effect: ChangeEffect
  readonly policy: string
  readonly clause: string | null
  readonly subject: string
  readonly title: Words
  readonly words: Words
  readonly files: readonly ReviewedFile[]
  /** ISO 8601, when it was ticked off. */
  readonly ticked: string
  /** What the reviewer says of it; empty: nothing. */
  readonly note: string
}

/** What a reviewer signs: every change ticked off, between two versions told by the hashes of their texts. */
export interface SignedReview {
  /** The version of this form. */
  readonly review: 1
  readonly by: string
  /** ISO 8601. */
  readonly at: string
  readonly before: ReviewedVersion
  readonly after: ReviewedVersion
  readonly changes: readonly ReviewedChange[]
  readonly note: string
  /** Of all the rest: a review that was altered has another. */
  readonly hash: string
}

/** The files that a change is written in: those of its clause in both versions, else the one it stands in. */
export function filesOfChange(
  { clause, origin }: Pick<PolicyChange, 'clause' | 'origin'>,
  sides: { readonly before: Workspace; readonly after: Workspace },
  texts: { readonly before: Texts; readonly after: Texts },
): readonly ReviewedFile[] {
  const paths = [origin.file]
  if (clause !== null)
    for (const side of [sides.before, sides.after])
      for (const one of clausesOf(side)) if (one.id === clause) paths.push(one.origin.file)
  const files = new Map<string, ReviewedFile>()
  const hash = (side: Texts, path: string) => {
    const text = side.get(path)
    return text === undefined ? null : hashOfText(text)
  }
  for (const path of paths)
    files.set(path, {
      file: fileOf(path),
      before: hash(texts.before, path),
      after: hash(texts.after, path),
    })
  return [...files.values()]
}

/** Seals a review with the hash of what it says. */
export const signed = (review: Omit<SignedReview, 'hash'>): SignedReview => ({
  ...review,
  hash: hashOf(review as unknown as Plain),
})

/** Whether a review says what it was sealed with. */
export function isSealed({ hash, ...rest }: SignedReview): boolean {
  return hashOf(rest as unknown as Plain) === hash
}

export const reviewText = (review: SignedReview): string => `${JSON.stringify(review, null, 2)}\n`
