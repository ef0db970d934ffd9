/**
 * Gives amendments their day: the one that they write, or the renewal that follows their signature;
 * and leaves out those that were not notified in time.
 *
 * Example: twelve months from 1 September 2025, renewed by silence. Terms of 15 May 2026 that are
 * `effective: renewal` take effect on 1 September 2026. Where they `needs: [notice at-least 90 days
 * before signed]` and were notified on 20 February 2026, 84 days before, they never do.
 *
 * @fr prise d'effet d'un avenant
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, addMonths, formatDate } from '../../base/calendar/date.ts'
import type { Checked, Finding, Place, Severity } from '../../base/finding.ts'
import type { WrittenAmendment } from '../chapters/amendments.ts'
import type { Amendment, Need, Phrase, Term } from '../terms.ts'
import { renewalDay, tacitRenewals } from './renewal-day.ts'

export function dateAmendments(
  written: readonly WrittenAmendment[],
  term: Term,
): Checked<readonly Amendment[]> {
  const findings: Finding[] = []
  const note: Note = (code, where, params, severity = 'error') => {
    findings.push({ code, severity, where, params })
  }
  const value = written.flatMap((amendment) => datedOf(amendment, written, term, note) ?? [])
  return { value, findings }
}

type Note = (code: string, where: Place, params: Finding['params'], severity?: Severity) => void

function datedOf(
  { needs, notified, ...amendment }: WrittenAmendment,
  all: readonly WrittenAmendment[],
  term: Term,
  note: Note,
): Amendment | undefined {
  const { effective, where } = amendment
  if (notified !== undefined && needs.length === 0) {
    note('key-without-effect', where, { key: 'notified', because: 'needs' })
  }
  if (effective !== 'renewal') {
    const dated = { ...amendment, effective }
    return isNotified(dated, needs, notified, note) ? dated : undefined
  }
  const moving = all.find(({ changes }) => changes.some(({ at }) => at.steps[0] === 'term'))
  if (moving !== undefined) note('amendment-renewal-moved', where, { id: moving.id })
  const day = renewalAfter(amendment.signed, term)
  if (day === undefined) {
    note('amendment-without-renewal', where, { date: formatDate(amendment.signed) })
    return undefined
  }
  const dated = { ...amendment, effective: day }
  return isNotified(dated, needs, notified, note) ? dated : undefined
}

/** The first renewal on a day or later. */
function renewalAfter(day: CalendarDate, term: Term): CalendarDate | undefined {
  for (let times = 0; times < tacitRenewals(term); times += 1) {
    const renewal = renewalDay(term, times)
    if (renewal >= day) return renewal
  }
  return undefined
}

/** Whether the notice that an amendment needs was given in time; that it was not is said. */
function isNotified(
  { id, signed, effective }: Amendment,
  needs: readonly Phrase<Need>[],
  notified: CalendarDate | undefined,
  note: Note,
): boolean {
  const dates = new Map([
    ['signed', signed],
    ['effective', effective],
  ])
  return needs.every((need) => {
    const { delay, fact, text, where } = need
    const before = delay === undefined ? undefined : dates.get(delay.event)
    const least = delay?.word === 'at-least' && delay.side === 'before'
    const last = least && before !== undefined ? earlier(before, delay) : undefined
    if (fact !== 'notice' || last === undefined) {
      note('not-computed', where, { what: text })
      return true
    }
    if (notified !== undefined && notified <= last) return true
    const told = notified === undefined ? '—' : formatDate(notified)
    note(
      'amendment-without-notice',
      where,
      { id, notified: told, last: formatDate(last) },
      'warning',
    )
    return false
  })
}

/** The last day for a notice of so many days or months. */
function earlier(
  date: CalendarDate,
  { length }: NonNullable<Need['delay']>,
): CalendarDate | undefined {
  if (length.unit === 'days') return addDays(date, -length.count)
  return length.unit === 'months' ? addMonths(date, -length.count) : undefined
}
