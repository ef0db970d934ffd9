/** Facts: imported, told otherwise, undone, and known as they were at an instant. */
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/base/instant.ts'
import { instant } from '../../src/base/instant.ts'
import type { ImportId, TenantId } from '../../src/shell/storage/identifiers.ts'
import { newIdentifier } from '../../src/shell/storage/identifiers.ts'
import { bench } from './engines.ts'
import type { Known } from './knowing.ts'
import { ACTOR, imported, known } from './knowing.ts'
import { outage, quantity, reading, ticket } from './scene.ts'

const ids = ({ told, rare }: Known): string[] =>
  [...told, ...rare].map(({ externalId }) => externalId)

/** Lets time pass; gives the instant that it is then. */
function tick(milliseconds: number): Instant {
  const { clock } = bench()
  clock.now = instant(clock.now + milliseconds)
  return clock.now
}

/** An import that was stopped after its first batch. */
async function cutShort(tenant: TenantId): Promise<ImportId> {
  const many = Array.from({ length: 2500 }, (_, i) => ticket(`M-${i}`, i % 20))
  const stop = new AbortController()
  const { value, findings } = await bench().store.importFacts(tenant, ACTOR, reading(many), {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect([value, findings.at(-1)?.code]).toEqual([undefined, 'import-cancelled'])
  const run = (await bench().store.imports(tenant)).find(
    ({ finishedAt }) => finishedAt === undefined,
  )
  return run?.id as ImportId
}

describe('facts', () => {
  const store = () => bench().store

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

  test('what two imports tell is known as long as one of them is', async () => {
    const tenant = await bench().tenant()
    const undo = (run: ImportId) =>
      store().withdrawImport(tenant, ACTOR, { import: run, reason: '' })
    const first = await imported(tenant, reading([ticket('A', 1), ticket('B', 1)]))
    const again = await imported(tenant, reading([ticket('A', 1), ticket('C', 1)]))
    expect(again.counts).toEqual({ items: 2, added: 1, changed: 0, same: 1 })
    await undo(first.id)
    expect((await known(tenant)).told).toEqual([ticket('A', 1), ticket('C', 1)])
    const changed = await imported(tenant, reading([ticket('A', 1, 5)]))
    await undo(again.id)
    expect((await known(tenant)).told).toEqual([ticket('A', 1, 5)])
    await undo(changed.id)
    expect((await known(tenant)).told).toEqual([])
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
    // It is told at its end: what another import told meanwhile is told otherwise since.
    expect((await known(tenant, { externalId: 'M-0' })).told).toEqual([ticket('M-0', 0)])
    const rows = await bench().superuser.query(
      'select count(*)::int as n from vigie.fact where tenant_id = $1',
      [tenant],
    )
    expect(rows.rows[0].n).toBe(2502)
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
})
