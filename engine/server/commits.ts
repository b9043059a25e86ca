import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerJson, answerRefusal, refusals } from './answer.ts'
import { readJson } from './body.ts'
import type { FileStore } from './files.ts'
import type { Author, CommitWanted, Repository } from './repository.ts'

/** Commits files that are on disk: `{ ids, message, branch, author }`. */
export async function answerCommit(
  request: IncomingMessage,
  response: ServerResponse,
  store: FileStore,
  repository: Repository,
): Promise<void> {
  const body = await readJson(request, response)
  if (body === undefined) return
  const wanted = commitFrom(body)
  if (!wanted) return answerRefusal(response, refusals.badCommit)
  const paths = await store.pathsOf(wanted.ids)
  if (!paths) return answerRefusal(response, refusals.notFound)
  const committed = await repository.commit({ ...wanted, paths })
  if (committed.ok) answerJson(response, 200, committed)
  else answerJson(response, 409, { code: committed.code, message: committed.message })
}

const isLine = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest && !/[\p{Cc}]/u.test(value)

function commitFrom(body: unknown): (Omit<CommitWanted, 'paths'> & { ids: readonly string[] }) | undefined {
  const { ids, message, branch, author } = (body ?? {}) as Record<string, unknown>
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) return undefined
  if (typeof message !== 'string' || message.trim() === '' || message.length > 20_000) return undefined
  if (message.includes('\0')) return undefined
  if (branch !== null && !isLine(branch, 200)) return undefined
  const who = author === null ? null : authorFrom(author)
  return who === undefined ? undefined : { ids, message, branch, author: who }
}

/** Git would take `<` and `>` out of a name without a word. */
function authorFrom(value: unknown): Author | undefined {
  const { name, email } = (value ?? {}) as Record<string, unknown>
  const isName = (text: unknown): text is string => isLine(text, 200) && !/[<>]/.test(text)
  return isName(name) && isName(email) ? { name, email } : undefined
}
