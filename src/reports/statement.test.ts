/** The statement of a month: its tables as rows, in French, and what is never shown as good. */
import { describe, expect, test } from 'vitest'
import { april, PARIS } from '../../tests/reports/months.ts'
import { rowsUnder, strictSpeaker, wordsOf } from '../../tests/reports/reading.ts'
import type { Settlement } from '../money/settlement.ts'
import { composeStatement } from './statement.ts'

const P1 = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`
const CAPS = `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: 100.00, take: pro-rata, excess: lost }
    - { id: year-cap, clause: sla §10, per: contract-year, at-most: 1000.00, take: by-rank, excess: lost }`

/** Two P1: one of an hour, one of ten. */
const TICKETS = `tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 09:00 }
  - { id: T-2, type: incident, priority: P1, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }`

const linesUnder = (settlement: Settlement, heading: string): string[] =>
  rowsUnder(composeStatement(settlement, PARIS, strictSpeaker('fr')), heading).map((row) =>
    row.join(' | '),
  )

describe('a month with a penalty over its cap', () => {
  const settlement = april(
    {
      levels: [
        `${P1}\n  penalty: { amount: 150.00 per late ticket, counts-in: [month-cap, year-cap] }`,
      ],
      performance: CAPS,
    },
    TICKETS,
  )

  test('says which month of which contract, and what was known', () => {
    const text = wordsOf(composeStatement(settlement, PARIS, strictSpeaker('fr')))
    expect(text).toContain('Décompte du mois : avril 2026')
    expect(text).toContain('T (CT-1)')
    expect(text).toContain('Faits connus au ven. 01/05/2026 00:00')
  })

  test('shows each level with its clause, its target, its figure and its verdict', () => {
    expect(linesUnder(settlement, 'Niveaux de service')).toEqual([
      'level-1 | sla §1 | au moins 95,00 % | 50,00 % | 2 | 1 | non atteint',
    ])
  })

  test('shows what is owed, and what the cap has cut', () => {
    expect(linesUnder(settlement, 'Pénalités et réductions de prix')).toEqual([
      'level-1.penalty | sla §1 | pénalité | 150,00 € | 50,00 € | 100,00 €',
    ])
    expect(linesUnder(settlement, 'Plafonds de pénalités')).toEqual([
      'month-cap | sla §9 | 100,00 € | 0,00 € | 100,00 €',
      'year-cap | sla §10 | 1 000,00 € | 0,00 € | 100,00 €',
    ])
    expect(linesUnder(settlement, 'Totaux')).toEqual([
      'Pénalités (hors TVA) | 100,00 €',
      'Réductions de prix (hors taxe) | 0,00 €',
    ])
  })

  test('says in English the same figures', () => {
    const rows = rowsUnder(
      composeStatement(settlement, PARIS, strictSpeaker('en')),
      'Service levels',
    )
    expect(rows).toEqual([['level-1', 'sla §1', 'at least 95.00%', '50.00%', '2', '1', 'missed']])
  })
})

describe('a verdict', () => {
  test.each([
    ['met', TICKETS.split('\n').slice(0, 2).join('\n'), '100,00 % | 1 | 0 | atteint'],
    // Nothing to measure is neither met nor missed.
    ['of an empty month', 'tickets: []', 'sans objet | 0 | 0 | non mesuré'],
    [
      'of tickets of another priority',
      TICKETS.replaceAll('P1', 'P2'),
      'sans objet | 0 | 0 | non mesuré',
    ],
  ])('%s', (_, facts, expected) => {
    const [line] = linesUnder(april({ levels: [P1] }, facts), 'Niveaux de service')
    expect(line).toBe(`level-1 | sla §1 | au moins 95,00 % | ${expected}`)
  })
})

describe('what is not owed', () => {
  test('without a cap there is no table of caps, and nothing is cut', () => {
    const level = `${P1}\n  penalty: { amount: 150.00 per late ticket, counts-in: none }`
    const settlement = april({ levels: [level] }, TICKETS)
    expect(linesUnder(settlement, 'Plafonds de pénalités')).toEqual([])
    expect(linesUnder(settlement, 'Pénalités et réductions de prix')).toEqual([
      'level-1.penalty | sla §1 | pénalité | 150,00 € | 0,00 € | 150,00 €',
    ])
  })

  test('what is forfeited has a column of its own: no cap has cut it', () => {
    const claim = `{ who: client, within: month-end, dated: received, needs: [], silence: forfeiture }`
    const level = `${P1}\n  penalty: { amount: 150.00 per late ticket, counts-in: none }\n  claim: ${claim}`
    const settlement = april({ levels: [level] }, TICKETS)
    expect(linesUnder(settlement, 'Pénalités et réductions de prix')).toEqual([
      'level-1.penalty | sla §1 | pénalité | 150,00 € |  | 150,00 € | 0,00 €',
    ])
  })

  test('an amount that no row holds is undefined, in no total, and has its two readings', () => {
    const bands = `[{ at-least: 60 %, under: 95 %, amount: 100.00 }, { under: 40 %, amount: 300.00 }, { otherwise: undefined }]`
    const level = `${P1}\n  penalty: { bands: ${bands}, counts-in: none }`
    const settlement = april({ levels: [level] }, TICKETS)
    expect(linesUnder(settlement, 'Pénalités et réductions de prix')).toEqual([
      'level-1.penalty | sla §1 | pénalité | indéfini | indéfini | indéfini',
    ])
    expect(linesUnder(settlement, 'Totaux')[0]).toBe('Pénalités (hors TVA) | 0,00 €')
    const text = wordsOf(composeStatement(settlement, PARIS, strictSpeaker('fr')))
    expect(text).toContain('level-1.penalty: lecture « ligne au-dessus » → 100,00 €')
    expect(text).toContain('level-1.penalty: lecture « ligne au-dessous » → 300,00 €')
  })
})
