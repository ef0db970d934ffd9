/** What a contract is said to mean: a term a row, then the French and the English of it. */
import { describe, expect, test } from 'vitest'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import {
  answersTo,
  rowsUnder,
  strictSpeaker,
  termsIn,
  termsOf,
  wordsOf,
} from '../../tests/reports/reading.ts'
import type { Language } from '../base/wording/format.ts'
import type { Block } from './document.ts'
import { composeTerms } from './terms-view.ts'

const linesUnder = (blocks: readonly Block[], heading: string): string[] =>
  rowsUnder(blocks, heading).map((row) => row.join(' | '))

const LANGUAGES = ['fr', 'en'] as const

const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' | ').map((cell) => cell.trim()))

/** What the table under a heading answers to a subject, in both languages. */
function said(about: Written, heading: string, subjects: Readonly<Record<Language, string>>) {
  const terms = termsOf(written(about))
  return LANGUAGES.map((language) => {
    const rows = rowsUnder(composeTerms(terms, strictSpeaker(language)), heading)
    return answersTo(rows, subjects[language]).join(' / ')
  })
}

const MEASURE = `restoration: { of: incidents, within: 4 h, calendar: always, clock: incident }
  per: month`
const TARGET = 'target: { share-in-time: at-least 95 % }'
const CAPS = `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: 12 % of fees in month, take: pro-rata, excess: lost }
    - { id: year-cap, clause: sla §9, per: 12 months, at-most: 5000.00, take: by-rank, excess: carried }`

const PENALTY = { fr: 'Pénalité', en: 'Penalty' }

describe('a penalty', () => {
  test.each(
    rowsOf(`
    amount: 500.00 | 500,00 € | €500.00
    amount: 150.00 per late ticket | 150,00 € par ticket en dépassement | €150.00 per late ticket
    amount: 40.00 per started 24 h late | 40,00 € par tranche entamée de 24 h de retard | €40.00 per started 24 h late
    # Where the phrase does not say, the penalty does, and then the conventions: started.
    amount: 40.00 per 24 h late | 40,00 € par tranche entamée de 24 h de retard | €40.00 per started 24 h late
    amount: 40.00 per 24 h late, part-units: full | 40,00 € par tranche complète de 24 h de retard | €40.00 per full 24 h late
    # A day late is a date, and has no part, whatever the conventions say.
    amount: 40.00 per day late | 40,00 € par jour de retard | €40.00 per day late
    amount: 40.00 per 2 working-days late | 40,00 € par tranche entamée de 2 jours ouvrés de retard | €40.00 per started 2 working days late
    amount: 40.00 per pro-rata 24 h late | 40,00 € pour 24 h de retard, au prorata | €40.00 for 24 h late, pro rata
    of: servers in month, rate: 2 % | 2,00 % sur servers du mois | 2.00% of servers of the month
    of: fees in 12 months, rate: 2 % | 2,00 % sur tous les prix des 12 mois jusqu'à la période jugée | 2.00% of all fees of the 12 months up to the judged period
    of: servers in month, rate: 1/30 per started 10 h late | 1/30 sur servers du mois par tranche entamée de 10 h de retard | 1/30 of servers of the month per started 10 h late
    of: servers in month, rate: 1 % per started 0.1 pt below | 1,00 % sur servers du mois par tranche entamée de 0,1 point de pourcentage sous l'objectif | 1.00% of servers of the month per started 0.1 percentage points below the target
    bands: [{ at-least: 90 %, under: 95 %, amount: 100.00 }, { under: 90 %, amount: 300.00 }] | au moins 90,00 %, moins de 95,00 % : 100,00 € / moins de 90,00 % : 300,00 € | at least 90.00%, under 95.00%: €100.00 / under 90.00%: €300.00
    bands: [{ at-least: 90 %, at-most: 94 %, amount: 100.00 }, { under: 90 %, amount: 300.00 }, { otherwise: row-below }] | au moins 90,00 %, au plus 94,00 % : 100,00 € / moins de 90,00 % : 300,00 € / entre deux tranches : la moins bonne des deux | at least 90.00%, at most 94.00%: €100.00 / under 90.00%: €300.00 / between two rows: the worse one
  `),
  )('%s', (penalty, fr, en) => {
    const level = `${MEASURE}\n${TARGET}\npenalty: { ${penalty}, counts-in: none }`
    expect(said({ levels: [level] }, 'level-1', PENALTY)).toEqual([fr, en])
  })

  test.each(
    rowsOf(`
    repeat: { in-a-row: at-least 2, multiply: 1.5 } | × 1,5 si le niveau n'est pas atteint au moins 2 fois de suite, période jugée comprise | × 1.5 if the level is missed at least 2 times in a row, the judged period included
    repeat: { times: at-least 2, in: 3 months, multiply: 2 } | × 2 si le niveau n'est pas atteint au moins 2 fois, période jugée comprise, sur la fenêtre des 3 mois jusqu'à la période jugée | × 2 if the level is missed at least 2 times, the judged period included, in the window of the 3 months up to the judged period
    repeat: { multiply: { by: in-a-row, 1: 1, 2: 1.5, otherwise: 2 } } | selon le nombre de périodes non atteintes de suite, période jugée comprise : 1 : × 1 ; 2 : × 1,5 ; sinon × 2 | by the number of periods missed in a row, the judged period included: 1: × 1; 2: × 1.5; otherwise × 2
  `),
  )('%s', (repeat, fr, en) => {
    const level = `${MEASURE}\n${TARGET}\npenalty: { amount: 1.00, ${repeat}, counts-in: none }`
    const subjects = { fr: 'Répétition', en: 'Repetition' }
    expect(said({ levels: [level] }, 'level-1', subjects)).toEqual([fr, en])
  })

  test('passes caps in order, or none, or there is no penalty', () => {
    const level = (penalty: string): string => `${MEASURE}\n${TARGET}${penalty}`
    const subjects = { fr: "Plafonds de pénalités, dans l'ordre", en: 'Penalty caps, in order' }
    const through = (counts: string) =>
      said(
        { levels: [level(`\npenalty: { amount: 1.00, counts-in: ${counts} }`)], performance: CAPS },
        'level-1',
        subjects,
      )
    expect(through('[month-cap, year-cap]')).toEqual([
      'month-cap ; year-cap',
      'month-cap; year-cap',
    ])
    expect(through('none')).toEqual(['aucun', 'none'])
    expect(said({ levels: [level('')] }, 'level-1', PENALTY)).toEqual(['aucune', 'none'])
  })
})

describe('a measure', () => {
  const subjects = {
    selection: { fr: 'Sélection', en: 'Selection' },
    limit: { fr: 'Délai', en: 'Limit' },
    target: { fr: 'Objectif', en: 'Target' },
    window: { fr: 'Plage de service', en: 'Service window' },
    ignored: { fr: 'Interruptions courtes', en: 'Short outages' },
    merged: { fr: 'Regroupement', en: 'Merging' },
    unwatched: { fr: 'Temps non surveillé', en: 'Time not watched' },
    weight: { fr: 'Part comptée comme indisponible', en: 'Part that counts as down' },
  } as const
  const IN_CLOCK = 'calendar: always, clock: incident'
  const UP = 'availability: { of: app, calendar: always, no-data'
  test.each(
    rowsOf(`
    # asked of | the measure | the target | French | English
    selection | restoration: { of: incidents, where: { priority: [P1, P2], site: Lyon }, within: 4 h, ${IN_CLOCK} } | share-in-time: at-least 95 % | tickets dont le champ type vaut incident, priority = P1 ou P2, site = Lyon | tickets whose field type is incident, priority = P1 or P2, site = Lyon
    selection | count: { of: tickets } | at-most 3 | tickets de tout type | tickets of any type
    selection | share: { of: requests, matching: { reopened: "yes" } } | under 3 % | tickets dont le champ type vaut request, dont ceux où reopened = yes | tickets whose field type is request, of which those where reopened = yes
    limit | restoration: { of: incidents, within: { by: priority, P1: 4 h, otherwise: 2 open-days }, ${IN_CLOCK} } | share-in-time: at-least 95 % | selon priority : P1 : 4 h ; sinon 2 jours d'ouverture | by priority: P1: 4 h; otherwise 2 open days
    limit | timeliness: { of: report, within: 5 working-days after month-end } | share-in-time: at-least 100 % | 5 jours ouvrés après la fin du mois | 5 working days after the end of the month
    window | restoration: { of: incidents, within: 4 h, calendar: { by: priority, P1: always, otherwise: office }, clock: incident } | share-in-time: at-least 95 % | selon priority : P1 : always ; sinon office | by priority: P1: always; otherwise office
    target | response: { of: incidents, within: 30 min, ${IN_CLOCK} } | share-in-time: at-least 95 % | part dans les délais, au moins 95,00 %, chaque mois | share in time, at least 95.00%, each month
    target | restoration: { of: incidents, within: 4 h, ${IN_CLOCK} } | count: under 3 | nombre de dépassements, moins de 3, chaque mois | number of overruns, under 3, each month
    target | restoration: { of: incidents, within: 4 h, ${IN_CLOCK} } | percentile: { rank: 95 %, method: linear, at-most: 8 h } | centile 95,00 % (interpolation), au plus 8 h, chaque mois | percentile 95.00% (interpolated), at most 8 h, each month
    target | backlog: { of: incidents, older-than: 30 days, calendar: office } | at-most 5 | au plus 5, chaque mois | at most 5, each month
    unwatched | ${UP}: down } | at-least 99.9 % | compté comme interrompu | counts as down
    unwatched | ${UP}: left-out } | at-least 99.9 % | retiré de la plage de service | left out of the service window
    ignored | ${UP}: up, ignore: { under: 1 min, once-passed: excess } } | at-least 99.9 % | moins de 1 min : rien ; à partir de 1 min : l'excédent seul | under 1 min: nothing; from 1 min: the excess only
    ignored | ${UP}: up, ignore: { at-most: 1 min, once-passed: whole } } | at-least 99.9 % | jusqu'à 1 min : rien ; au-delà : l'interruption entière | up to 1 min: nothing; beyond: the whole outage
    merged | ${UP}: up, merge: { within: 5 min, calendar: always, takes-out: gap } } | at-least 99.9 % | à moins de 5 min l'une de l'autre (calendrier always), deux interruptions n'en font qu'une, sans l'intervalle | less than 5 min apart (calendar always), two outages are one, without the gap
    weight | ${UP}: up, weight: { by: state, degraded: 50 %, otherwise: 100 % } } | at-least 99.9 % | selon state : degraded : 50,00 % ; sinon 100,00 % | by state: degraded: 50.00%; otherwise 100.00%
  `),
  )('%s of %s', (subject, measure, target, fr, en) => {
    const bound = /^(at-least|at-most|under|above) (.*)$/.exec(target ?? '')
    const held = bound === null ? target : `${bound[1]}: ${bound[2]}`
    const level = `${measure}\n  per: month\n  target: { ${held} }`
    const asked = subjects[subject as keyof typeof subjects]
    expect(said({ levels: [level] }, 'level-1', asked)).toEqual([fr, en])
  })

  test('says what it answers otherwise than the conventions, and nothing of the rest', () => {
    const subject = { fr: "Période d'un ticket", en: 'Period of a ticket' }
    const level = (own: string) => `${MEASURE}\n${own}${TARGET}`
    expect(said({ levels: [level('belongs-to: month-due\n')] }, 'level-1', subject)).toEqual([
      'celle de son échéance',
      'the one of its deadline',
    ])
    expect(said({ levels: [level('')] }, 'level-1', subject)).toEqual(['', ''])
  })
})

describe('a convention', () => {
  test.each(
    rowsOf(`
    belongs-to | month-opened | Période d'un ticket | celle de son ouverture
    round | { figures: half-up 0.01 %, money: half-even 0.01 per line } | Arrondi des mesures avant comparaison | au plus proche, la moitié vers le haut, pas de 0,01 %
    round | { figures: none, money: half-even 0.01 per line } | Arrondi des montants | au plus proche, la moitié au pair, pas de 0,01 €, ligne par ligne
    on-the-limit | late | Exactement à la limite | en dépassement
    part-units | pro-rata | Part d'une unité | au prorata
    open-at-end | carried | Ouvert en fin de période | compté dans la période où il s'arrête
    empty | met | Période sans rien à mesurer | niveau atteint
    base | { vat: included, revised: false, one-offs: included } | Assiette | TTC, prix non révisés, prestations ponctuelles comprises
    nature | price-reduction | Nature | réduction de prix
    releases-from-damages | true | Libératoire | oui, la pénalité règle tout le préjudice
    closed-month | { reopenable-for: 12 months } | Mois clos | régularisable pendant 12 mois
  `),
  )('%s: %s', (key, answer, subject, fr) => {
    const conventions = { [key ?? '']: answer ?? '' }
    const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`], conventions }))
    const rows = rowsUnder(composeTerms(terms, strictSpeaker('fr')), 'Conventions de décompte')
    expect(answersTo(rows, subject ?? '').join(' / ')).toBe(fr)
  })
})

describe('an exemption', () => {
  test.each(
    rowsOf(`
    { ground: client, needs: [acceptance], takes-out: amount } | retire du montant (la mesure reste) / prouvée par une demande acceptée / exige acceptation de l'autre partie | takes out of the amount (the figure stays) / proven by an accepted claim / needs acceptance by the other party
    { ground: client, needs: [notice at-least 48 h before start], in: "sun 02:00-06:00", at-most: 6 h per month, excess: counted, takes-out: [outage, window] } | retire l'interruption, la plage de service / prouvée par une maintenance annoncée / exige préavis, au moins 48 h avant le début / dans le créneau dim. 02:00-06:00 / au plus 6 h chaque mois / le dépassement du quota compte | takes out the outage, the service window / proven by an announced maintenance / needs notice, at least 48 h before the start / in the slot Sun 02:00-06:00 / at most 6 h each month / what exceeds the quota counts
  `),
  )('%s', (exemption, fr, en) => {
    const level = `availability: { of: app, calendar: always, no-data: up }
      per: month
      target: { at-least: 99.9 % }`
    const about = { levels: [level], performance: `  exemptions:\n    - ${exemption}` }
    const subjects = { fr: 'Exonération : client', en: 'Exemption: client' }
    for (const [index, heading] of ['Pour tous les niveaux', 'For all levels'].entries()) {
      expect(said(about, heading, subjects)[index]).toBe([fr, en][index])
    }
  })
})

describe('a clock', () => {
  const BASE = 'starts: opened, stops: restored'
  const REST = 'pauses: [], on-reopen: resume, on-priority-change: keep'
  test.each(
    rowsOf(`
    ${BASE}, ${REST} | Arrêt | au contournement ou à la résolution, le premier des deux
    ${BASE}, ${REST} | Suspensions | aucune
    ${BASE}, pauses: [{ status: awaiting-client, who: client, at-most: 5 open-days }], on-reopen: resume, on-priority-change: keep | Suspensions | statut awaiting-client (client), 5 jours d'ouverture au plus chaque fois
    ${BASE}, pauses: [], on-reopen: { cumulate-within: 5 working-days }, on-priority-change: keep | À la réouverture | sous 5 jours ouvrés le décompte reprend, au-delà un nouveau commence
    ${BASE}, pauses: [], on-reopen: resume, on-priority-change: forward | Au changement de priorité | le décompte repart de zéro au dernier changement, sous le délai de la nouvelle priorité
    ${BASE}, ${REST}, shortest-pause: 15 min | Suspension la plus courte qui compte | 15 min
  `),
  )('%s: %s', (clock, subject, fr) => {
    const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`], clock: clock ?? '' }))
    const rows = rowsUnder(composeTerms(terms, strictSpeaker('fr')), 'Décompte du délai : incident')
    expect(answersTo(rows, subject ?? '').join(' / ')).toBe(fr)
  })
})

test('what a renewal does is said in words that agree with every subject', () => {
  const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`] }))
  const rows = rowsUnder(composeTerms(terms, strictSpeaker('fr')), 'Conventions de décompte')
  expect(answersTo(rows, 'À la reconduction')).toEqual([
    'plafonds de pénalités : nouveau départ',
    'périodes non atteintes de suite : continuité',
    'indice de départ : continuité',
    'plafond de responsabilité : nouveau départ',
  ])
})

test('caps, in the order in which they apply, with their windows', () => {
  const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`], performance: CAPS }))
  expect(linesUnder(composeTerms(terms, strictSpeaker('fr')), 'Plafonds de pénalités')).toEqual([
    'month-cap | sla §9 | 12,00 % sur tous les prix du mois | chaque mois | au prorata | perdu',
    "year-cap | sla §9 | 5 000,00 € | sur 12 mois glissants | dans l'ordre des clauses | reporté",
  ])
})

test('fees, with how their quantity is taken', () => {
  const costs = `  fees:
    - { id: servers, clause: sla §9, amount: 120000.00 per year, vat: 20 %, from: 2026-04-01 }
    - { id: helpdesk, of: users on last-day, per: month, amount: 21.50 per user, baseline: 650, dead-band: { at-most: 5 % of baseline, once-passed: excess } }
    - { id: calls, of: sum of calls, per: month, amount: 0.0125 per call }
  bases: [{ id: pool, of: servers in month, rate: 10 % }]`
  const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`], costs }))
  expect(linesUnder(composeTerms(terms, strictSpeaker('en')), 'Fees')).toEqual([
    'servers | sla §9 | €120,000.00 each calendar year | 20.00% | from 1 April 2026',
    'helpdesk |  | €21.50 per user each month |  | ',
    ' |  | quantity: users on the last day |  | ',
    ' |  | every started unit counts |  | ',
    ' |  | baseline 650 |  | ',
    ' |  | a difference up to 5.00% of the baseline changes nothing, beyond the excess counts |  | ',
    'calls |  | €0.0125 per call each month |  | ',
    ' |  | quantity: sum of calls |  | ',
    ' |  | every started unit counts |  | ',
    'pool |  | 10.00% of servers of the month |  | ',
  ])
})

test('a sum that is due by bands, with its rows', () => {
  const costs = `  fees: []
  declared: [{ id: spend, clause: sla §9, take: sum }]
  dues: [{ id: rebate, clause: sla §9, who: provider, per: year, of: spend in year, bands: [{ under: 100000.00, amount: 0.00 }, { at-least: 100000.00, rate: 2 % }], nature: price-reduction, vat: 20 %, counts-in: none }]`
  const terms = termsOf(written({ levels: [`${MEASURE}\n${TARGET}`], costs }))
  expect(linesUnder(composeTerms(terms, strictSpeaker('en')), 'Further dues').slice(1)).toEqual([
    'rebate | sla §9 | by bands of spend of the calendar year | 20.00% | each calendar year',
    ' |  | price reduction |  | ',
    ' |  | under €100,000.00: €0.00 |  | ',
    ' |  | at least €100,000.00: 2.00% of spend of the calendar year |  | ',
  ])
})

describe('a whole contract', () => {
  const files = ['infrastructure', 'every-form', 'minimal'].map(
    (n) => `tests/contracts/good/${n}.yaml`,
  )

  test.each([...files, 'demo/contract.yaml'])('%s names all that a figure rests on', (path) => {
    const terms = termsIn(path)
    const { performance, costs, calendars } = terms
    const names = [
      ...calendars.map(({ id }) => id),
      ...(performance?.clocks ?? []).map(({ id }) => id),
      ...(performance?.levels ?? []).flatMap(({ id, clause }) => [id, clause.text]),
      ...(performance?.exemptions ?? []).map(({ ground }) => ground),
      ...(performance?.caps ?? []).map(({ id }) => id),
      ...(performance?.minimums ?? []).map(({ id }) => id),
      ...(performance?.balances ?? []).map(({ id }) => id),
      ...(costs?.fees ?? []).map(({ id }) => id),
      ...(costs?.bases ?? []).map(({ id }) => id),
    ]
    for (const language of LANGUAGES) {
      const text = wordsOf(composeTerms(terms, strictSpeaker(language)))
      expect(names.filter((name) => !text.includes(name))).toEqual([])
    }
  })

  // The words of the file's own grammar: whoever reads French is not shown them.
  const GRAMMAR =
    /\b(at-least|at-most|above|under|per started|in month|working-days?|open-days|share-in-time|nearest-rank|by-rank|pro-rata|month-resolved|left-out|late-if-overdue|row-above|takes-out|on last-day|contract-year|undefined)\b/

  test.each([...files, 'demo/contract.yaml'])('%s is said in French, without grammar', (path) => {
    const text = wordsOf(composeTerms(termsIn(path), strictSpeaker('fr')))
    expect(GRAMMAR.exec(text)).toBeNull()
  })
})
