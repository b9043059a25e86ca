import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The secret of one start: in the printed address once, then in a cookie that scripts cannot read. */
export interface Guard {
  readonly secret: string
  readonly cookie: (port: number) => string
  /** The right key in the address. */
  readonly hasKey: (url: URL) => boolean
  readonly hasCookie: (request: IncomingMessage, port: number) => boolean
}

const digest = (text: string) => createHash('sha256').update(text).digest()

const same = (given: string | null | undefined, secret: string): boolean =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(secret))

const cookieName = (port: number) => `clausebook-${port}`

export function newGuard(): Guard {
  const secret = randomBytes(24).toString('base64url')
  return {
    secret,
    cookie: (port) => `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    hasKey: (url) => same(url.searchParams.get('key'), secret),
    hasCookie: (request, port) => {
      const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim().split('='))
      return cookies.some(([name, value]) => name === cookieName(port) && same(value, secret))
    },
  }
}

/** Names under which this machine reaches itself; a page of another name must not reach us (DNS rebinding). */
export const hostsOf = (port: number): readonly string[] =>
  // Browsers leave the usual port out.
  ['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`))

/** A request that another site's page could have made; a page of another port is another site too. */
export function isForeign(request: IncomingMessage, port: number): boolean {
  const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers
  if (origin !== undefined && !hostsOf(port).some((host) => origin === `http://${host}`)) return true
  const reading = request.method === 'GET' || request.method === 'HEAD'
  // Going to the page by a link from elsewhere is fine; fetching it from elsewhere is not.
  if (site === 'cross-site' || site === 'same-site') return !(reading && mode === 'navigate')
  return !reading && origin === undefined && site !== 'same-origin'
}

/** On every answer. Styles are written by the component library; scripts come from our files alone. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
