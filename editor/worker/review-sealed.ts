import { type Language, reviewPage, reviewText, signed } from '../../engine/index.ts'
import type { Unsigned } from '../state/review-view.ts'

/** A signed review as files. */
export interface SealedReview {
  readonly json: string
  /** A page to print, by itself. */
  readonly page: string
  readonly hash: string
}

export async function sealed(unsigned: Unsigned, language: Language): Promise<SealedReview> {
  const review = signed(unsigned)
  return { json: reviewText(review), page: reviewPage(review, language), hash: review.hash }
}
