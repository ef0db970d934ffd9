/**
 * The door of the server: who may come in, from where, and what a page may do.
 *
 * The server listens on this machine only and takes no request that names another host (a page of
 * the world that points its own name at this machine is refused). A session begins with the key
 * that the terminal prints; its cookie is for this site only and no script reads it. What changes
 * something must also come from a page of this server.
 *
 * @fr contrôle d'accès
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'

const COOKIE = 'vigie-session'
const DAY_SECONDS = 86_400

/** One page's worth of what it may load: nothing but this server. */
export const headers = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // Mantine sets sizes and positions on elements; no style sheet of others is loaded.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    // The server speaks plain HTTP on this machine only: a browser must not insist on TLS.
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
  })

const NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The name in a `Host` header, without its port. */
const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/** Refuses a request that is not addressed to this machine. */
export const ownHostOnly = (allowed: ReadonlySet<string> = NAMES): MiddlewareHandler => {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (!allowed.has(nameOf(host))) return context.text('421', 421)
    await next()
    return undefined
  }
}

/** Refuses a change that a page of another site asks for. */
export const ownOriginOnly: MiddlewareHandler = async (context, next) => {
  const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const own = `http://${context.req.header('host') ?? ''}`
  const isForeign =
    (origin !== undefined && origin !== own) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  if (isChange && isForeign) return context.text('403', 403)
  await next()
  return undefined
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The administrator's key, and the sessions that it has opened. */
export class Door {
  readonly key: string
  readonly #sessions = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number, key: string = randomBytes(24).toString('base64url')) {
    this.key = key
    this.#now = now
  }

  /** Gives a session for the right key; nothing for any other. */
  open(key: string): string | undefined {
    if (!timingSafeEqual(digest(key), digest(this.key))) return undefined
    const session = randomBytes(24).toString('base64url')
    this.#sessions.set(session, this.#now() + DAY_SECONDS * 1000)
    return session
  }

  knows(session: string): boolean {
    const until = this.#sessions.get(session)
    return until !== undefined && until > this.#now()
  }

  /** `GET /enter?key=…`: from the address that the terminal prints to the page. */
  readonly enter: MiddlewareHandler = async (context) => {
    const session = this.open(context.req.query('key') ?? '')
    if (session === undefined) return context.redirect('/?refused=key', 303)
    setCookie(context, COOKIE, session, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: DAY_SECONDS,
    })
    return context.redirect('/', 303)
  }

  /** A session by cookie, or the key itself as a bearer token for programs. */
  readonly guard: MiddlewareHandler = async (context, next) => {
    const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1]
    const isProgram = bearer !== undefined && timingSafeEqual(digest(bearer), digest(this.key))
    if (!isProgram && !this.knows(getCookie(context, COOKIE) ?? '')) {
      return context.json({ type: 'about:blank', title: 'unauthorised', status: 401 }, 401)
    }
    await next()
    return undefined
  }
}
