/** Rows read straight from their bytes say what the reader of cells says of the same rows. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, readText } from './reading.ts'

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses'

/** Around the night when the clocks of Paris change, where most readings are delicate. */
const time = fc
  .record({ day: fc.integer({ min: 28, max: 31 }), minute: fc.integer({ min: 0, max: 1439 }) })
  .map(({ day, minute }) => {
    const two = (value: number) => `${value}`.padStart(2, '0')
    return `2026-03-${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  })
const odd = fc.constantFrom('', '2026-03-32T09:00', '2026-03-29', ' 2026-03-30T09:00', '9:00')
const sorted = fc
  .array(time, { minLength: 4, maxLength: 10 })
  .map((times) => times.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
const word = fc.constantFrom(
  'P1',
  'P2',
  'incident',
  'awaiting-client',
  'a very long service',
  '',
  'x',
)

const row = fc
  .record({
    id: fc.constantFrom('T1', 'T2', 'T10', 'T110', 'T01', 'A', '7', 'INC0010023', 'INC0010024'),
    words: fc.array(word, { minLength: 3, maxLength: 3 }),
    times: sorted,
    damage: fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.oneof(odd, time)), {
      freq: 3,
      nil: undefined,
    }),
    statuses: fc.array(fc.constantFrom('awaiting-client', 'awaiting-third-party'), {
      minLength: 3,
      maxLength: 3,
    }),
  })
  .map(({ id, words, times, damage, statuses }) => {
    const [opened = '', responded = '', ...rest] = times
    const cells = [opened, responded, rest.at(-2) ?? '', rest.at(-1) ?? '']
    if (damage !== undefined) cells[damage[0]] = damage[1]
    const pauses: string[] = []
    for (let i = 0; i + 3 < rest.length; i += 2) {
      pauses.push(`${statuses[i / 2] ?? 'awaiting-client'}@${rest[i]}/${rest[i + 1]}`)
    }
    return { id, rest: [...words, ...cells, pauses.join('|')].join(',') }
  })

test('plain rows say the same as the same rows in quotes, which are read cell by cell', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const table = (mark: string): string =>
        [HEADER, ...rows.map(({ id, rest }) => `${mark}${id}${mark},${rest}`)].join(end) + end
      const plain = readText(table(''))
      const quoted = readText(table('"'))
      expect(canonical(plain.tickets)).toEqual(canonical(quoted.tickets))
      expect(plain.tickets.map(({ origin }) => origin.row)).toEqual(
        quoted.tickets.map(({ origin }) => origin.row),
      )
      expect(plain.report).toEqual(quoted.report)
    }),
    { numRuns: 600 },
  )
})

test('a repeated identifier is found whatever its number, and however far', () => {
  const opened = 'P1,incident,mail,2026-03-02T09:00,,,,'
  const ids = Array.from({ length: 30_000 }, (_, i) => `T${(i * 7919) % 30_000}`)
  const rows = [...ids, 'T5', 'T29999'].map((id) => `${id},${opened}`)
  const twice = `T77,P2,incident,mail,2026-03-02T09:00,,,,`
  const { tickets, report } = readText(`${[HEADER, ...rows, twice].join('\n')}\n`)
  expect(tickets).toHaveLength(30_000)
  expect(report).toMatchObject({ rowsRead: 30_003, rowsRepeated: 2, rowsSetAside: 1 })
})

test('identifiers whose numbers are far apart are told apart as well', () => {
  const opened = 'P1,incident,mail,2026-03-02T09:00,,,,'
  const ids = Array.from({ length: 20_000 }, (_, i) => `T${Math.imul(i + 1, 104_729) >>> 0}`)
  const rows = [...ids, ...ids.slice(0, 100), ...ids.slice(-100)].map((id) => `${id},${opened}`)
  const { tickets, report } = readText(`${[HEADER, ...rows].join('\n')}\n`)
  expect(tickets).toHaveLength(20_000)
  expect(report).toMatchObject({ rowsRead: 20_200, rowsRepeated: 200 })
})

test('a row in quotes repeats the same row without them', () => {
  const rest =
    'P1,incident,mail,2026-03-02T09:00,2026-03-02T09:10,2026-03-02T11:00,2026-03-03T11:00,' +
    'awaiting-client@2026-03-02T09:30/2026-03-02T10:00'
  const { report } = readText(`${[HEADER, `T7,${rest}`, `"T7",${rest}`].join('\n')}\n`)
  expect(report).toMatchObject({ rowsUsed: 1, rowsRepeated: 1, rowsSetAside: 0 })
})
