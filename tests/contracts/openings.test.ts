/** A calendar opens at some time while the contract lasts, whatever opens it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openContractText } from '../../src/shell/close-month.ts'

const MINIMAL = readFileSync(new URL('good/minimal.yaml', import.meta.url), 'utf8')
const WEEK = 'week: { mon-fri: "09:00-18:00" }'
const HOLIDAYS = /holidays: FR\n +on-holiday: closed/

/** The smallest contract (the year 2026) with these lines as its calendar. */
const contractWith = (calendar: readonly string[], term = 'initial: 1 years'): string => {
  expect(MINIMAL).toContain(WEEK)
  return MINIMAL.replace(`    ${WEEK}\n`, '')
    .replace(HOLIDAYS, calendar.join('\n    '))
    .replace('initial: 1 years', term)
}

const said = (calendar: readonly string[], term?: string): readonly string[] => {
  const { program, findings } = openContractText('contract.yaml', contractWith(calendar, term))
  expect(program === undefined).toBe(findings.length > 0)
  return findings.map(({ code, where }) => `${code} at ${where?.line}:${where?.column}`)
}

const CLOSED = 'week: { mon-sun: closed }'
const NONE = ['holidays: none', 'on-holiday: open']

describe('a calendar that never opens is an error at its place', () => {
  test.each([
    ['a week without an open day', [CLOSED, ...NONE], 'week-empty at 30:11'],
    ['a week without a row', ['week: {}', ...NONE], 'week-empty at 30:11'],
    [
      'exceptions that close',
      [CLOSED, ...NONE, 'exceptions: [{ on: 2026-05-02, hours: closed }]'],
      'week-empty at 30:11',
    ],
    [
      'an exception after the contract',
      [CLOSED, ...NONE, 'exceptions: [{ on: 2027-01-01, hours: "09:00-12:00" }]'],
      'calendar-never-opens at 29:3',
    ],
    [
      'hours of holidays that there are not',
      [CLOSED, 'holidays: none', 'on-holiday: "09:00-12:00"'],
      'calendar-never-opens at 29:3',
    ],
    [
      'a week that an exception closes for as long as the contract lasts',
      [WEEK, ...NONE, 'exceptions: [{ from: 2026-01-01, until: 2026-12-31, hours: closed }]'],
      'calendar-never-opens at 29:3',
    ],
  ])('%s', (_name, calendar, finding) => {
    expect(said(calendar)).toEqual([finding])
  })
})

describe('a calendar that opens once is read', () => {
  test.each([
    [
      'on a dated exception',
      [CLOSED, ...NONE, 'exceptions: [{ on: 2026-12-31, hours: "22:00-24:00" }]'],
    ],
    ['on public holidays', [CLOSED, 'holidays: FR', 'on-holiday: "09:00-12:00"']],
    ['on one day of the week', ['week: { mon-sat: closed, sun: "10:00-12:00" }', ...NONE]],
  ])('%s', (_name, calendar) => {
    expect(said(calendar)).toEqual([])
  })

  test('in a renewal, written or without a limit', () => {
    const calendar = [CLOSED, ...NONE, 'exceptions: [{ on: 2028-06-01, hours: "09:00-12:00" }]']
    const renewed = (most: string): string =>
      `initial: 1 years\n  renewal: { tacit: true, for: 1 years, notice: { within: 3 months before term-end, dated: received }${most} }`
    expect(said(calendar, renewed(', at-most: 2'))).toEqual([])
    expect(said(calendar, renewed(', at-most: 1'))).toEqual(['calendar-never-opens at 29:3'])
    expect(said(calendar, renewed(''))).toEqual([])
  })
})
