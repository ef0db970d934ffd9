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
import { outage, reading, ticket } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigie-reading-'))
afterAll(() => rmSync(folder, { recursive: true }))

const filesOf = (path: string): FactFiles => openFacts({ facts: [path], zone: 'Europe/Paris' })

function surveyed(files: FactFiles): Reading {
  const { value, findings } = surveyReading(files)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

test('a file of several windows gives each of its tickets once, in its order', () => {
  const path = join(folder, 'many.csv')
  makeTickets(path, 110_000)
  const files = filesOf(path)
  const expected: string[] = []
  files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) {
      expected.push(batch.externalId(i))
    }
  })
  const { total, items } = surveyed(files)
  const found = Array.from(items(), ({ externalId }) => externalId)
  expect(total).toBe(110_000)
  expect(found.length).toBe(110_000)
  expect(found.every((id, i) => id === expected[i])).toBe(true)
})

test('what has no row comes first, and items may be asked for again', () => {
  const { items } = surveyed(reading([ticket('A', 1)], [outage('O', 2)]))
  for (let time = 0; time < 2; time += 1) {
    expect(Array.from(items(), ({ externalId }) => externalId)).toEqual(['O', 'A'])
  }
})

describe('the digest of a reading', () => {
  const digestOf = (...[tickets, rare]: Parameters<typeof reading>): string =>
    surveyed(reading(tickets, rare)).digest
  const one = digestOf([ticket('A', 1, 3), ticket('B', 2)])

  test('is the same for the same files', () => {
    expect(digestOf([ticket('A', 1, 3), ticket('B', 2)])).toBe(one)
    const path = join(folder, 'few.csv')
    makeTickets(path, 500)
    const other = join(folder, 'the-same.csv')
    writeFileSync(other, readFileSync(path))
    expect(surveyed(filesOf(other)).digest).toBe(surveyed(filesOf(path)).digest)
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
  ])('is another where %s is', (_, tickets) => {
    expect(digestOf(tickets)).not.toBe(one)
  })

  test('is another where a fact that is no ticket is', () => {
    expect(digestOf([], [outage('O', 1)])).not.toBe(digestOf([], [outage('O', 2)]))
  })
})
