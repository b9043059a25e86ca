import type { Words } from '../../engine/index.ts'
import type { FileEdits } from './derive.ts'
import { logEdits } from './log.ts'
import type { ReviewedChangeView } from './review-view.ts'
import { type Compared, compare, reviewing, unsignedOf } from './reviewing.ts'
import { draft, tick, tickState } from './ticks.ts'
import { caughtUp, derivation } from './workbench.ts'

/** A policy's version as it is to be after signing. */
export interface VersionRaise {
  readonly folder: string
  readonly version: string
}

export type Signed =
  | { readonly ok: true; readonly name: string; readonly json: string; readonly page: string }
  | { readonly ok: false; readonly why: Words }

const moved: Words = {
  zh: '签署时文件又变了，请再核对',
  en: 'the files changed meanwhile: check again',
}

/** The version line of a policy is part of what is signed: it is written before the hashes are taken. */
const isVersion = ({ kind, subject }: ReviewedChangeView): boolean =>
  kind === 'policy-changed' && /version$/.test(subject)

/**
 * Signs what was ticked off: writes the new versions, compares once more, seals, and notes it in the logs of the
 * policies. Everything it writes is unsaved, as any other edit.
 */
export async function sign(
  raises: readonly VersionRaise[],
  note: string,
  at: string,
  language: 'zh' | 'en',
): Promise<Signed> {
  const raised = raises.map(
    ({ folder, version }): FileEdits => ({
      path: `${folder}/policy.yaml`,
      edits: [{ kind: 'set', at: ['version'], text: version }],
    }),
  )
  const refused = raised.length > 0 ? await derivation.editAll(raised) : null
  if (refused) return { ok: false, why: refused }
  await caughtUp()
  await compare()
  const view = reviewing.get()?.view
  if (!view?.ok) return { ok: false, why: moved }
  for (const change of view.changes) if (isVersion(change) && raises.length > 0) tick(change, at)
  if (view.changes.some((change) => tickState(draft.get(), change) !== 'ticked'))
    return { ok: false, why: moved }
  const { json, page, hash } = await derivation.sign(unsignedOf(view, note), language)
  await noted(view, raises, note, hash)
  return { ok: true, name: nameOf(view, at), json, page }
}

/** One line in the log of each policy that changed, where the new version is the one at hand. */
async function noted(
  view: Compared,
  raises: readonly VersionRaise[],
  note: string,
  hash: string,
): Promise<void> {
  if (view.after.name !== 'now') return
  const changed = new Set(view.changes.map(({ policy }) => policy))
  const before = new Map(view.before.policies.map(({ id, version }) => [id, version]))
  for (const { id, folder, version } of view.after.policies) {
    if (!changed.has(id)) continue
    const raise = raises.find((one) => one.folder === folder)
    await derivation.editAll([
      logEdits(folder, {
        what: 'review',
        changes: [
          { path: 'version', was: before.get(id) ?? version, value: raise?.version ?? version, review: hash },
        ],
        basis: note.trim() === '' ? `${view.changes.length} / ${view.changes.length}` : note.trim(),
      }),
    ])
  }
}

const nameOf = ({ changes }: Compared, at: string): string => {
  const policies = [...new Set(changes.map(({ policy }) => policy))]
  return `review-${at.slice(0, 10)}${policies.length === 1 ? `-${policies[0]}` : ''}`
}
