import type { Words } from '../base/words.ts'
import { fileOf, type Texts, versionHash } from '../compare/content.ts'
import { isPlain } from '../receipts/canonical.ts'
import { hashOfText } from '../receipts/hash.ts'
import { isSealed, type ReviewedChange, type SignedReview } from './review.ts'

/** Whether what was ticked off is still what stands there. */
export interface Standing {
  readonly change: ReviewedChange
  /** Files that are others now, or gone; empty: the tick stands. */
  readonly altered: readonly { readonly file: string; readonly now: 'changed' | 'gone' | 'new' }[]
}

/** A signed review held against files. */
export interface ReviewStanding {
  readonly changes: readonly Standing[]
  /** Whether all texts together are those that were signed. */
  readonly isWhole: boolean
}

/**
 * Holds a signed review against the files as they are: a file that changed since voids the ticks of the changes
 * that are written in it.
 *
 * Shape   review × texts → each change with the files that are others now
 */
export function standingOf(review: SignedReview, texts: Texts): ReviewStanding {
  const hashes = new Map([...texts].map(([path, text]) => [fileOf(path), hashOfText(text)]))
  return {
    isWhole: versionHash(texts) === review.after.content,
    changes: review.changes.map((change) => ({
      change,
      altered: change.files.flatMap(({ file, after }) => {
        const hash = hashes.get(file) ?? null
        if (hash === after) return []
        return [
          {
            file,
            now: hash === null ? ('gone' as const) : after === null ? ('new' as const) : ('changed' as const),
          },
        ]
      }),
    })),
  }
}

export type ReadReview =
  | { readonly ok: true; readonly review: SignedReview }
  | { readonly ok: false; readonly why: Words; readonly fix: Words }

const again: Words = { zh: '用工作台导出的原文件', en: 'take the file as the workbench exported it' }

/** Reads a signed review; one that was altered since it was signed is refused. */
export function reviewFromText(text: string): ReadReview {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    // What is wrong where is said otherwise by each version of JavaScript.
    return refused({ zh: '不是 JSON', en: 'this is no JSON' })
  }
  if (!isPlain(data) || !isReview(data))
    return refused({ zh: '不是签署的审阅', en: 'this is no signed review' })
  if (!isSealed(data))
    return refused({
      zh: '签署以后内容被改动：哈希对不上',
      en: 'it was altered after it was signed: its hash is another',
    })
  return { ok: true, review: data }
}

const refused = (why: Words): ReadReview => ({ ok: false, why, fix: again })

type Field = 'text' | 'words' | 'text or null'

const fits: Readonly<Record<Field, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text or null': (value) => value === null || typeof value === 'string',
  words: (value) => has(value, { zh: 'text', en: 'text' }),
}

const has = (value: unknown, fields: Readonly<Record<string, Field>>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(fields).every(([key, field]) => fits[field]((value as Record<string, unknown>)[key]))

const listOf = (value: unknown, accepts: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(accepts)

function isReview(data: unknown): data is SignedReview {
  const review = data as Record<string, unknown> | null
  if (!has(review, { by: 'text', at: 'text', note: 'text', hash: 'text' }) || review?.review !== 1)
    return false
  return (
    [review.before, review.after].every((side) => has(side, { name: 'text', content: 'text' })) &&
    listOf(
      review.changes,
      (one) =>
        has(one, {
          kind: 'text',
          effect: 'text',
          policy: 'text',
          clause: 'text or null',
          subject: 'text',
          title: 'words',
          words: 'words',
          ticked: 'text',
          note: 'text',
        }) &&
        listOf((one as Record<string, unknown>).files, (file) =>
          has(file, { file: 'text', before: 'text or null', after: 'text or null' }),
        ),
    )
  )
}
