/** The monthly report: what a steering committee reads, and what it must never be told. */
import { describe, expect, test } from 'vitest'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { plain, rowsUnder, wordsOf } from '../../tests/reports/reading.ts'
import { inputOf, readAgain, reportIn } from '../../tests/reports/report-of.ts'
import { duration } from '../base/instant.ts'
import type { Document } from './document.ts'
import { cellsOf, explainedKeys, reasonKey } from './document.ts'
import { sayFigure } from './figures.ts'
import type { ReportInput } from './monthly-report-input.ts'

const P1 = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  title: Incidents critiques
  per: month
  target: { share-in-time: at-least 95 % }`
const PENALTY = 'penalty: { amount: 150.00 per late ticket, counts-in: [month-cap, year-cap] }'
const CAPS = `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: 100.00, take: pro-rata, excess: lost }
    - { id: year-cap, clause: sla §10, per: contract-year, at-most: 1000.00, take: by-rank, excess: lost }`
const CONTRACT = { levels: [`${P1}\n  ${PENALTY}`], performance: CAPS }
const IN_TIME =
  '  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 09:00 }'
const LATE =
  '  - { id: T-2, type: incident, priority: P1, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }'
const TICKETS = `tickets:\n${IN_TIME}\n${LATE}`

const read = (document: Document): string => wordsOf(document.blocks)
const rows = (document: Document, heading: string): string[] =>
  rowsUnder(document.blocks, heading).map((row) => row.join(' | '))
const french = (input: ReportInput): Document => reportIn('fr', input)

describe('a month with a penalty over its cap', () => {
  const input = inputOf(CONTRACT, TICKETS)
  const report = french(input)

  test('begins with the parties, the contract, what was known and the hash', () => {
    expect(rows(report, 'Rapport mensuel, avril 2026')).toEqual([
      'Contrat | T (CT-1)',
      'Client | Client SA',
      'Prestataire | Infogérant SAS',
      'Faits connus au | ven. 01/05/2026 00:00',
      `Empreinte du décompte | ${input.envelope.hash}`,
    ])
  })

  test('says what matters in three sentences, in each language', () => {
    expect(read(report)).toContain(
      "Un niveau de service n'est pas atteint, Incidents critiques (mesurés : 1). " +
        'Sont dus 100,00 € de pénalités (hors TVA) et 0,00 € de réductions de prix (hors taxe). ' +
        'Avant plafonds, le total était de 150,00 € ; les plafonds en retiennent 50,00 €.',
    )
    expect(read(reportIn('en', input))).toContain(
      'One service level was missed, Incidents critiques (measured: 1). ' +
        'Owed are €100.00 of penalties (outside VAT) and €0.00 of price reductions (without VAT). ' +
        'Before the caps the total was €150.00; the caps hold back €50.00.',
    )
  })

  test('shows levels, amounts and caps as they are in the settlement', () => {
    expect(rows(report, 'Niveaux de service')).toEqual([
      'Incidents critiques | au moins 95,00 % | 50,00 % | 2 | 1 | non atteint',
    ])
    expect(rows(report, 'Pénalités et réductions de prix')).toEqual([
      'Incidents critiques | pénalité | 150,00 € | 50,00 € | 100,00 €',
    ])
    expect(rows(report, 'Plafonds de pénalités')).toEqual([
      'month-cap | 100,00 € | 0,00 € | 100,00 € | 0,00 € | 50,00 €',
      'year-cap | 1 000,00 € | 0,00 € | 100,00 € | 900,00 € | 0,00 €',
    ])
    expect(rows(report, 'Prix du mois, hors taxe')).toEqual(['servers | 48 000,00 €'])
  })

  test('what is forfeited has a word, a column and a part of its own: no cap has held it', () => {
    const claim = `{ who: client, within: month-end, dated: received, needs: [], silence: forfeiture }`
    const lost = inputOf(
      { ...CONTRACT, levels: [`${P1}\n  ${PENALTY}\n  claim: ${claim}`] },
      TICKETS,
    )
    const said = french(lost)
    expect(read(said)).toContain(
      "Les plafonds n'ont rien retenu. 150,00 € sont déchus, faute de réclamation à temps.",
    )
    expect(read(reportIn('en', lost))).toContain(
      'The caps held nothing back. €150.00 are forfeited, for want of a claim in time.',
    )
    expect(rows(said, 'Pénalités et réductions de prix')).toEqual([
      'Incidents critiques | pénalité | 150,00 € |  | 150,00 € | 0,00 €',
    ])
    expect(read(said)).toContain('déchu faute de réclamation 150,00 €')
  })

  test('quotes the missed clause, names its late ticket, and says why', () => {
    const text = read(report)
    expect(text).toContain('- id: level-1\n  clause: sla §1\n  restoration:')
    expect(text).toContain('T-2         10 h    4 h  mer. 08/04/2026 12:00  mer. 08/04/2026 18:00')
    expect(text).toContain('150,00 €  Pénalité : cas où la condition est remplie')
  })

  test('every figure with a reason is the value of its step, and is found in the index', () => {
    const { settlement } = input.envelope
    const explained = explainedKeys(report.blocks)
    const reasoned = report.blocks.flatMap(cellsOf).filter(({ reason }) => reason !== undefined)
    expect(reasoned.length).toBeGreaterThan(20)
    for (const { text, reason, mark } of reasoned) {
      if (reason === undefined) continue
      expect(explained).toContain(reasonKey(reason))
      const [node, ...others] = reason.nodes
      // A verdict is said in other words, a remainder is made of several steps.
      if (mark !== undefined || others.length > 0 || node === undefined) continue
      expect(text).toBe(sayFigure(settlement, node, input.speaker))
    }
  })

  test('every amount of the report has a reason', () => {
    const amounts = report.blocks
      .flatMap((block) =>
        block.kind === 'table' || block.kind === 'figures' ? cellsOf(block) : [],
      )
      .filter(({ text }) => /^−?[\d\u202f]+,\d\d\u00a0€$/.test(text))
    expect(amounts.length).toBeGreaterThan(12)
    expect(amounts.filter(({ reason }) => reason === undefined)).toEqual([])
  })

  test('says what is taken on trust, and how to verify it', () => {
    const text = read(report)
    expect(text).toContain("Les faits n'ont pas été relus pour ce rapport")
    expect(text).toContain('vigie verify CT-1-2026-04.json')
    expect(read(french({ ...input, facts: readAgain() }))).toContain('identique octet pour octet')
  })
})

describe('a month in which there is nothing to show', () => {
  test('no ticket: a level is not measured, and never shown as met', () => {
    const report = french(inputOf(CONTRACT, 'tickets: []'))
    expect(read(report)).toContain("Aucun niveau de service n'a été mesuré ce mois-ci.")
    expect(read(report)).toContain("Ni pénalité ni réduction de prix n'est due.")
    expect(rows(report, 'Niveaux de service')).toEqual([
      'Incidents critiques | au moins 95,00 % | sans objet | 0 | 0 | non mesuré',
    ])
    expect(read(report)).toContain('Rien à expliquer')
  })

  test('all in time: nothing is owed, the caps hold nothing, no drawing of amounts', () => {
    const report = french(inputOf(CONTRACT, `tickets:\n${IN_TIME}`))
    expect(read(report)).toContain("Aucun niveau de service n'est manqué (mesurés : 1).")
    expect(read(report)).toContain("Les plafonds n'ont rien retenu.")
    expect(report.blocks.filter(({ kind }) => kind === 'drawing')).toHaveLength(1)
  })

  test('no penalty in the contract, no cap: each is said', () => {
    const report = french(inputOf({ levels: [P1] }, TICKETS))
    expect(read(report)).toContain('Le contrat ne fixe aucun plafond de pénalités.')
    expect(read(report)).toContain("Le contrat n'attache aucun montant à ses niveaux de service.")
    expect(read(report)).toContain("Aucun montant n'est attaché à ce niveau.")
    expect(rows(report, 'Plafonds de pénalités')).toEqual([])
  })

  test('no level at all', () => {
    const text = written({}).replace(/^performance:[\s\S]*?(?=^costs:)/m, '')
    const report = french(inputOf({}, 'tickets: []', { text }))
    expect(read(report)).toContain("Aucun niveau de service n'a été mesuré ce mois-ci.")
  })
})

describe('what is not known', () => {
  // Six of seven in time is 85.7 %, which no row holds: the contract does not say what it costs.
  const HOLE =
    'penalty: { of: servers in month, bands: [{ at-least: 80 %, under: 85 %, rate: 5 % }, { at-least: 90 %, under: 95 %, rate: 2 % }, { otherwise: undefined }], counts-in: none }'
  const sixOfSeven = Array.from({ length: 7 }, (_, i) =>
    (i === 0 ? LATE : IN_TIME).replace(/T-\d/, `T-${i}`),
  ).join('\n')

  test('an amount that the contract does not say is in no total, and is said first', () => {
    const report = french(inputOf({ levels: [`${P1}\n  ${HOLE}`] }, `tickets:\n${sixOfSeven}`))
    expect(rows(report, 'Pénalités et réductions de prix')[0]).toBe(
      'Incidents critiques | pénalité | indéfini | indéfini | indéfini',
    )
    const warnings = report.blocks.flatMap((b) => (b.kind === 'warning' ? [b.text] : []))
    expect(warnings.join(' ')).toContain('Le contrat ne dit pas le montant de')
    expect(read(report)).toContain("Ni pénalité ni réduction de prix n'est due.")
  })

  test('a level that the month leaves open is said beside its figure', () => {
    const open = '  - { id: T-3, type: incident, priority: P1, opened: 2026-04-30 23:30 }'
    const report = french(inputOf(CONTRACT, `${TICKETS}\n${open}`))
    expect(read(report)).toContain('Incidents critiques : 1 sans verdict encore.')
  })
})

describe('the months before', () => {
  const facts = `${TICKETS}
  - { id: T-5, type: incident, priority: P1, opened: 2026-05-08 08:00, resolved: 2026-05-08 09:00 }`
  const may = { month: '2026-05', asOf: '2026-05-31T22:00:00Z' }
  const before = inputOf(CONTRACT, facts)

  test('give a trend, oldest first', () => {
    const input = { ...inputOf(CONTRACT, facts, may), earlier: [before.envelope.settlement] }
    expect(rows(french(input), 'Niveaux de service')).toEqual([
      'Incidents critiques | au moins 95,00 % | 100,00 % | 1 | 0 | atteint | 50,00 % → 100,00 %',
    ])
  })

  test('without them there is no column of trends', () => {
    expect(rows(french(before), 'Niveaux de service')[0]?.split(' | ')).toHaveLength(6)
  })

  test('a month closed then is believed before one that looks back', () => {
    // A ticket recorded too late for April: the settlement of May would count it.
    const late = `${facts}\n${LATE.replace('T-2', 'T-9')}`
    const streak = {
      ...CONTRACT,
      levels: [
        `${P1}\n  penalty: { amount: 150.00 per late ticket, repeat: { in-a-row: at-least 2, multiply: 2 }, counts-in: [month-cap] }`,
      ],
    }
    const closed = inputOf(streak, facts).envelope.settlement
    const missed = late.replace('2026-05-08 09:00', '2026-05-08 19:00')
    const alone = french(inputOf(streak, missed, may))
    expect(rows(alone, 'Niveaux de service')[0]).toContain('33,33333 % → 0,00 %')
    const together = french({ ...inputOf(streak, missed, may), earlier: [closed] })
    expect(rows(together, 'Niveaux de service')[0]).toContain('50,00 % → 0,00 %')
  })
})

describe('simulated facts', () => {
  const OUTAGES = `source: simulated
watches: [{ id: W-1, of: portal, from: 2026-04-01 00:00, to: 2026-05-01 00:00 }]
outages: [{ id: O-1, of: portal, from: 2026-04-10 10:00, to: 2026-04-10 18:00 }]`
  const AVAILABILITY = `title: Portail
  availability: { of: portal, calendar: always, no-data: down }
  per: month
  target: { at-least: 99.9 % }`
  const input = inputOf({ levels: [AVAILABILITY] }, OUTAGES)

  test('are announced at the top, marked where they appear, and listed', () => {
    const facts = readAgain({ others: factsIn(OUTAGES).rare })
    const report = french({ ...input, facts })
    expect(read(report)).toContain('Des faits simulés entrent dans ce rapport')
    expect(read(report)).toContain('O-1 (simulé)')
    expect(rows(report, 'Faits simulés')).toEqual([
      'interruptions | 1 | O-1',
      'périodes surveillées | 1 | W-1',
    ])
  })

  test('an identifier that begins with SIM- is enough, and a real one is not marked', () => {
    const simulated = OUTAGES.replace('source: simulated\n', '').replace('O-1', 'SIM-1')
    const facts = readAgain({ others: factsIn(simulated).rare })
    const report = read(french({ ...inputOf({ levels: [AVAILABILITY] }, simulated), facts }))
    expect(report).toContain('SIM-1 (simulé)')
    expect(report).not.toContain('W-1 (simulé)')
  })

  test('a ticket is marked in its row and above its clock', () => {
    const start = at('2026-04-08T06:00:00Z')
    const story = { id: 'T-2', start, stop: start, elapsed: duration(0), stretches: [] }
    const facts = readAgain({
      simulatedTickets: new Set(['T-2']),
      stories: new Map([['level-1', story]]),
    })
    const report = french({ ...inputOf(CONTRACT, TICKETS), facts })
    expect(rows(report, 'Faits simulés')).toEqual(['tickets | 1 | T-2'])
    expect(read(report)).toMatch(/^T-2 \(simulé\) {2}/m)
    const titles = report.blocks.flatMap((b) => (b.kind === 'drawing' ? [b.title] : []))
    expect(titles).toContain('Le décompte du ticket T-2 (simulé)')
  })

  test('real facts are not called simulated', () => {
    const real = OUTAGES.replace('source: simulated\n', '')
    const facts = readAgain({ others: factsIn(real).rare })
    expect(read(french({ ...input, facts }))).not.toContain('simulé')
  })
})

test('the quality of the files is told, with what was found and what to do', () => {
  const facts = readAgain({
    quality: [
      {
        ...{ file: 'tickets.csv', mapping: 'glpi', rowsRead: 1200, rowsUsed: 1190, items: 1190 },
        ...{ rowsSetAside: 7, rowsRepeated: 2, rowsBlank: 1, events: 0 },
        ...{ setAside: [], contested: [], findings: [] },
      },
    ],
    findings: [
      { code: 'resolved-missing', severity: 'warning', params: { count: '4', rows: '1, 2' } },
      { code: 'table-recognised', severity: 'information', params: { mapping: 'glpi' } },
    ],
    shiftWeeks: 522,
  })
  const report = french({ ...inputOf(CONTRACT, TICKETS), facts })
  const text = plain(read(report))
  expect(text).toMatch(/tickets\.csv\s+glpi\s+1 200\s+1 190\s+7\s+2\s+1 190/)
  expect(text).toContain('Ticket clos ou résolu sans heure de résolution (4 lignes')
  expect(text).not.toContain('table-recognised')
  expect(text).toContain('décalées de 522 semaines')
})
