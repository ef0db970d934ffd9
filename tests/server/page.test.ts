/** The files of the page and its addresses: what is a file is one or is nothing. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { pageOf } from '../../src/shell/server/page.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigie-page-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), 'the page')
writeFileSync(join(folder, 'assets', 'a.js'), 'a script')
const served = pageOf(folder)
if (served === undefined) throw new Error('the page is there')
const app = new Hono().get('*', served)

test.each([
  ['/', 'the page'],
  ['/imports', 'the page'],
  ['/contracts/c/months/2026-04/explain/total.indemnity', 'the page'],
  ['/contracts/c/months/2026-04/tickets/A%2F1.png', 'the page'],
  ['/assets/a.js', 'a script'],
])('%s is %s', async (path, text) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(text)
})

test.each(['/assets/b.js', '/assets/b', '/favicon.ico', '/robots.txt', '/.env'])(
  '%s is nothing',
  async (path) => {
    expect((await app.request(path)).status).toBe(404)
  },
)

test('a folder without a page serves none', () => {
  expect(pageOf(join(folder, 'assets'))).toBeUndefined()
  expect(pageOf(join(folder, 'missing'))).toBeUndefined()
})
