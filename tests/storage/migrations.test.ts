/** The migrations make the tables that the code knows, and those only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import * as schema from '../../src/shell/storage/schema.ts'
import { HERE } from './scene.ts'

const MIGRATIONS = join(HERE, '..', '..', 'src', 'shell', 'storage', 'migrations')

type Snapshot = Parameters<typeof generateMigration>[0]

/** What the last migration leaves. */
function lastSnapshot(): Snapshot {
  const names = readdirSync(join(MIGRATIONS, 'meta')).filter((name) => /^\d+_snapshot/.test(name))
  const last = names.sort().at(-1) ?? ''
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta', last), 'utf8')) as Snapshot
}

test('no table waits for its migration', async () => {
  expect(await generateMigration(lastSnapshot(), generateDrizzleJson(schema))).toEqual([])
})

test('a column without a migration is found', async () => {
  const { fact, ...others } = schema
  expect(fact).toBeDefined()
  const changes = await generateMigration(lastSnapshot(), generateDrizzleJson(others))
  expect(changes.join('\n')).toContain('DROP TABLE "vigie"."fact"')
})

test('each migration is in the journal, and no other', () => {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')) as {
    readonly entries: readonly { readonly tag: string }[]
  }
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files.sort())
})
