/**
 * How the conventions are written: every one of them, since none has a default.
 *
 * @fr conventions
 */

import { PART_UNITS } from '../../base/because/formula.ts'
import { record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, flag } from '../../base/yaml/shape.ts'
import { length, moneyRounding, rounding } from '../phrases/phrase-shape.ts'
import { reference } from './common-shape.ts'
import type { Conventions } from './identity.ts'

export const belongsTo = choice(['month-opened', 'month-resolved', 'month-closed', 'month-due'])
export const onTheLimit = choice(['in-time', 'late'])
export const openAtEnd = choice(['ignored', 'late-if-overdue', 'carried'])
export const empty = choice(['met', 'left-out', 'carried'])
export const nature = choice(['indemnity', 'price-reduction'])
export const partUnits = choice(PART_UNITS)
export const included = choice(['included', 'excluded'])
const onRenewal = choice(['continue', 'reset'])

export const conventionsShape: Shape<Conventions> = record('conventions', {
  'belongs-to': required(belongsTo),
  round: required(
    record('convention-round', { figures: required(rounding), money: required(moneyRounding) }),
  ),
  'on-the-limit': required(onTheLimit),
  'part-units': required(partUnits),
  'open-at-end': required(openAtEnd),
  empty: required(empty),
  base: required(
    record('convention-base', {
      vat: required(included),
      revised: required(flag),
      'one-offs': required(included),
    }),
  ),
  days: required(
    record('convention-days', {
      working: required(reference),
      'event-day': required(choice(['left-out', 'counted'])),
      'closed-day': required(choice(['stays', 'next-open'])),
      proration: required(choice(['actual', 'thirtieths'])),
    }),
  ),
  nature: required(nature),
  'releases-from-damages': required(flag),
  'closed-month': required(record('closed-month', { 'reopenable-for': required(length) })),
  'on-renewal': required(
    record('on-renewal', {
      caps: required(onRenewal),
      streaks: required(onRenewal),
      'index-base': required(onRenewal),
      liability: required(onRenewal),
    }),
  ),
})
