/** Who comes in and who does not: names of this machine, a session, the page's own origin. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const CASE = 'a-second-miss-within-three-months-costs-half-as-much-again'
const { app, folder } = serveCase({ name: CASE, last: yearMonth(2026, 6) })

const OWN = { host: 'localhost:4800' }
const PROGRAM = { ...OWN, authorization: `Bearer ${KEY}` }

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { headers: OWN, ...init }))

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
const description = JSON.parse(
  readFileSync(new URL('../../schema/openapi.json', import.meta.url), 'utf8'),
) as OpenApi
const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
)

describe('without a session', () => {
  test.each(routes)('%s %s is refused', async (method, path) => {
    const named = path.replaceAll(/\{[a-z]+\}/g, 'x')
    const answer = await ask(`/api${named}`, { method })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('the-case')
  })

  test.each(['', 'wrong', `${KEY}x`, KEY.slice(1)])('the key “%s” opens nothing', async (key) => {
    const answer = await ask(`/enter?key=${encodeURIComponent(key)}`)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('location')).toBe('/?refused=key')
    const program = { ...OWN, authorization: `Bearer ${key}` }
    expect((await ask('/api/session', { headers: program })).status).toBe(401)
  })

  test.each(['vigie-session=', 'vigie-session=guess', 'other=1'])(
    'the cookie %s',
    async (cookie) => {
      expect((await ask('/api/session', { headers: { ...OWN, cookie } })).status).toBe(401)
    },
  )
})

describe('with the key', () => {
  test('the printed address gives a session that no script reads and no other site sends', async () => {
    const entered = await ask(`/enter?key=${KEY}`)
    const cookie = entered.headers.get('set-cookie') ?? ''
    expect(entered.headers.get('location')).toBe('/')
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    const session = cookie.split(';')[0] ?? ''
    const answer = await ask('/api/session', { headers: { ...OWN, cookie: session } })
    expect(await answer.json()).toMatchObject({ name: 'Administratrice' })
  })

  test('a program sends it as a bearer token', async () => {
    expect((await ask('/api/contracts', { headers: PROGRAM })).status).toBe(200)
  })
})

describe('what a page of the world tries', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:4800',
    '',
    '10.0.0.1',
  ])('the host “%s” is not this machine', async (host) => {
    const headers = { ...PROGRAM, host }
    expect((await ask('/api/session', { headers })).status).toBe(421)
  })

  test.each(['localhost:4800', '127.0.0.1:4800', '[::1]:4800', 'LOCALHOST'])(
    'the host “%s” is',
    async (host) => {
      expect((await ask('/api/session', { headers: { ...PROGRAM, host } })).status).toBe(200)
    },
  )

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:4801' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a change asked from %j is refused', async (from) => {
    const close = '/api/contracts/the-case/months/2026-05/close'
    const headers = { ...PROGRAM, ...from }
    expect((await ask(close, { method: 'POST', headers })).status).toBe(403)
    const { state } = (await (
      await ask('/api/contracts/the-case/months/2026-05', { headers: PROGRAM })
    ).json()) as { state: string }
    expect(state).toBe('open')
  })

  test('a page may load and send to this server only', async () => {
    const policy = (await ask('/')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
  })
})

describe('a file that is sent', () => {
  const send = (file: string): Promise<Response> =>
    ask(`/api/imports?file=${encodeURIComponent(file)}`, {
      method: 'POST',
      headers: { ...PROGRAM, 'content-type': 'application/octet-stream' },
      body: 'a;b\n1;2\n',
    })

  test.each([
    ['april.csv', 'april.csv'],
    ['../../etc/passwd', 'passwd'],
    ['/etc/cron.d/x', 'x'],
    ['été 2026.csv', 'été 2026.csv'],
    ['a\u0000b\u202e.csv', 'a_b_.csv'],
  ])('named %j is kept as %s in a folder of its own', async (file, kept) => {
    const before = new Set(readdirSync(folder))
    expect((await send(file)).status).toBe(200)
    const own = readdirSync(folder).filter((name) => !before.has(name))
    expect(own).toHaveLength(1)
    expect(readdirSync(join(folder, own[0] ?? ''))).toEqual([kept])
    expect(existsSync(join(folder, '..', 'passwd'))).toBe(false)
  })

  test.each(['..', '.', '...', '/'])('named %j is refused', async (file) => {
    expect((await send(file)).status).toBe(422)
  })

  test.each(['', 'x'.repeat(201)])(
    'with the name “%s” is a request nobody understands',
    async (f) => {
      const answer = await send(f)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ type: '/problems/request', fields: ['file'] })
    },
  )
})
