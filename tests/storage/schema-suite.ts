/** The tables, as the database tells of them. */
import { describe, expect, test } from 'vitest'
import { catalogueFaults } from './catalogue-faults.ts'
import { bench } from './engines.ts'

describe('the tables', () => {
  test('every table keeps the rules, and all of them are declared', async () => {
    expect(await catalogueFaults(bench().superuser)).toEqual([])
  })

  test.each([
    ['create table vigie.stray (id uuid primary key)', 'vigie.stray is not declared'],
    ['create table public.stray (id uuid)', 'public.stray is not declared'],
    ['drop table vigie.outbox', 'vigie.outbox is declared and not there'],
    [
      'alter table vigie.fact no force row level security',
      'vigie.fact has no forced row-level security',
    ],
    [
      'alter table vigie.fact disable row level security',
      'vigie.fact has no forced row-level security',
    ],
    [
      'alter table vigie.month add constraint bad unique (month, contract_id, tenant_id)',
      'vigie.month: bad does not begin with tenant_id uuid not null',
    ],
    [
      'create unique index bad on vigie.fact (revision, source, kind, external_id, tenant_id)',
      'vigie.fact: bad does not begin with tenant_id uuid not null',
    ],
    [
      'alter table vigie.outbox add constraint bad foreign key (id) references vigie.tenant not valid',
      'vigie.outbox: bad does not begin with tenant_id uuid not null',
    ],
    ['alter table vigie.fact add worth double precision', 'vigie.fact.worth is a double precision'],
    ['alter table vigie.fact add worth real', 'vigie.fact.worth is a real'],
    ['alter table vigie.fact add seen timestamp', 'vigie.fact.seen has no time zone'],
    ['alter table vigie.tenant add seen time', 'vigie.tenant.seen has no time zone'],
    ['alter table vigie.fact add n serial', 'vigie.fact.n is counted by the database'],
    [
      'alter table vigie.fact add n integer generated always as identity',
      'vigie.fact.n is counted by the database',
    ],
    ['alter table vigie.tenant add title text', 'vigie.tenant.title is in the order of a language'],
    ['grant update on vigie.fact to vigie_app', 'vigie.fact can be changed or emptied'],
    [
      'grant delete on vigie.audit_entry to vigie_app',
      'vigie.audit_entry can be changed or emptied',
    ],
    ['grant update (hash) on vigie.settlement to vigie_app', 'vigie.settlement: hash change'],
    ['grant insert on vigie.tenant to vigie_app', 'vigie.tenant can be added to by a tenant'],
  ])('%s: is found', async (change, said) => {
    const client = await bench().superuser.connect()
    try {
      await client.query('begin')
      await client.query(change)
      expect(await catalogueFaults(client)).toContain(said)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
