/** The demonstration: its files are what they claim to be, and its months close on these figures. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { simulatedTickets } from '../../scripts/demonstration/tickets.ts'
import { simulatedFiles } from '../../scripts/make-demonstration.ts'
import { runCommandLine } from '../../src/shell/cli/vigie.ts'
import { openContract } from '../../src/shell/close-month.ts'
import { DEMONSTRATION } from '../../src/shell/demonstration.ts'
import { Closed, closedMonth, tryMonth } from './closing.ts'

const HOUR = 3_600_000

const textOf = (file: string): string => {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

describe('the files', () => {
  test('the contract is right, without a warning, and fills its seven chapters', () => {
    const { findings, program, terms } = openContract(DEMONSTRATION.contract)
    expect(findings).toEqual([])
    expect(program).toBeDefined()
    const { scope, performance, costs, security, management, term, liability } = terms ?? {}
    for (const chapter of [scope, performance, costs, security, management, term, liability]) {
      expect(chapter).toBeDefined()
    }
  })

  test('the generator writes the files that are here', () => {
    const [, ...simulated] = DEMONSTRATION.facts
    const written = simulatedFiles()
    expect(simulated.map((file) => basename(file))).toEqual([...written.keys()])
    for (const file of simulated) expect(textOf(file)).toBe(written.get(basename(file)))
  })

  test('another seed simulates other tickets', () => {
    const [log, tickets] = DEMONSTRATION.facts
    expect(simulatedTickets(textOf(log), 2)).not.toBe(textOf(tickets))
  })

  test('what is simulated says so, and nothing of the real log does', () => {
    const [log, tickets, facts] = DEMONSTRATION.facts
    const rows = textOf(tickets).trimEnd().split('\n').slice(1)
    expect(rows.filter((row) => !row.startsWith('SIM-'))).toEqual([])
    const items = textOf(facts)
      .split('\n')
      .filter((line) => line.startsWith('  - '))
    expect(items.filter((item) => !item.startsWith('  - { id: SIM-'))).toEqual([])
    expect(textOf(facts)).toContain('\nsource: simulated\n')
    expect(textOf(log)).not.toContain('SIM-')
  })
})

describe('each month closes', () => {
  test.each([
    // month, missed, what came to the cap of the month and passed it, the same of the year
    ['2025-11', 1, '0.00 0.00', '0.00 0.00'],
    ['2025-12', 3, '0.00 0.00', '0.00 0.00'],
    ['2026-01', 4, '7160.00 7160.00', '7160.00 7160.00'],
    ['2026-02', 4, '5010.00 5010.00', '5010.00 5010.00'],
    ['2026-03', 4, '13833.50 11830.00', '11830.00 11830.00'],
    ['2026-04', 4, '14055.00 11830.00', '11830.00 11830.00'],
    ['2026-05', 4, '16985.00 11830.00', '11830.00 10907.43'],
  ])('%s: %i missed, %s by month, %s by year', (month, missed, byMonth, byYear) => {
    const closed = closedMonth(month)
    expect(closed.levelsThatAre('missed')).toHaveLength(missed)
    expect([closed.cap('plafond-mois'), closed.cap('plafond-annuel')]).toEqual([byMonth, byYear])
    expect(closed.settlement.findings).toEqual([])
    expect(closed.settlement.facts.setAside).toBe(0)
  })

  test('no month is closed before the contract', () => {
    const { envelope, findings } = tryMonth('2025-10')
    expect(envelope).toBeUndefined()
    expect(findings.map(({ code }) => code)).toContain('month-before-contract')
  })
})

describe('April 2026', () => {
  const april = closedMonth('2026-04')

  test('most levels are met, four are missed, and one had nothing to measure', () => {
    expect(april.levelsThatAre('missed')).toEqual([
      'retablissement-p1',
      'encours-ancien',
      'disponibilite-erp',
      'disponibilite-reseau',
    ])
    expect(april.levelsThatAre('not measured')).toEqual(['correctifs-critiques'])
    expect(april.levelsThatAre('met')).toHaveLength(8)
  })

  test('the cap of the month cuts every line in proportion', () => {
    const owed = april.settlement.lines.map(({ level, gross, owed: net }) => [
      level,
      april.euros(gross),
      april.euros(net),
    ])
    expect(owed.filter(([, gross]) => gross !== '0.00')).toEqual([
      ['retablissement-p1', '3450.00', '2903.84'],
      ['encours-ancien', '4950.00', '4166.38'],
      ['disponibilite-erp', '4200.00', '3535.11'],
      ['disponibilite-reseau', '1455.00', '1224.67'],
    ])
    const { indemnity, 'price-reduction': reduction } = april.settlement.totals
    expect([april.euros(indemnity), april.euros(reduction)]).toEqual(['8294.89', '3535.11'])
  })

  test('an outage is counted, but for the works that were announced', () => {
    const counted = april.level('disponibilite-erp').outages.map((o) => [o.id, o.counted])
    expect(counted).toContainEqual(['SIM-PANNE-11', '0'])
    expect(counted).toContainEqual(['SIM-PANNE-13', String(220 * 60_000)])
  })

  // 220 minutes down by an expired certificate of the client's; 50 tickets of 91 in time.
  test('an accepted claim saves a level, and a pending one would save another', () => {
    const otherwise = new Closed('2026-04', {
      facts: [
        [
          'SIM-PANNE-12, by: provider, share: 1, status: accepted',
          'SIM-PANNE-12, by: provider, share: 1, status: refused',
        ],
        [
          'INC0014025, by: provider, share: 1, status: claimed',
          'INC0014025, by: provider, share: 1, status: accepted',
        ],
      ],
    })
    expect(otherwise.levelsThatAre('missed')).toEqual([
      'encours-ancien',
      'disponibilite-erp',
      'disponibilite-messagerie',
      'disponibilite-reseau',
    ])
    expect(april.value(april.level('retablissement-p1').figure)).toBe('50/91 share')
    expect(otherwise.value(otherwise.level('retablissement-p1').figure)).toBe('51/91 share')
    expect(otherwise.euros(otherwise.line('retablissement-p1').gross)).toBe('0.00')
  })

  test('waits on others save tickets, and only tickets that waited', () => {
    const strict = new Closed('2026-04', {
      contract: [
        [', who: client, at-most: 10 open-days }', ', who: client, at-most: 1 min }'],
        [', who: third-party, at-most: 15 open-days }', ', who: third-party, at-most: 1 min }'],
      ],
    })
    const late = (closed: Closed): string[] =>
      closed.level('retablissement-p2').lateItems.map(({ id }) => id)
    const saved = late(strict).filter((id) => !late(april).includes(id))
    expect(saved).toEqual([
      'INC0011504',
      'INC0012305',
      'INC0012678',
      'INC0013431',
      'INC0013447',
      'INC0018552',
      'INC0020095',
    ])
    const rows = textOf(DEMONSTRATION.facts[0]).split('\n')
    const hasWaited = (id: string): boolean =>
      rows.some((row) => /^[^,]*,Awaiting (User Info|Vendor),/.test(row) && row.startsWith(id))
    expect(saved.filter((id) => !hasWaited(id))).toEqual([])
    expect(late(april).filter((id) => !late(strict).includes(id))).toEqual([])
  })
})

describe('the night when the clock goes forward', () => {
  const march = closedMonth('2026-03')

  // Opened on Thursday 26 March at 8:53, resolved on Monday 30 at 9:14: 96 h 21 on the wall.
  test('is an hour shorter in the clock of a ticket', () => {
    const items = march.level('retablissement-p1').lateItems
    const ticket = items.find(({ id }) => id === 'INC0010857')
    expect(ticket?.elapsed).toBe(95 * HOUR + 21 * 60_000)
  })

  // From 1:45 to 4:30 there are 105 minutes; the works begin at 3:00, which follows 1:59.
  test('is an hour shorter in an outage, and in the slot of works', () => {
    const outage = march.level('disponibilite-erp').outages.find((o) => o.id === 'SIM-PANNE-10')
    expect(outage?.open).toBe(String(105 * 60_000))
    expect(outage?.counted).toBe(String(15 * 60_000))
  })

  // 72 h 30 on the wall, between 26 March at 20:00 and 29 March at 20:30.
  test('lets a patch be in time that a clock on the wall would call late', () => {
    expect(march.value(march.level('correctifs-critiques').judged)).toBe('2 count')
    expect(march.value(march.level('correctifs-critiques').late)).toBe('0 count')
  })
})

describe('an exemption that is accepted', () => {
  // 130 minutes and two short cuts, less three minutes each: 138 started minutes at 15.00.
  test('halves an amount and leaves the miss; refused, it changes nothing', () => {
    const share = 'SIM-PANNE-09, by: provider, share: 1/2, status: accepted'
    const refused = new Closed('2026-03', {
      facts: [[share, share.replace('accepted', 'refused')]],
    })
    const told = [closedMonth('2026-03'), refused].map((closed) => [
      closed.value(closed.level('disponibilite-reseau').missed),
      closed.euros(closed.line('disponibilite-reseau').gross),
    ])
    expect(told).toEqual([
      ['1 truth', '1035.00'],
      ['1 truth', '1980.00'],
    ])
  })
})

test('the command says that it is a demonstration, closes the month and explains a line', () => {
  let said = ''
  const hear = (text: string): void => {
    said += text
  }
  expect(runCommandLine(['demo', '--lang', 'en'], { out: hear, error: hear }, {})).toBe(0)
  expect(said).toContain('Demonstration: ')
  expect(said).toContain('SIM-')
  expect(said).toContain('2,903.84')
})
