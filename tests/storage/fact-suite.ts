/** Facts: imported, told otherwise, undone, and known as they were at an instant. */
import { expect, test } from 'vitest'
import type { Instant } from '../../src/base/instant.ts'
import { instant } from '../../src/base/instant.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import type { ImportId, TenantId } from '../../src/shell/storage/identifiers.ts'
import { newIdentifier } from '../../src/shell/storage/identifiers.ts'
import type { FactSelection } from '../../src/shell/storage/known-facts.ts'
import type { KnownFacts } from '../../src/shell/storage/records.ts'
import type { Bench } from './engines.ts'
import { outage, quantity, reading, ticket } from './scene.ts'

const ACTOR = { actor: 'somebody' }

interface Known extends KnownFacts {
  readonly told: readonly Ticket[]
}

export function factSuite(bench: () => Bench): void {
  const store = () => bench().store

  async function known(tenant: TenantId, selection: FactSelection = {}): Promise<Known> {
    const told: Ticket[] = []
    const facts = await store().readFacts(tenant, selection, (batch) => {
      for (let i = 0; i < batch.count; i += 1) told.push(ticketAt(batch, i))
    })
    expect(facts.tickets).toBe(told.length)
    return { ...facts, told }
  }
  const ids = ({ told, rare }: Known): string[] =>
    [...told, ...rare].map(({ externalId }) => externalId)

  async function imported(tenant: TenantId, files: FactFiles, key?: string) {
    const gesture = key === undefined ? ACTOR : { ...ACTOR, key }
    const { value, findings } = await store().importFacts(tenant, gesture, files)
    if (value === undefined) throw new Error(JSON.stringify(findings))
    return value
  }
  const tick = (milliseconds: number): Instant => {
    bench().clock.now = instant(bench().clock.now + milliseconds)
    return bench().clock.now
  }

  test('facts come back as they were told, in the order of kind, source and identifier', async () => {
    const tenant = await bench().tenant()
    const tickets = [ticket('T-2', 1, 4), ticket('T-1', 2), ticket('T-10', 3, 1)]
    const rare = [outage('O-2', 1, 2), outage('O-1', 3), quantity('Q', '1/3')]
    const run = await imported(tenant, reading(tickets, rare))
    expect(run.counts).toEqual({ items: 6, added: 6, changed: 0, same: 0 })
    expect(run.files).toEqual(['counts.csv', 'desk.csv', 'outages.csv'])
    const { told, rare: others, contested, findings, setAside } = await known(tenant)
    expect(told).toEqual([ticket('T-1', 2), ticket('T-10', 3, 1), ticket('T-2', 1, 4)])
    expect(others).toEqual([outage('O-1', 3), outage('O-2', 1, 2), quantity('Q', '1/3')])
    expect([contested, findings, setAside]).toEqual([[], [], 0])
  })

  test('the same content adds nothing, other content is a revision', async () => {
    const tenant = await bench().tenant()
    await imported(tenant, reading([ticket('A', 1), ticket('B', 1)], [outage('O', 1)]))
    const again = await imported(
      tenant,
      reading([ticket('B', 1), ticket('A', 1)], [outage('O', 1)]),
    )
    expect(again.counts).toEqual({ items: 3, added: 0, changed: 0, same: 3 })
    const later = await imported(
      tenant,
      reading([ticket('A', 1, 5), ticket('C', 2)], [outage('O', 1, 3)]),
    )
    expect(later.counts).toEqual({ items: 3, added: 1, changed: 2, same: 0 })
    const { told, rare } = await known(tenant)
    expect(told).toEqual([ticket('A', 1, 5), ticket('B', 1), ticket('C', 2)])
    expect(rare).toEqual([{ ...outage('O', 1, 3), revision: 2 }])
    const rows = await bench().superuser.query(
      'select count(*)::int as n from vigie.fact where tenant_id = $1',
      [tenant],
    )
    expect(rows.rows[0].n).toBe(6)
  })

  test('the row and the file of a fact are no content', async () => {
    const tenant = await bench().tenant()
    await imported(tenant, reading([ticket('A', 1)]))
    const moved = { ...ticket('A', 1), origin: { file: 'other.csv', row: 99 } }
    expect((await imported(tenant, reading([moved]))).counts.same).toBe(1)
    expect((await known(tenant)).told).toEqual([ticket('A', 1)])
  })

  test('an undone import is known no more, and what was known before is again', async () => {
    const tenant = await bench().tenant()
    await imported(tenant, reading([ticket('A', 1)]))
    const second = await imported(tenant, reading([ticket('A', 1, 5), ticket('B', 1)]))
    const withdrawal = { import: second.id, reason: 'wrong file' }
    const { value } = await store().withdrawImport(tenant, ACTOR, withdrawal)
    expect(value).toEqual({ ...second, withdrawnAt: value?.withdrawnAt })
    expect((await known(tenant)).told).toEqual([ticket('A', 1)])
    const third = await imported(tenant, reading([ticket('A', 1, 5), ticket('B', 1)]))
    expect(third.id).not.toBe(second.id)
    expect(third.counts).toEqual({ items: 2, added: 1, changed: 1, same: 0 })
    expect((await known(tenant)).told).toEqual([ticket('A', 1, 5), ticket('B', 1)])
    expect((await store().imports(tenant)).map(({ id }) => id)).toContain(second.id)
  })

  test('what is undone is the import that was named, under a later one too', async () => {
    const tenant = await bench().tenant()
    const first = await imported(tenant, reading([ticket('A', 1), ticket('B', 1)]))
    await imported(tenant, reading([ticket('A', 1, 5)]))
    await store().withdrawImport(tenant, ACTOR, { import: first.id, reason: '' })
    expect((await known(tenant)).told).toEqual([ticket('A', 1, 5)])
  })

  test('what undoing is refused for', async () => {
    const tenant = await bench().tenant()
    const { id } = await imported(tenant, reading([ticket('A', 1)]))
    const refusedFor = async (of: TenantId, run: ImportId) =>
      (await store().withdrawImport(of, ACTOR, { import: run, reason: '' })).findings[0]?.code
    const unknown = newIdentifier<ImportId>(instant(0), (count) => new Uint8Array(count))
    expect(await refusedFor(tenant, unknown)).toBe('import-unknown')
    expect(await refusedFor(await bench().tenant(), id)).toBe('import-unknown')
    expect(await refusedFor(tenant, id)).toBeUndefined()
    expect(await refusedFor(tenant, id)).toBe('import-withdrawn')
    const cut = await cutShort(tenant)
    expect(await refusedFor(tenant, cut)).toBe('import-unfinished')
  })

  test('what was known at an instant stays what it was', async () => {
    const tenant = await bench().tenant()
    const before = tick(1000)
    tick(1000)
    const first = await imported(tenant, reading([ticket('A', 1)]))
    const second = tick(1000)
    tick(1000)
    await imported(tenant, reading([ticket('A', 1, 5), ticket('B', 1)]))
    const third = tick(1000)
    tick(1000)
    await store().withdrawImport(tenant, ACTOR, { import: first.id, reason: '' })
    expect((await known(tenant, { asOf: before })).told).toEqual([])
    expect((await known(tenant, { asOf: second })).told).toEqual([ticket('A', 1)])
    expect((await known(tenant, { asOf: third })).told).toEqual([ticket('A', 1, 5), ticket('B', 1)])
    expect((await known(tenant)).told).toEqual([ticket('A', 1, 5), ticket('B', 1)])
    expect((await known(tenant, { asOf: first.finishedAt as Instant })).told).toHaveLength(1)
  })

  test('facts are chosen by what they touch, or by their name', async () => {
    const tenant = await bench().tenant()
    const facts = reading(
      [ticket('early', 1, 24), ticket('open', 1), ticket('late', 9, 1)],
      [outage('O', 5, 1)],
    )
    await imported(tenant, facts)
    const day = (n: number): Instant => instant(Date.UTC(2026, 2, 1 + n))
    const during = (from: number, to: number) =>
      known(tenant, { during: { from: day(from), to: day(to) } })
    expect(ids(await during(2, 3))).toEqual(['early', 'open'])
    expect(ids(await during(3, 6))).toEqual(['open', 'O'])
    expect(ids(await during(8, 9))).toEqual(['open'])
    expect(ids(await during(9, 10))).toEqual(['late', 'open'])
    expect(ids(await known(tenant, { externalId: 'late' }))).toEqual(['late'])
    expect(ids(await known(tenant, { externalId: 'nobody' }))).toEqual([])
  })

  test('facts of one tenant are none of another, whatever their names', async () => {
    const [one, two] = [await bench().tenant(), await bench().tenant()]
    await imported(one, reading([ticket('A', 1)]))
    expect((await imported(two, reading([ticket('A', 2)]))).counts.added).toBe(1)
    expect((await known(one)).told).toEqual([ticket('A', 1)])
    expect((await known(two)).told).toEqual([ticket('A', 2)])
  })

  /** An import that was stopped after its first batch. */
  async function cutShort(tenant: TenantId): Promise<ImportId> {
    const many = Array.from({ length: 2500 }, (_, i) => ticket(`M-${i}`, i % 20))
    const stop = new AbortController()
    const { value, findings } = await store().importFacts(tenant, ACTOR, reading(many), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect([value, findings.at(-1)?.code]).toEqual([undefined, 'import-cancelled'])
    const run = (await store().imports(tenant)).find(({ finishedAt }) => finishedAt === undefined)
    return run?.id as ImportId
  }

  test('an import that was cut short is not known, and goes on when it is asked again', async () => {
    const tenant = await bench().tenant()
    const id = await cutShort(tenant)
    expect((await known(tenant)).tickets).toBe(0)
    const other = await imported(tenant, reading([ticket('M-0', 0, 3)]))
    expect(other.counts.added).toBe(1)
    const many = Array.from({ length: 2500 }, (_, i) => ticket(`M-${i}`, i % 20))
    const seen: number[] = []
    const { value } = await store().importFacts(tenant, ACTOR, reading(many), {
      onProgress: ({ stored, total }) => seen.push(stored, total),
    })
    expect(value).toMatchObject({
      id,
      counts: { items: 2500, added: 2499, changed: 1, same: 0 },
    })
    expect(seen).toEqual([1000, 2500, 2000, 2500, 2500, 2500])
    expect((await known(tenant)).tickets).toBe(2500)
    const rows = await bench().superuser.query(
      'select count(*)::int as n from vigie.fact where tenant_id = $1',
      [tenant],
    )
    expect(rows.rows[0].n).toBe(2501)
  })

  test('a key imports once; the same key with other files is refused', async () => {
    const tenant = await bench().tenant()
    const first = await imported(tenant, reading([ticket('A', 1)]), 'k')
    expect(await imported(tenant, reading([ticket('A', 1)]), 'k')).toEqual(first)
    expect(await store().imports(tenant)).toHaveLength(1)
    const gesture = { ...ACTOR, key: 'k' }
    const other = await store().importFacts(tenant, gesture, reading([ticket('B', 1)]))
    expect(other.findings.map(({ code }) => code)).toEqual(['key-used-otherwise'])
    expect(await store().imports(tenant)).toHaveLength(1)
  })

  test('twenty who import the same at once store it once', async () => {
    const tenant = await bench().tenant()
    const many = Array.from({ length: 50 }, (_, i) => ticket(`M-${i}`, i % 20))
    await Promise.all(Array.from({ length: 20 }, () => imported(tenant, reading(many))))
    const rows = await bench().superuser.query(
      'select count(*)::int as n, max(revision) as last from vigie.fact where tenant_id = $1',
      [tenant],
    )
    expect(rows.rows[0]).toEqual({ n: 50, last: 1 })
  })

  oddFacts(bench, known, imported)
}

function oddFacts(
  bench: () => Bench,
  known: (tenant: TenantId) => Promise<Known>,
  imported: (tenant: TenantId, files: FactFiles) => Promise<{ readonly id: ImportId }>,
): void {
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
      { actor: 'somebody' },
      reading([ticket('A', 1)], [], { findings: [finding] }),
    )
    expect([value, findings]).toEqual([undefined, [finding]])
    expect(await store().imports(tenant)).toEqual([])
  })

  test.each([['A\0'], ['A\ud800']])('the identifier %j is refused with its row', async (id) => {
    const tenant = await bench().tenant()
    const files = reading([ticket('B', 1), ticket(id, 5)])
    const { value, findings } = await store().importFacts(tenant, { actor: 'somebody' }, files)
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
}
