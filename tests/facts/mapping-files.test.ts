/** A mapping as a user writes it: what each of its keys comes to, and what is refused at its line. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import { parseMapping } from '../../src/facts/normalise/parse-mapping.ts'
import { mappingIn } from './reading.ts'

const TICKETS = `name: outil
title: { fr: Mon outil, en: My tool }
one-row-is: ticket
id: { column: Numéro }
columns: { opened: Ouvert le }
`
const OUTAGES = `name: pannes
title: { fr: Pannes, en: Outages }
one-row-is: outage
columns: { of: Service, start: Début }
`

test('what is not said has a meaning that is documented', () => {
  expect(mappingIn(TICKETS)).toEqual({
    name: 'outil',
    title: { fr: 'Mon outil', en: 'My tool' },
    source: 'outil',
    recognise: [],
    rows: 'ticket',
    format: { encoding: 'detect', isQuoting: true },
    id: { column: 'Numéro', removesSpaces: false },
    times: 'iso',
    zone: 'asked',
    empty: [],
    shiftWeeks: 0,
    timeColumns: new Map([['opened', 'Ouvert le']]),
    fields: new Map(),
    columns: new Map(),
  })
})

test('what is said is read', () => {
  const mapping = mappingIn(`name: outil
title: { fr: Mon outil, en: My tool }
source: tickets
recognise: [Numéro, Ouvert le]
format: { separator: tab, encoding: windows-1252, quote: none }
one-row-is: ticket
id: { column: Numéro, clean: remove-spaces }
times: dd/MM/yyyy HH:mm
zone: Europe/Paris
empty: ["?", NULL]
shift: -1 week
columns: { opened: Ouvert le, closed: Clos le }
status: { column: État, at: Depuis, order: Rang, values: { Attente: awaiting-client } }
priority: { column: Prio, values: { 1 - Critique: P1 } }
service: { column: Service }
type: { column: Nature, values: { Panne: incident } }
fields: { site: Lieu }
pauses: { column: Attentes, form: "status#start_end;", values: { Attente: awaiting } }
`)
  expect(mapping).toMatchObject({
    source: 'tickets',
    recognise: ['Numéro', 'Ouvert le'],
    format: { separator: 9, encoding: 'windows-1252', isQuoting: false },
    id: { removesSpaces: true },
    zone: 'Europe/Paris',
    empty: ['?', 'NULL'],
    shiftWeeks: -1,
    status: { column: 'État', at: 'Depuis', order: 'Rang' },
    type: { column: 'Nature' },
    pauses: { column: 'Attentes', marks: [35, 95, 59] },
  })
  expect(mapping.timeColumns.get('closed')).toBe('Clos le')
  expect(mapping.fields.get('site')).toBe('Lieu')
  expect(mapping.status?.values.get('Attente')).toBe('awaiting-client')
})

test.each([
  ['522 weeks', 522],
  ['1 week', 1],
  ['-12 weeks', -12],
])('a shift of %s', (text, weeks) => {
  expect(mappingIn(`${TICKETS}shift: ${text}\n`).shiftWeeks).toBe(weeks)
})

test('pauses without a form have ours', () => {
  const { pauses } = mappingIn(`${TICKETS}pauses: { column: Attentes }\n`)
  expect(pauses).toEqual({ column: 'Attentes', marks: [64, 47, 124], values: new Map() })
})

test('the roles of a rare fact may be fewer than it has', () => {
  const { columns, timeColumns } = mappingIn(OUTAGES)
  expect([...columns]).toEqual([
    ['of', 'Service'],
    ['start', 'Début'],
  ])
  expect(timeColumns.size).toBe(0)
})

describe('refused', () => {
  const said = (text: string): readonly string[] => {
    const tree = readYaml('mapping.yaml', text)
    if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
    const { value, findings } = parseMapping(tree.value)
    expect(value).toBeUndefined()
    return findings.map(({ code, where, params }) => {
      const { key, known: _, ...others } = params
      return [code, where?.line, key, ...Object.values(others)]
        .filter((x) => x !== undefined)
        .join(' ')
    })
  }

  test.each([
    ['a list', '- ticket\n', ['facts-value-kind 1  map']],
    [
      'a mapping of no rows',
      TICKETS.replace('one-row-is: ticket\n', ''),
      ['facts-key-missing 1 one-row-is'],
    ],
    [
      'rows of nothing known',
      TICKETS.replace(': ticket', ': zzzzzzzzzz'),
      ['facts-word-unknown 3 one-row-is zzzzzzzzzz ticket, event'],
    ],
    [
      'rows of nearly something',
      TICKETS.replace(': ticket', ': tickets'),
      ['facts-word-unknown 3 one-row-is tickets ticket'],
    ],
    [
      'a name that is a list',
      TICKETS.replace('outil', '[outil]'),
      ['facts-value-kind 1 name text'],
    ],
    ['an empty name', TICKETS.replace('outil', '""'), ['facts-key-missing 1 name']],
    [
      'a title in one language',
      TICKETS.replace('fr: Mon outil, ', ''),
      ['facts-key-missing 2 title.fr'],
    ],
    [
      'a title in the other language',
      TICKETS.replace(', en: My tool', ''),
      ['facts-key-missing 2 title.en'],
    ],
    [
      'tickets without columns',
      TICKETS.replace(/columns.*\n/, ''),
      ['facts-key-missing 1 columns'],
    ],
    [
      'an outage without columns',
      OUTAGES.replace(/columns.*\n/, ''),
      ['facts-key-missing 1 columns'],
    ],
    [
      'an outage without a service',
      OUTAGES.replace('of: Service, ', ''),
      ['facts-key-missing 4 columns.of'],
    ],
    [
      'a role of another fact',
      OUTAGES.replace('Début', 'Début, amount: Montant'),
      ['facts-key-unknown 4 columns.amount'],
    ],
    [
      'a priority of no column',
      `${TICKETS}priority: { values: { 1: P1 } }\n`,
      ['facts-key-missing 6 priority.column'],
    ],
    [
      'a status of no column',
      `${TICKETS}status: { at: Depuis }\n`,
      ['facts-key-missing 6 status.column'],
    ],
    [
      'pauses of no column',
      `${TICKETS}pauses: { form: status@start/end| }\n`,
      ['facts-key-missing 6 pauses.column'],
    ],
    [
      'a word that is a list',
      `${TICKETS}empty: ["?", [NULL]]\n`,
      ['facts-value-kind 6 empty[1] text'],
    ],
    ['words that are one word', `${TICKETS}empty: NULL\n`, ['facts-value-kind 6 empty list']],
    [
      'a type of no column',
      `${TICKETS}type: { values: {} }\n`,
      ['facts-key-missing 6 type.column'],
    ],
    ['a half week', `${TICKETS}shift: 1.5 weeks\n`, ['mapping-shift 6 1.5 weeks']],
    [
      'a pause with a letter for a mark',
      `${TICKETS}pauses: { column: p, form: statusTstart/end| }\n`,
      ['mapping-pause-form 6 statusTstart/end|'],
    ],
    [
      'the month for the minutes',
      `${TICKETS}times: dd/MM/yyyy HH:MM\n`,
      ['mapping-time-pattern 6 dd/MM/yyyy HH:MM'],
    ],
    [
      'an encoding of the past',
      `${TICKETS}format: { encoding: latin-1 }\n`,
      ['facts-word-unknown 6 format.encoding latin-1'],
    ],
  ])('%s', (_what, text, expected) => {
    const found = said(text)
    expect(found).toHaveLength(expected.length)
    expected.forEach((start, i) => {
      expect(found[i]?.startsWith(start), found[i]).toBe(true)
    })
  })
})
