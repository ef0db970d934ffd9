/** A quote left open is told from a long text, however many lines either of them has. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codes, mappingNamed, readText } from './reading.ts'

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses'
const rowOf = (id: number, service = 'mail'): string =>
  `T-${id},P1,incident,${service},2026-03-02T09:00,2026-03-02T09:10,2026-03-02T11:00,,`
const rowsFrom = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => rowOf(from + i))
const tableOf = (rows: readonly string[], end = '\n'): string => [HEADER, ...rows, ''].join(end)

/** The one finding of a refused table, and the tickets read before it. */
function refused(text: string, piece?: number) {
  const { tickets, report } = readText(text, piece === undefined ? {} : { piece })
  const [finding] = report.findings.filter(({ severity }) => severity === 'error')
  expect(codes(report)).toEqual(['quote-not-closed'])
  return { row: finding?.where?.line, lines: finding?.params['lines'], read: tickets.length }
}

describe('an open quote is refused with its row and the lines that it swallows', () => {
  test.each([
    ['closed by the quote of the next quoted cell', [3, 13_003]],
    ['of three whole rows', [3, 7]],
  ])('%s', (_name, [from = 0, to = 0]) => {
    const rows = [...rowsFrom(0, from), rowOf(from, '"mail'), ...rowsFrom(from + 1, to)]
    const text = tableOf([...rows, rowOf(to, '"mail"'), rowOf(to + 1)])
    expect(refused(text)).toEqual({ row: from + 2, lines: `${to - from}`, read: from })
    expect(refused(text, 4096)).toEqual({ row: from + 2, lines: `${to - from}`, read: from })
  })

  test('closed by a stray quote that leaves a row of the right width', () => {
    const rows = [rowOf(0, '"mail'), ...rowsFrom(1, 9), rowOf(9, 'mail"')]
    expect(refused(tableOf(rows))).toEqual({ row: 2, lines: '9', read: 0 })
  })

  test('over empty cells in quotes, which look like a quote in a text', () => {
    const rows = [rowOf(0, '"mail'), ...Array.from({ length: 9 }, (_, i) => rowOf(i + 1, '""'))]
    expect(refused(tableOf([...rows, rowOf(10, '"mail"')]))).toMatchObject({ row: 2, lines: '10' })
  })

  test.each([
    ['of Windows', '\r\n'],
    ['of the old Macintosh', '\r'],
  ])('under line ends %s', (_name, end) => {
    const rows = [rowOf(0, '"mail'), ...rowsFrom(1, 9), rowOf(9, '"mail"')]
    expect(refused(tableOf(rows, end))).toMatchObject({ row: 2, lines: '9' })
  })

  test('of more than a mebibyte, which is not one row too long', () => {
    const rows = [rowOf(0), rowOf(1, '"mail'), ...rowsFrom(2, 30_000)]
    const { row, lines, read } = refused(tableOf([...rows, rowOf(30_000, '"mail"')]), 262_144)
    expect({ row, read }).toEqual({ row: 3, read: 1 })
    expect(Number(lines)).toBeGreaterThan(10_000)
  })

  test('at the end of the file, whatever the text looks like', () => {
    const text = tableOf([rowOf(0), rowOf(1, '"mail'), 'and then', 'nothing'])
    expect(refused(text)).toEqual({ row: 3, lines: '3', read: 1 })
  })

  test('in the header', () => {
    const { report } = readText(`${HEADER.replace('id', '"id')}\n${rowOf(0)}\n`)
    expect(codes(report)).toEqual(['quote-not-closed'])
  })
})

describe('a long text is read', () => {
  const readable = (service: string): void => {
    const quoted = `"${service.replaceAll('"', '""')}"`
    const { tickets, report } = readText(tableOf([rowOf(0), rowOf(1, quoted), rowOf(2)]))
    expect(codes(report)).toEqual([])
    expect(tickets.map(({ fields }) => fields['service'])).toEqual(['mail', service, 'mail'])
  }
  const lines = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n')

  test('five thousand lines of a log', () => {
    readable(lines(5000, (i) => `2026-03-02 09:00:${i % 60}, disk, at ${i} %`))
  })

  test('a mail with rows of the table in the middle', () => {
    readable(`Hello,\nthese are late:\n${lines(5, rowOf)}\nPlease tell us why.\nRegards`)
  })

  test('two rows of the table and nothing else', () => {
    readable(lines(3, rowOf))
  })

  test('a list as wide as a narrow table', () => {
    const header = 'id;opened;resolved;text'
    const list = lines(6, (i) => `srv-${i};10.0.0.${i};up;ok`)
    const text = `${header}\n1;2026-03-02T09:00;2026-03-02T11:00;"${list}"\n`
    const mapping = mappingNamed('vigie-tickets')
    const { tickets, report } = readText(text, {
      mapping: { ...mapping, fields: new Map([['text', 'text']]) },
    })
    expect(codes(report)).toEqual([])
    expect(tickets[0]?.fields['text']).toBe(list)
  })

  test('any lines of which one has another number of commas', () => {
    const line = fc.constantFrom('', 'a', 'a, b', 'a,b,c,d,e,f,g,h,i', '"', 'x,,,,,,,,')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.nat(30), (some, at) => {
        const text = [...some.slice(0, at), 'one, two', ...some.slice(at)]
        readable(['first', ...text, 'last'].join('\n'))
      }),
      { numRuns: 100 },
    )
  })
})
