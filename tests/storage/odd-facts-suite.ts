/** Facts that are told in two ways, that cannot be kept, that are changed behind the store. */
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { bench } from './engines.ts'
import { ACTOR, imported, known } from './knowing.ts'
import { reading, ticket } from './scene.ts'

describe('odd facts', () => {
  const store = () => bench().store

  test('a ticket that one reading tells in two ways is known as contested, until one tells it once', async () => {
    const tenant = await bench().tenant()
    const contested = reading([ticket('A', 1), ticket('B', 1)], [], { contested: ['A'] })
    await imported(tenant, contested)
    const first = await known(tenant)
    expect([first.contested, first.setAside, first.tickets]).toEqual([['A'], 1, 2])
    await imported(tenant, contested)
    const again = await known(tenant)
    expect([again.contested, again.setAside]).toEqual([['A'], 1])
    await imported(tenant, reading([ticket('A', 1)]))
    expect((await known(tenant)).contested).toEqual([])
  })

  test('a file of which nothing can be used is refused, as closing a month refuses it', async () => {
    const tenant = await bench().tenant()
    const finding = { code: 'table-unrecognised', severity: 'error', params: {} } as const
    const { value, findings } = await store().importFacts(
      tenant,
      ACTOR,
      reading([ticket('A', 1)], [], { findings: [finding] }),
    )
    expect([value, findings]).toEqual([undefined, [finding]])
    expect(await store().imports(tenant)).toEqual([])
  })

  test.each([['A\0'], ['A\ud800']])('the identifier %j is refused with its row', async (id) => {
    const tenant = await bench().tenant()
    const files = reading([ticket('B', 1), ticket(id, 5)])
    const { value, findings } = await store().importFacts(tenant, ACTOR, files)
    expect(value).toBeUndefined()
    expect(findings).toMatchObject([
      { code: 'fact-not-keepable', where: { file: 'desk.csv', line: 7 } },
    ])
    expect(await store().imports(tenant)).toEqual([])
  })

  test('odd texts and times come back as they were', async () => {
    const tenant = await bench().tenant()
    const odd = {
      ...ticket('É "a", \\b\\ {c}\n', 1),
      fields: { priority: 'a\0b \ud83d\ude00 \ud800', __proto: '{}', 'x"': "it's" },
      events: [
        { kind: 'opened' as const, at: instant(Date.UTC(0, 0, 1) - 2e12) },
        { kind: 'closed' as const, at: instant(8.6e15) },
      ],
    }
    await imported(tenant, reading([odd]))
    expect((await known(tenant)).told).toEqual([odd])
  })

  test('a fact that was changed in the database is said', async () => {
    const tenant = await bench().tenant()
    await imported(tenant, reading([ticket('A', 1), ticket('B', 1)]))
    await bench().superuser.query(
      `update vigie.fact set body = replace(body, '"P1"', '"P3"')
        where tenant_id = $1 and external_id = 'A'`,
      [tenant],
    )
    expect((await known(tenant)).findings).toMatchObject([
      { code: 'stored-fact-tampered', params: { id: 'A' } },
    ])
  })

  test('what is read while others import and undo is one state of the facts', async () => {
    const tenant = await bench().tenant()
    const many = (hours: number) =>
      reading(Array.from({ length: 4100 }, (_, i) => ticket(`M-${i}`, 1, hours)))
    await imported(tenant, many(1))
    const [{ told }] = await Promise.all([known(tenant), imported(tenant, many(2))])
    expect(new Set(told.map(({ events }) => events[1]?.at)).size).toBe(1)
    expect(told).toHaveLength(4100)
  })
})
