import { expect, test } from 'vitest'
import { instant } from '../../base/instant.ts'
import type { Ticket } from '../../facts/fact.ts'
import { FactLog, ticketSource } from '../../facts/fact-log.ts'
import { batchOf } from '../../facts/ticket-batch.ts'
import type { FactFiles } from '../importers/read-files.ts'
import { surveyReading } from './reading.ts'

const TICKETS = Array.from(
  { length: 1000 },
  (_, i): Ticket => ({
    kind: 'ticket',
    source: 'desk',
    externalId: `T-${i}`,
    revision: 1,
    origin: { file: 'desk.csv', row: i + 2 },
    events: [{ kind: 'opened', at: instant(0) }],
    fields: {},
  }),
)

/** Files that give so many batches of a thousand when they are read, each time another number. */
function changing(...counts: readonly number[]): FactFiles {
  const times = [...counts]
  return {
    tickets: ticketSource(function* (onBatch) {
      const batch = batchOf(TICKETS)
      for (let left = times.shift() ?? 0; left > 0; left -= 1) {
        onBatch(batch)
        yield
      }
      return []
    }),
    rare: [],
    findings: [],
    quality: [],
    log: new FactLog(),
    contested: [],
  }
}

/** How many items there are, or why they are refused. */
async function read(files: FactFiles): Promise<number | string> {
  let count = 0
  try {
    const { value } = await surveyReading(files)
    for await (const _ of value?.items() ?? []) count += 1
    return count
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'something else'
  }
}

test('a long reading is read again, and its items are all there', async () => {
  expect(await read(changing(101, 101))).toBe(101_000)
})

test.each([[100], [0]])('files that have %i batches of 101 left are refused', async (left) => {
  expect(await read(changing(101, left))).toBe('import-files-changed')
})

test('a reading that is asked to stop stops at the next step, and lets others work before', async () => {
  const stop = new AbortController()
  let steps = 0
  const files = changing(1000)
  const counted: FactFiles = {
    ...files,
    tickets: ticketSource(function* (onBatch) {
      return yield* files.tickets.steps((batch) => {
        steps += 1
        onBatch(batch)
      })
    }),
  }
  setImmediate(() => stop.abort())
  await expect(surveyReading(counted, stop.signal)).rejects.toThrow('import-cancelled')
  expect(steps).toBeLessThan(10)
})
