/** A reading goes through its files once for what is wrong, and by windows for its items. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeTickets } from '../../bench/make-tickets.ts'
import { openFacts } from '../../src/shell/close-month.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import type { Reading } from '../../src/shell/storage/reading.ts'
import { surveyReading } from '../../src/shell/storage/reading.ts'
import type { Item } from '../../src/shell/storage/stored-fact.ts'
import { outage, reading, ticket } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigie-reading-'))
afterAll(() => rmSync(folder, { recursive: true }))

const filesOf = (path: string): FactFiles => openFacts({ facts: [path], zone: 'Europe/Paris' })

async function surveyed(files: FactFiles): Promise<Reading> {
  const { value, findings } = await surveyReading(files)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

async function namesOf(items: AsyncIterable<Item>): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { externalId } of items) names.push(externalId)
  return names
}

test('a file of several windows gives each of its tickets once, in its order', async () => {
  const path = join(folder, 'many.csv')
  makeTickets(path, 110_000)
  const files = filesOf(path)
  const expected: string[] = []
  files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) {
      expected.push(batch.externalId(i))
    }
  })
  const { total, items } = await surveyed(files)
  const found = await namesOf(items())
  expect(total).toBe(110_000)
  expect(found.length).toBe(110_000)
  expect(found.every((id, i) => id === expected[i])).toBe(true)
})

test('what has no row comes first, and items may be asked for again', async () => {
  const { items } = await surveyed(reading([ticket('A', 1)], [outage('O', 2)]))
  for (let time = 0; time < 2; time += 1) {
    expect(await namesOf(items())).toEqual(['O', 'A'])
  }
})

describe('the digest of a reading', () => {
  const digestOf = async (...[tickets, rare]: Parameters<typeof reading>): Promise<string> =>
    (await surveyed(reading(tickets, rare))).digest
  const one = () => digestOf([ticket('A', 1, 3), ticket('B', 2)])

  test('is the same for the same files', async () => {
    expect(await digestOf([ticket('A', 1, 3), ticket('B', 2)])).toBe(await one())
    const path = join(folder, 'few.csv')
    makeTickets(path, 500)
    const other = join(folder, 'the-same.csv')
    writeFileSync(other, readFileSync(path))
    const { digest } = await surveyed(filesOf(path))
    expect((await surveyed(filesOf(other))).digest).toBe(digest)
  })

  test.each([
    ['an identifier', [ticket('C', 1, 3), ticket('B', 2)]],
    ['a time', [ticket('A', 1, 4), ticket('B', 2)]],
    ['an event', [ticket('A', 1), ticket('B', 2)]],
    ['a text', [{ ...ticket('A', 1, 3), fields: { priority: 'P2' } }, ticket('B', 2)]],
    ['the name of a field', [{ ...ticket('A', 1, 3), fields: { severity: 'P1' } }, ticket('B', 2)]],
    ['the source', [{ ...ticket('A', 1, 3), source: 'probe' }, ticket('B', 2)]],
    ['the order', [ticket('B', 2), ticket('A', 1, 3)]],
    ['a ticket less', [ticket('A', 1, 3)]],
  ])('is another where %s is', async (_, tickets) => {
    expect(await digestOf(tickets)).not.toBe(await one())
  })

  test('is another where a fact that is no ticket is', async () => {
    const digest = await digestOf([], [outage('O', 2)])
    expect(await digestOf([], [outage('O', 1)])).not.toBe(digest)
  })
})
