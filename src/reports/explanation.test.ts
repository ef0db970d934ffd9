/** Why an amount is what it is: the steps, the tickets and the outages that a reader is shown. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CASES, settledIn } from '../../tests/engine/forging.ts'
import { april, PARIS } from '../../tests/reports/months.ts'
import { plain, rowsUnder, strictSpeaker, wordsOf } from '../../tests/reports/reading.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Block, Branch } from './document.ts'
import { composeExplanation, explainableIds } from './explanation.ts'

const P1 = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`
const UP = `availability: { of: app, calendar: always, no-data: down`

const explained = (settlement: Settlement, id: string, language: 'fr' | 'en' = 'fr'): Block[] => {
  const blocks = composeExplanation(settlement, id, PARIS, strictSpeaker(language))
  if (blocks === undefined) throw new Error(`${id} is not explained`)
  return blocks
}

/** The values of a tree from the root down, each with its depth as dots. */
const valuesOf = (branch: Branch, depth = 0): string[] => [
  `${'.'.repeat(depth)}${plain(branch.value)}`,
  ...branch.branches.flatMap((child) => valuesOf(child, depth + 1)),
]

const treesOf = (blocks: readonly Block[]): Branch[] =>
  blocks.flatMap((block) => (block.kind === 'tree' ? [block.root] : []))

describe('a penalty on tickets', () => {
  const settlement = april(
    {
      levels: [`${P1}\n  penalty: { of: servers in month, rate: 2 %, counts-in: [month-cap] }`],
      performance:
        '  caps: [{ id: month-cap, clause: sla §9, per: month, at-most: 1 % of fees in month, take: pro-rata, excess: lost }]',
    },
    `tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 09:00 }
  - { id: T-2, type: incident, priority: P1, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }`,
  )

  test('goes from the gross amount to what is owed, cap by cap', () => {
    const steps = rowsUnder(explained(settlement, 'level-1.penalty'), '= 480,00 €')
    expect(steps).toEqual([
      ['Montant brut', '960,00 €', 'sla §1'],
      ['Après month-cap', '480,00 €', 'sla §9'],
      ['Dû', '480,00 €', ''],
    ])
  })

  test('shows 2 % of 48 000.00, and the one ticket of two in time under them', () => {
    const [gross] = treesOf(explained(settlement, 'level-1.penalty'))
    const values = gross === undefined ? [] : valuesOf(gross).map((v) => v.replace(/^\.+/, ''))
    for (const value of ['960,00 €', '2,00 %', '48 000,00 €', '50,00 %']) {
      expect(values).toContain(value)
    }
  })

  test('reaches the price of the month, by its own name too', () => {
    const [fee] = treesOf(explained(settlement, 'fee.servers'))
    expect(fee === undefined ? [] : valuesOf(fee)).toEqual(['48 000,00 €', '.48 000,00 €'])
    for (const name of ['servers', 'fee.', 'fee.none', 'total.none']) {
      expect(composeExplanation(settlement, name, PARIS, strictSpeaker('fr')), name).toBeUndefined()
    }
  })

  test('names the late ticket with what it took, what it was allowed and when it was due', () => {
    expect(rowsUnder(explained(settlement, 'level-1'), 'Tickets en dépassement')).toEqual([
      ['T-2', '10 h', '4 h', 'mer. 08/04/2026 12:00', 'mer. 08/04/2026 18:00'],
    ])
  })

  test('a cap is explained by its limit', () => {
    expect(wordsOf(explained(settlement, 'month-cap', 'en'))).toContain('Why month-cap = €480.00')
  })

  test('says what can be explained, and nothing of what cannot', () => {
    expect(explainableIds(settlement)).toEqual({
      lines: ['level-1.penalty'],
      levels: ['level-1'],
      caps: ['month-cap'],
      steps: [],
      positions: [],
    })
    for (const name of ['level-2', 'T-2', '', 'total']) {
      expect(composeExplanation(settlement, name, PARIS, strictSpeaker('fr'))).toBeUndefined()
    }
  })
})

describe('the outages of an availability', () => {
  const PENALTY =
    'penalty: { of: servers in month, rate: 1 % per started 0.1 pt below, counts-in: none }'
  const closed = (form: string, facts: string, exemption = '') =>
    april(
      {
        levels: [`${form}\n  per: month\n  target: { at-least: 99.9 % }\n  ${PENALTY}`],
        performance: exemption === '' ? '' : `  exemptions: [${exemption}]`,
      },
      `watches: [{ of: app, from: 2026-01-01, to: 2027-01-01 }]\n${facts}`,
    )
  const outagesOf = (settlement: Settlement, id = 'level-1'): string[] =>
    rowsUnder(explained(settlement, id), 'Interruptions comptées').map((row) =>
      [row[0], ...row.slice(3)].join(' | '),
    )
  /** The time down that the figure itself is made of. */
  const timeDown = (settlement: Settlement): string | undefined =>
    settlement.graph.find(({ params }) => params['reducer'] === 'down')?.value

  test('a maintenance leaves what is not announced, and the total is the figure', () => {
    const settlement = closed(
      `${UP} }`,
      `outages: [{ id: O-1, of: app, from: 2026-04-12 02:00, to: 2026-04-12 05:00 }]
maintenance: [{ id: M-1, of: app, announced: 2026-04-01 09:00, from: 2026-04-12 02:00, to: 2026-04-12 03:00 }]`,
      '{ ground: maintenance, needs: [notice at-least 48 h before start], takes-out: outage }',
    )
    expect(outagesOf(settlement)).toEqual([
      'O-1 | 3 h | 2 h | 1 h exonérées (M-1)',
      'Total |  | 2 h | ',
    ])
    expect(timeDown(settlement)).toBe('7200000 ms')
  })

  test.each([
    [
      'under the threshold',
      `${UP}, ignore: { under: 5 min, once-passed: whole } }`,
      'outages: [{ id: O-1, of: app, from: 2026-04-12 02:00, to: 2026-04-12 02:04 }]',
      ['O-1 | 4 min | 0 min | 4 min sous le seuil', 'Total |  | 0 min | '],
    ],
    [
      'degraded for one half',
      `${UP}, weight: { by: state, slow: 50 %, otherwise: 100 % } }`,
      'outages: [{ id: O-1, of: app, state: slow, from: 2026-04-12 02:00, to: 2026-04-12 03:00 }]',
      ['O-1 | 1 h | 30 min | 30 min en service dégradé', 'Total |  | 30 min | '],
    ],
    [
      'told by two sources',
      `${UP} }`,
      `outages:
  - { id: O-1, of: app, from: 2026-04-12 02:00, to: 2026-04-12 03:00 }
  - { id: O-2, of: app, from: 2026-04-12 02:30, to: 2026-04-12 03:30 }`,
      [
        'O-1 | 1 h | 1 h | ',
        'O-2 | 1 h | 30 min | 30 min déjà comptées avec O-1',
        'Total |  | 1 h 30 | ',
      ],
    ],
    [
      'merged with their gap',
      `${UP}, merge: { within: 10 min, calendar: always, takes-out: none } }`,
      `outages:
  - { id: O-1, of: app, from: 2026-04-12 02:00, to: 2026-04-12 03:00 }
  - { id: O-2, of: app, from: 2026-04-12 03:05, to: 2026-04-12 04:00 }`,
      [
        'O-1 | 1 h | 1 h | ',
        'O-2 | 55 min | 55 min | ',
        'entre deux interruptions regroupées | 5 min | 5 min | ',
        'Total |  | 2 h | ',
      ],
    ],
  ])('%s', (_, form, facts, expected) => {
    expect(outagesOf(closed(form, facts))).toEqual(expected)
  })

  test('time that nobody watched is a row of its own', () => {
    const level = `${UP} }\n  per: month\n  target: { at-least: 99.9 % }`
    const watches = 'watches: [{ of: app, from: 2026-04-01, to: 2026-04-30 }]'
    expect(outagesOf(april({ levels: [level] }, watches))).toEqual([
      'temps non surveillé | 24 h | 24 h | ',
      'Total |  | 24 h | ',
    ])
  })

  test('a half lifted from the amount is counted in the level and not in the line', () => {
    const settlement = closed(
      `${UP} }`,
      `outages: [{ id: O-1, of: app, from: 2026-04-12 02:00, to: 2026-04-12 04:00 }]
exemptions: [{ id: E-1, ground: client, item: O-1, share: 1/2, by: provider, status: accepted }]`,
      '{ ground: client, needs: [acceptance], takes-out: amount }',
    )
    expect(outagesOf(settlement)).toEqual(['O-1 | 2 h | 2 h | ', 'Total |  | 2 h | '])
    expect(outagesOf(settlement, 'level-1.penalty')).toEqual([
      'O-1 | 2 h | 1 h | 1 h exonérées pour le montant (E-1)',
      'Total |  | 1 h | ',
    ])
  })

  test('a month without an outage has no such table', () => {
    expect(outagesOf(closed(`${UP} }`, 'outages: []'))).toEqual([])
  })
})

describe('how a month stands between the parties', () => {
  const contested = settledIn(join(CASES, 'a-contest-on-one-fact-leaves-the-rest-undisputed')).at(
    -1,
  )
  if (contested === undefined) throw new Error('the golden life settles a month')
  const { settlement } = contested

  test('has amounts with names, that can be asked for', () => {
    const names = ['undisputed', 'disputed'].flatMap((side) => [
      `${side}.indemnity`,
      `${side}.price-reduction`,
    ])
    expect(explainableIds(settlement).positions).toEqual(expect.arrayContaining(names))
  })

  test.each([
    [
      'undisputed.indemnity',
      'Incontesté : Pénalités (hors TVA) : le plus petit de : 300,00 € ; 150,00 €',
    ],
    ['disputed.indemnity', 'En litige : Pénalités (hors TVA) : 300,00 € − 150,00 €'],
  ])('%s is 150.00, and rests on both positions', (name, said) => {
    const [root] = treesOf(explained(settlement, name))
    expect(plain(root?.value ?? '')).toBe('150,00 €')
    expect(plain(root?.text ?? '')).toContain(said)
    expect(root === undefined ? [] : valuesOf(root)).toContain('.300,00 €')
  })

  test('a month that its contract runs without a procedure has none of them', () => {
    const plainMonth = april({ levels: [P1] }, 'tickets: []')
    expect(composeExplanation(plainMonth, 'undisputed.indemnity', PARIS, strictSpeaker('fr'))).toBe(
      undefined,
    )
  })
})

test('what a month posts for closed ones is said in words, down to its total', () => {
  const life = settledIn(join(CASES, 'a-late-fact-of-a-closed-month-is-posted-in-the-open-one'))
  const reopened = life.map(({ settlement }) => settlement).find(({ posted }) => posted)
  if (reopened === undefined) throw new Error('the golden life posts an amount')
  const [root] = treesOf(explained(reopened, 'posted.indemnity'))
  const said = [root, ...(root?.branches ?? [])].map((branch) => plain(branch?.text ?? ''))
  expect(said.map((text) => text.split(' : ')[0])).toEqual([
    'Pénalités (hors TVA), avec les régularisations',
    'Pénalités (hors TVA)',
    'Régularisations de mois clos, Pénalités (hors TVA)',
  ])
})
