/** The evidence file of a month comes as a file to keep, which both programs find right. */
import { expect, test } from 'vitest'
import { runBoth } from '../../scripts/evidence/both-programs.ts'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const { app } = serveCase({
  name: 'a-second-miss-within-three-months-costs-half-as-much-again',
  last: yearMonth(2026, 6),
})

const ask = (path: string, key = KEY): Promise<Response> => {
  const headers = { host: 'localhost:4800', authorization: `Bearer ${key}` }
  return Promise.resolve(app.request(`/api/contracts/the-case/months/${path}`, { headers }))
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

test('as an archive, the same bytes in every language', async () => {
  const answer = await ask('2026-06/evidence?lang=fr')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="vigie-.*zip"/)
  const bytes = await bytesOf(answer)
  expect(runBoth([bytes])).toEqual([{ product: [], checker: [] }])
  expect((await bytesOf(await ask('2026-06/evidence?lang=en'))).equals(bytes)).toBe(true)
})

test('to nobody without the key', async () => {
  expect((await ask('2026-06/evidence', 'another')).status).toBe(401)
})

test.each([
  ['2026-13/evidence', 404],
  ['2020-01/evidence', 404],
])('%s is refused with %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status)
})
