import type { Words } from '../../engine/index.ts'
import { createSignal } from './signal.ts'

/** A version that the repository around the policies keeps. */
export interface RevisionInfo {
  readonly name: string
  readonly kind: 'branch' | 'tag' | 'commit'
  readonly commit: string
  readonly at: string
  readonly by: string
  readonly subject: string
}

type Files = readonly { readonly path: string; readonly text: string }[]

/** null: not asked for yet. */
export const revisions = createSignal<readonly RevisionInfo[] | null>(null)

/** Asks the server for the versions. A folder without git has none, which is no fault. */
export async function lookForRevisions(): Promise<void> {
  try {
    const response = await fetch('/api/revisions', { headers: { accept: 'application/json' } })
    if (!response.ok) return
    revisions.set(((await response.json()) as { revisions: readonly RevisionInfo[] }).revisions)
  } catch {
    revisions.set(revisions.get() ?? [])
  }
}

export type RevisionAnswer =
  | { readonly ok: true; readonly files: Files }
  | { readonly ok: false; readonly why: Words }

const unanswered: Words = { zh: '本机的服务没有回答', en: 'The local server did not answer' }

/** The policies as a version had them. */
export async function readVersion(name: string): Promise<RevisionAnswer> {
  try {
    const response = await fetch(`/api/revisions/${encodeURIComponent(name)}`, {
      headers: { accept: 'application/json' },
    })
    const body = await response.json()
    return response.ok ? { ok: true, files: body.files } : { ok: false, why: body.message ?? unanswered }
  } catch {
    return { ok: false, why: unanswered }
  }
}
