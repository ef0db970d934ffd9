/** The report of a month comes as a file to keep, in the language that was asked for. */
import { expect, test } from 'vitest'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const { app } = serveCase({
  name: 'a-second-miss-within-three-months-costs-half-as-much-again',
  last: yearMonth(2026, 6),
})
const headers = { host: 'localhost:4800', authorization: `Bearer ${KEY}` }

const ask = (path: string): Promise<Response> =>
  Promise.resolve(app.request(`/api/contracts/the-case/months/${path}`, { headers }))

test('as a PDF, twice the same bytes', async () => {
  const answer = await ask('2026-06/report/pdf?lang=fr')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="vigie-/)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const again = Buffer.from(await (await ask('2026-06/report/pdf?lang=fr')).arrayBuffer())
  expect(again.equals(bytes)).toBe(true)
})

test.each(['fr', 'en'])('as a page in %s', async (language) => {
  const answer = await ask(`2026-06/report/html?lang=${language}`)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await answer.text()).toContain(`lang="${language}"`)
})

test.each([
  ['2026-06/report/docx', 400],
  ['2026-13/report/pdf', 404],
  ['2020-01/report/pdf', 404],
])('%s is refused with %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status)
})
