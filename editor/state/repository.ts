import type { Words } from '../../engine/index.ts'
import { createSignal } from './signal.ts'
import type { ChangeRow } from './view.ts'

/** The git repository around the policies, as the local server tells it. */
export interface RepositoryInfo {
  readonly branch: string | null
  readonly branches: readonly string[]
  readonly head: string | null
  readonly author: { readonly name: string; readonly email: string } | null
  /** Ids of the files that differ from its last commit. */
  readonly uncommitted: readonly string[]
}

export interface CommitAsked {
  readonly ids: readonly string[]
  readonly message: string
  readonly branch: string | null
  readonly author: { readonly name: string; readonly email: string } | null
}

export interface RepositoryState {
  /** null: there is none, or it was not looked at yet. */
  readonly info: RepositoryInfo | null
  readonly busy: boolean
  readonly done: { readonly commit: string; readonly branch: string | null } | null
  readonly trouble: Words | null
  /** What was saved since the last commit, in words: the draft of the message. */
  readonly told: readonly ChangeRow[]
}

export const repository = createSignal<RepositoryState>({
  info: null,
  busy: false,
  done: null,
  trouble: null,
  told: [],
})

const update = (part: Partial<RepositoryState>) => repository.set({ ...repository.get(), ...part })

/** Asks the server anew. A folder without git has no repository, which is no fault. */
export async function lookAtRepository(): Promise<void> {
  try {
    const response = await fetch('/api/repository', { headers: { accept: 'application/json' } })
    if (!response.ok) return
    update({ info: ((await response.json()) as { repository: RepositoryInfo | null }).repository })
  } catch {
    // The server is gone: saving says so.
  }
}

/** These changes are on disk now. */
export function tellSaved(changes: readonly ChangeRow[]): void {
  const { told } = repository.get()
  const of = ({ policy, clause, kind, title }: ChangeRow) => `${policy} ${clause} ${kind} ${title.en}`
  const again = new Set(changes.map(of))
  update({ told: [...told.filter((row) => !again.has(of(row))), ...changes], done: null })
}

const unanswered: Words = {
  zh: '本机的服务没有回答；文件已经保存，可以稍后再提交。',
  en: 'The local server did not answer; the files are saved and can be committed later.',
}

/** Commits files that are on disk. Where it is refused, everything is as before. */
export async function commitFiles(asked: CommitAsked): Promise<void> {
  if (repository.get().busy) return
  update({ busy: true, done: null, trouble: null })
  try {
    const response = await fetch('/api/commits', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
    const body = await response.json()
    if (response.ok) update({ done: { commit: body.commit, branch: body.branch }, told: [] })
    else update({ trouble: body.message })
  } catch {
    update({ trouble: unanswered })
  }
  await lookAtRepository()
  update({ busy: false })
}

/** The draft of a message: what was saved, line by line. */
export function draftMessage(
  told: readonly ChangeRow[],
  line: (row: ChangeRow) => string,
  fallback: string,
): string {
  const lines = told.map(line)
  const [first] = lines
  if (first === undefined) return fallback
  return lines.length === 1 ? first : `${fallback}\n\n${lines.map((one) => `- ${one}`).join('\n')}`
}
