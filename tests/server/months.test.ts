/** What stands behind a level's count, and what is refused instead of guessed. */
import { describe, expect, test } from 'vitest'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const CASE = 'a-monthly-cap-cuts-three-lines-in-proportion-to-the-cent'
const { app } = serveCase({ name: CASE, last: yearMonth(2026, 4) })

const ask = async (path: string): Promise<Response> =>
  app.request(`/api/contracts/${path}`, {
    headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
  })

describe('the overruns of a level', () => {
  test('are its late tickets, with what they were allowed', async () => {
    const answer = await ask('the-case/months/2026-04/levels/first/overruns?lang=en')
    expect(await answer.json()).toEqual({
      late: [
        {
          ticket: 'APR-1',
          elapsed: '10\u00a0h',
          elapsedMs: 36_000_000,
          allowed: '4\u00a0h',
          due: 'Thu 02 Apr 2026 13:00',
          stop: 'Thu 02 Apr 2026 19:00',
        },
      ],
      backlog: [],
    })
  })

  test.each([
    ['the-case/months/2026-04/levels/fourth/overruns', '/problems/figure-unknown'],
    ['the-case/months/2026-03/levels/first/overruns', '/problems/month-unknown'],
    ['another/months/2026-04/levels/first/overruns', '/problems/contract-unknown'],
  ])('%s is refused', async (path, type) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ type })
  })
})

test('a mapping says its title and whether it asks for a zone', async () => {
  const answer = await app.request('/api/mappings?lang=fr', {
    headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
  })
  expect(await answer.json()).toContainEqual({
    name: 'glpi-csv-fr',
    title: "GLPI, export CSV d'une recherche de tickets (en français)",
    asksZone: true,
  })
})
