import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerRefusal, refusals } from './answer.ts'

const bodyLimit = 2 << 20
const drainLimit = 16 << 20

/** The JSON of a request, `{}` where it is none; undefined where it was refused, and that was answered. */
export async function readJson(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<unknown | undefined> {
  // No page of another site can send this type without asking first.
  if (request.headers['content-type']?.toLowerCase() !== 'application/json') {
    answerRefusal(response, refusals.notJson)
    return undefined
  }
  const body = await readBody(request)
  // One without end is not read to its end.
  if (!request.complete) response.setHeader('connection', 'close')
  if (body === undefined) {
    answerRefusal(response, refusals.tooLarge)
    return undefined
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) ?? {}
  } catch {
    return {}
  }
}

/** The whole body, or undefined past the limit; some more is let through unread so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > drainLimit) break
    if (size <= bodyLimit) chunks.push(chunk)
  }
  return size <= bodyLimit ? Buffer.concat(chunks) : undefined
}
