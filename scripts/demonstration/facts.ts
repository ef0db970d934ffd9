/**
 * Simulates what the real log cannot tell: probes, outages, works, reports, users, and the
 * exemptions that the parties argue about.
 *
 * What a month is told for (an outage of three hours, a claim that was refused) is written below,
 * by hand; the small cuts of every month are drawn. Every identifier begins with SIM-. Claims on
 * tickets are about real ones: the claim is simulated, the ticket is not.
 */
import { Chance } from './chance.ts'

type Fields = Readonly<Record<string, string>>

const MONTHS = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']
const COMPONENTS = ['erp', 'messagerie', 'reseau']

const HEAD = `# Faits simulés, écrits par scripts/make-demonstration.ts : ne pas modifier à la main.
# Le vrai journal n'a ni sonde, ni interruption, ni travaux, ni livrable, ni utilisateur compté, ni
# exonération. Tout identifiant d'ici commence par SIM-, et la source est « simulated ».
zone: Europe/Paris
source: simulated
`

/** The text of the file of simulated facts. */
export function simulatedFacts(seed: number): string {
  const outages = [...OUTAGES, ...smallOutages(new Chance(seed))]
  return (
    HEAD +
    listOf('watches', watches()) +
    listOf('outages', outages.sort(byStart)) +
    listOf('maintenance', MAINTENANCE) +
    listOf('quantities', users()) +
    listOf('deliverables', DELIVERABLES) +
    listOf('exemptions', EXEMPTIONS)
  )
}

const byStart = (a: Fields, b: Fields): number => ((a['from'] ?? '') < (b['from'] ?? '') ? -1 : 1)

function listOf(key: string, facts: readonly Fields[]): string {
  const rows = facts.map((fact) => {
    const cells = Object.entries(fact).map(([name, value]) => `${name}: ${value}`)
    return `  - { ${cells.join(', ')} }\n`
  })
  return `${key}:\n${rows.join('')}`
}

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

const lastDay = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Each probe watched each month from end to end, but for the one of the network in January. */
function watches(): Fields[] {
  return MONTHS.flatMap((month) =>
    COMPONENTS.flatMap((of) => {
      const id = `SIM-SONDE-${of.toUpperCase()}-${month}`
      const from = `${month}-01 00:00`
      const to = `${nextMonth(month)}-01 00:00`
      if (of !== 'reseau' || month !== '2026-01') return [{ id, of, from, to }]
      return [
        { id: `${id}-A`, of, from, to: '2026-01-14 12:00' },
        { id: `${id}-B`, of, from: '2026-01-16 08:00', to },
      ]
    }),
  )
}

/** The cuts of a few minutes that happen to every component, between 7:00 and 19:00. */
function smallOutages(chance: Chance): Fields[] {
  return MONTHS.flatMap((month) =>
    COMPONENTS.flatMap((of) =>
      Array.from({ length: chance.below(3) }, (_, index) => {
        const day = `${month}-${two(2 + chance.below(26))}`
        const start = 60 * (7 + chance.below(12)) + chance.below(60)
        const end = start + 2 + chance.below(9)
        const id = `SIM-COUPURE-${of.toUpperCase()}-${month}-${index + 1}`
        return { id, of, from: `${day} ${clock(start)}`, to: `${day} ${clock(end)}` }
      }),
    ),
  )
}

const two = (number: number): string => String(number).padStart(2, '0')
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** The users are taken over in waves, as the tickets are. */
const USERS = [480, 640, 910, 1280, 2406, 2418, 2421]

const users = (): Fields[] =>
  MONTHS.map((month, index) => ({
    id: `SIM-UTILISATEURS-${month}`,
    of: 'utilisateurs',
    on: `${lastDay(month)} 18:00`,
    amount: String(USERS[index]),
  }))

const outage = (id: string, of: string, from: string, to: string, more: Fields = {}): Fields => ({
  id: `SIM-PANNE-${id}`,
  of,
  from,
  to,
  ...more,
})

const OUTAGES: readonly Fields[] = [
  outage('01', 'erp', '2025-11-18 09:40', '2025-11-18 11:25', { cause: 'stockage' }),
  outage('02', 'messagerie', '2025-12-09 08:05', '2025-12-09 10:20', { cause: 'certificat' }),
  outage('03', 'erp', '2026-01-20 14:00', '2026-01-20 14:50', { state: 'degraded', cause: 'base' }),
  outage('04', 'reseau', '2026-01-27 15:10', '2026-01-27 16:25', { cause: 'foudre' }),
  outage('05', 'erp', '2026-02-08 02:20', '2026-02-08 05:10', { cause: 'travaux' }),
  outage('06', 'erp', '2026-02-22 02:15', '2026-02-22 03:40', { cause: 'travaux' }),
  outage('07', 'messagerie', '2026-02-11 09:00', '2026-02-11 13:10', { cause: 'disque' }),
  outage('08', 'erp', '2026-03-17 09:12', '2026-03-17 09:40', { cause: 'base' }),
  outage('09', 'reseau', '2026-03-24 10:00', '2026-03-24 12:10', { cause: 'fibre' }),
  outage('10', 'erp', '2026-03-29 01:45', '2026-03-29 04:30', { cause: 'travaux' }),
  outage('11', 'erp', '2026-04-12 02:30', '2026-04-12 05:10', { cause: 'travaux' }),
  outage('12', 'messagerie', '2026-04-15 08:30', '2026-04-15 12:10', { cause: 'certificat' }),
  outage('13', 'erp', '2026-04-21 14:05', '2026-04-21 17:45', { cause: 'stockage' }),
  outage('14', 'reseau', '2026-04-28 14:00', '2026-04-28 15:40', { cause: 'routeur' }),
  outage('15', 'erp', '2026-05-05 23:50', '2026-05-06 00:15', { cause: 'base' }),
  outage('16', 'reseau', '2026-05-19 11:00', '2026-05-19 16:30', { cause: 'inondation' }),
]

const works = (id: string, of: string, announced: string, from: string, to: string): Fields => ({
  id: `SIM-TRAVAUX-${id}`,
  of,
  announced,
  from,
  to,
})

const MAINTENANCE: readonly Fields[] = [
  works('01', 'erp', '2026-02-03 10:00', '2026-02-08 02:00', '2026-02-08 06:00'),
  // Announced the day before: the clause wants 48 hours.
  works('02', 'erp', '2026-02-21 09:00', '2026-02-22 02:00', '2026-02-22 05:00'),
  // In the night when the clock goes forward: 2:00 is 3:00, and the slot has three hours.
  works('03', 'erp', '2026-03-24 10:00', '2026-03-29 03:00', '2026-03-29 06:00'),
  works('04', 'erp', '2026-04-08 10:00', '2026-04-12 02:00', '2026-04-12 06:00'),
]

const delivery = (id: string, of: string, from: string, delivered: string, due = ''): Fields => ({
  id: `SIM-${id}`,
  of,
  from,
  ...(due === '' ? {} : { due }),
  delivered,
})

/** The report of a month is due from the end of that month. */
const report = (month: string, delivered: string): Fields =>
  delivery(`RAPPORT-${month}`, 'rapport-mensuel', `${nextMonth(month)}-01 00:00`, delivered)

const minutes = (meeting: string, delivered: string): Fields =>
  delivery(`CR-COPIL-${meeting.slice(0, 7)}`, 'compte-rendu', meeting, delivered)

const patch = (id: string, published: string, applied: string): Fields =>
  delivery(`CORRECTIF-${id}`, 'correctif-critique', published, applied)

const DELIVERABLES: readonly Fields[] = [
  report('2025-11', '2025-12-05 16:00'),
  report('2025-12', '2026-01-08 11:30'),
  report('2026-01', '2026-02-10 09:20'),
  report('2026-02', '2026-03-05 17:45'),
  report('2026-03', '2026-04-09 17:00'),
  report('2026-04', '2026-05-07 11:00'),
  minutes('2025-11-13 10:00', '2025-11-20 12:00'),
  minutes('2025-12-11 10:00', '2025-12-17 18:00'),
  minutes('2026-01-15 10:00', '2026-01-26 15:30'),
  minutes('2026-02-12 10:00', '2026-02-18 17:10'),
  minutes('2026-03-12 10:00', '2026-03-18 09:00'),
  minutes('2026-04-16 10:00', '2026-04-22 16:00'),
  minutes('2026-05-13 10:00', '2026-05-20 12:15'),
  patch('01', '2025-11-20 19:00', '2025-11-22 08:30'),
  patch('02', '2026-01-13 19:00', '2026-01-16 10:00'),
  patch('03', '2026-02-10 19:00', '2026-02-14 08:00'),
  patch('04', '2026-03-10 19:00', '2026-03-12 07:00'),
  // 72 h 30 on the wall and 71 h 30 in fact: the clock goes forward in between.
  patch('05', '2026-03-26 20:00', '2026-03-29 20:30'),
  patch('06', '2026-05-12 19:00', '2026-05-14 06:45'),
  delivery(
    'RESTAURATION-2025-T4',
    'test-de-restauration',
    '2025-10-01',
    '2025-12-18',
    '2025-12-31',
  ),
  delivery(
    'RESTAURATION-2026-T1',
    'test-de-restauration',
    '2026-01-01',
    '2026-03-26',
    '2026-03-31',
  ),
]

const claim = (
  id: string,
  ground: string,
  item: string,
  status: string,
  more: Fields = {},
): Fields => ({
  id: `SIM-EXO-${id}`,
  ground,
  item,
  by: 'provider',
  share: '1',
  status,
  ...more,
})

const EXEMPTIONS: readonly Fields[] = [
  claim('01', 'force-majeure', 'SIM-PANNE-04', 'refused', { evidence: 'relevé météo' }),
  claim('02', 'operateur', 'SIM-PANNE-09', 'accepted', {
    share: '1/2',
    evidence: 'avis opérateur',
  }),
  claim('03', 'client', 'SIM-PANNE-12', 'accepted'),
  claim('04', 'client', 'INC0012653', 'accepted'),
  claim('05', 'client', 'INC0019972', 'refused'),
  claim('06', 'client', 'INC0014025', 'claimed'),
  claim('07', 'operateur', 'SIM-PANNE-14', 'claimed', { evidence: 'ticket opérateur' }),
  claim('08', 'force-majeure', 'SIM-PANNE-16', 'accepted', { evidence: 'arrêté préfectoral' }),
]
