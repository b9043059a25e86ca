import type { ServerResponse } from 'node:http'
import type { Words } from '../base/words.ts'
import { failureWords } from './failures.ts'
import { securityHeaders } from './guard.ts'

/** A fault of a request, in both languages; never a stack trace. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: Words
}

export const refusals = {
  hostUnknown: {
    status: 421,
    code: 'HOST_UNKNOWN',
    message: { zh: '主机名不对', en: 'this host name is not served' },
  },
  foreign: {
    status: 403,
    code: 'ORIGIN_FOREIGN',
    message: { zh: '请求来自别的网站', en: 'the request comes from another site' },
  },
  locked: {
    status: 401,
    code: 'KEY_MISSING',
    message: { zh: '请打开终端里印出的地址', en: 'open the address printed in the terminal' },
  },
  notFound: { status: 404, code: 'NOT_FOUND', message: { zh: '没有这一项', en: 'there is no such thing' } },
  readOnly: {
    status: 403,
    code: 'READ_ONLY',
    message: { zh: '原文不可修改', en: 'source documents cannot be changed' },
  },
  notAllowed: {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: { zh: '不支持这种请求', en: 'this method is not allowed' },
  },
  notJson: {
    status: 415,
    code: 'NOT_JSON',
    message: { zh: '请求内容须为 JSON', en: 'the body must be JSON' },
  },
  badBody: {
    status: 400,
    code: 'BODY_MALFORMED',
    message: {
      zh: '请求内容要有 text 和 expect；新建文件要有 policy、name 和 text',
      en: 'the body needs text and expect, or for a new file policy, name and text',
    },
  },
  badName: {
    status: 400,
    code: 'NAME_UNFIT',
    message: { zh: '政策文件夹里不能有这个名称的文件', en: 'a policy has no file of this name' },
  },
  badCommit: {
    status: 400,
    code: 'BODY_MALFORMED',
    message: {
      zh: '请求内容要有 ids、message、branch 和 author',
      en: 'the body needs ids, message, branch and author',
    },
  },
  tooLarge: { status: 413, code: 'BODY_TOO_LARGE', message: { zh: '内容过大', en: 'the body is too large' } },
} as const satisfies Record<string, Refusal>

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}

export const answerRefusal = (response: ServerResponse, { status, code, message }: Refusal): void =>
  answerJson(response, status, { code, message })

/** Refuses a method, and names the one that is meant. */
export function answerNotAllowed(response: ServerResponse, allowed: 'GET' | 'PUT' | 'POST'): void {
  response.setHeader('allow', allowed)
  answerRefusal(response, refusals.notAllowed)
}

/** What went wrong on the way, by its code alone. An answer already begun is cut off, or it would pass for whole. */
export function answerFailure(response: ServerResponse, fault: unknown): void {
  const given = (fault as { code?: unknown } | null)?.code
  const code = typeof given === 'string' ? given : 'FAILED'
  if (response.headersSent) response.destroy()
  else answerRefusal(response, { status: 500, code, message: failureWords(code) })
}

export function answerPage(response: ServerResponse, { status, message }: Refusal): void {
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>条款簿 Clausebook</title><body style="font:16px/1.7 system-ui,sans-serif;margin:3rem"><p>${message.zh}。</p><p lang="en">Please ${message.en}.</p></body></html>`,
  )
}
