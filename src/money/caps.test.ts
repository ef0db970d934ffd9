/** Caps month by month: what comes in, what passes, what they remember and carry. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findWrongNodes, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known, undefinedBecause } from '../base/because/value.ts'
import { ratio, ZERO } from '../base/ratio.ts'
import type { Cap } from '../contract/core/core.ts'
import { CapMemory } from './bound-memory.ts'
import { applyCaps } from './caps.ts'

interface CapTerms {
  readonly id: string
  readonly limit: number
  readonly take: Cap['take']
  readonly excess: Cap['excess']
  /** How many months share its memory. */
  readonly months: number
}

/** `month-cap 100 by-rank lost 1` */
function capOf(text: string): CapTerms {
  const [id = '', limit, take, excess, months] = text.trim().split(/ +/)
  return {
    id,
    limit: Number(limit),
    take: take as Cap['take'],
    excess: excess as Cap['excess'],
    months: Number(months),
  }
}

const boundOf = (cap: CapTerms): Cap => ({
  kind: 'cap',
  id: cap.id,
  title: cap.id,
  tile: 'month',
  window: { kind: 'last', count: cap.months, tile: 'month' },
  limit: { kind: 'literal', number: ratio(cap.limit), unit: 'cents' },
  take: cap.take,
  excess: cap.excess,
  source: { path: `caps.${cap.id}` },
})

/** Lines of each month through all the caps; `?` is undefined, `?60` too, and was closed with 60. */
function live(caps: readonly CapTerms[], months: readonly string[]) {
  const graph = new GraphBuilder()
  const memory = new CapMemory()
  const bounds = caps.map(boundOf)
  const through = caps.map((cap) => cap.id)
  const passed = months.map((amounts, month) => {
    const cents = (text: string) => known(ratio(BigInt(text)), 'cents')
    const lines = amounts.split(' ').map((text, i) => {
      const [amount = '', stands = ''] = text.split('?')
      const value = text.startsWith('?') ? undefinedBecause('band-hole') : cents(amount)
      return {
        effect: `line-${i}`,
        through,
        amount: graph.leaf('facts', value),
        ...(stands !== '' && { standing: graph.leaf('closed', cents(stands)) }),
      }
    })
    return applyCaps(bounds, lines, {
      graph,
      memory,
      month,
      limitOf: (bound) =>
        graph.leaf('term', known(ratio(caps.find((c) => c.id === bound.id)?.limit ?? 0), 'cents')),
      monthsBefore: (bound) => {
        const count = caps.find((cap) => cap.id === bound.id)?.months ?? 1
        return Array.from({ length: month }, (_, m) => m).filter((m) => month - m < count)
      },
    })
  })
  const number = (text: string): string =>
    text.startsWith('undefined') ? '?' : (text.split(' ')[0] ?? '')
  return {
    owed: passed.map(({ lines }) => lines.map((l) => number(formatValue(l.owed.value))).join(' ')),
    passed,
    graph,
  }
}

// The caps, in order | what comes in, month by month | what is owed.
const TABLE = `
  # By rank: the first line passes whole, the second for what is left, the third not at all.
  m 480 by-rank lost 1 | 200 300 250 | 200 280 0
  m 480 by-rank lost 1 | 100 200 100 | 100 200 100
  m 480 by-rank lost 1 | 480 1 1 | 480 0 0
  m 0 by-rank lost 1 | 5 5 | 0 0
  # Pro rata, to the cent: 760 of 1000 over 600 and 400.
  m 760 pro-rata lost 1 | 600 400 | 456 304
  m 1000 pro-rata lost 1 | 600 400 | 600 400
  m 100 pro-rata lost 1 | 100 100 100 | 34 33 33
  m 0 pro-rata lost 1 | 5 0 | 0 0
  m 10 pro-rata lost 1 | 0 0 | 0 0
  # A year remembers: 700, then 300 of 500, then nothing.
  y 1000 by-rank lost 12 | 700; 500; 50 | 700; 300; 0
  # Two months slide: 100 of 100; nothing; again 100.
  s 100 by-rank lost 2 | 150; 150; 150 | 100; 0; 100
  s 100 by-rank lost 3 | 40; 40; 40; 40 | 40; 40; 20; 40
  # What is carried comes back, behind nobody.
  m 100 by-rank carried 1 | 150; 0; 0 | 100; 50; 0
  m 100 by-rank carried 1 | 150; 80; 10 | 100; 100; 40
  m 100 pro-rata carried 1 | 150 50; 0 0 | 75 25; 75 25
  # A month's cap before a year's: what the first cuts never reaches the second.
  m 100 by-rank lost 1, y 150 by-rank lost 12 | 300; 300; 300 | 100; 50; 0
  y 150 by-rank lost 12, m 100 by-rank lost 1 | 300; 300 | 100; 0
  # An undefined line passes no cap, and takes no room.
  m 100 by-rank lost 1 | 60 ? 60 | 60 ? 40
  m 100 pro-rata lost 1 | ? 300 | ? 100
  m 100 by-rank carried 1 | 150; ?; 0 | 100; ?; 50
  # What it was closed with stands: it leaves less to the others, of its month and of later ones.
  m 100 by-rank lost 1 | 60 ?30 60 | 60 ? 10
  m 100 pro-rata lost 1 | ?40 300 | ? 60
  m 100 pro-rata lost 1 | ?100 300 300 | ? 0 0
  y 100 by-rank lost 12 | ?70; 50; 50 | ?; 30; 0
  y 100 by-rank lost 12 | ?70 20; 50; 50 | ? 20; 10; 0
  y 100 by-rank lost 12 | ?120; 50 | ?; 0
  s 100 by-rank lost 2 | ?70; 50; 90 | ?; 30; 70
  m 100 by-rank lost 1, y 150 by-rank lost 12 | ?90 30; 300 | ? 10; 50
`

describe('caps', () => {
  const rows = TABLE.split('\n').map((line) => line.trim())
  test.each(rows.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
    const [caps = '', months = '', expected = ''] = row.split('|').map((cell) => cell.trim())
    const { owed } = live(
      caps.split(',').map(capOf),
      months.split(';').map((month) => month.trim()),
    )
    expect(owed.join('; ')).toBe(expected)
  })

  test('a limit that has fallen below what was used leaves no room, and takes nothing back', () => {
    const graph = new GraphBuilder()
    const memory = new CapMemory()
    const bound = boundOf(capOf('y 1000 by-rank lost 12'))
    const month = (index: number, limit: number) =>
      applyCaps(
        [bound],
        [
          {
            effect: 'line',
            through: ['y'],
            amount: graph.leaf('facts', known(ratio(800), 'cents')),
          },
        ],
        {
          graph,
          memory,
          month: index,
          limitOf: () => graph.leaf('term', known(ratio(limit), 'cents')),
          monthsBefore: () => (index === 0 ? [] : [0]),
        },
      ).lines[0]?.owed.value
    expect(month(0, 1000)).toEqual(known(ratio(800), 'cents'))
    expect(month(1, 500)).toEqual(known(ZERO, 'cents'))
  })
})

const terms = fc.record({
  limit: fc.nat(500),
  take: fc.constantFrom('by-rank' as const, 'pro-rata' as const),
  excess: fc.constantFrom('lost' as const, 'carried' as const),
  months: fc.integer({ min: 1, max: 4 }),
})
const scene = fc.record({
  caps: fc
    .array(terms, { minLength: 1, maxLength: 3 })
    .map((list) => list.map((cap, i) => ({ id: `cap-${i}`, ...cap }))),
  months: fc.array(
    fc.array(fc.nat(400), { minLength: 2, maxLength: 2 }).map((pair) => pair.join(' ')),
    { minLength: 1, maxLength: 5 },
  ),
})

describe('laws', () => {
  test('a cap lets no more pass over its window than its limit, and every step is right', () => {
    fc.assert(
      fc.property(scene, ({ caps, months }) => {
        const { passed, graph } = live(caps, months)
        for (const cap of caps) {
          const kept = passed.map(({ uses }) => {
            const value = uses.find((use) => use.bound === cap.id)?.kept.value
            return value?.state === 'known' ? Number(value.number.numerator) : 0
          })
          kept.forEach((_, i) => {
            const window = kept.slice(Math.max(0, i - cap.months + 1), i + 1)
            expect(window.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(cap.limit)
          })
        }
        expect(findWrongNodes(graph.nodes)).toEqual([])
      }),
    )
  })

  test('where nothing is carried, what is owed never passes what came in', () => {
    fc.assert(
      fc.property(scene, ({ caps, months }) => {
        const { owed } = live(
          caps.map((cap) => ({ ...cap, excess: 'lost' })),
          months,
        )
        months.forEach((month, i) => {
          const before = month.split(' ').map(Number)
          const after = (owed[i] ?? '').split(' ').map(Number)
          after.forEach((amount, line) => {
            expect(amount >= 0 && amount <= (before[line] ?? 0)).toBe(true)
          })
        })
      }),
    )
  })

  test('a stricter cap never raises what is owed in a month', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(100), fc.nat(400), fc.nat(400), (limit, less, a, b) => {
        const total = (most: number): number =>
          (live([capOf(`m ${most} by-rank lost 1`)], [`${a} ${b}`]).owed[0] ?? '')
            .split(' ')
            .reduce((sum, amount) => sum + Number(amount), 0)
        expect(total(Math.max(0, limit - less))).toBeLessThanOrEqual(total(limit))
      }),
    )
  })
})
