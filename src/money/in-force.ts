/**
 * Which terms are in force in a month, and what was measured under them.
 *
 * An amendment replaces terms from a month on: the months before it keep theirs, and what they left
 * behind (a streak, what a cap has let pass) goes on under the same id.
 *
 * Example: an amendment of 1 October raises a target to 99.95 %. September is judged under 99.9 %
 * and October under 99.95 %; two misses in a row are September and October all the same.
 *
 * @fr stipulations applicables
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { formatDate } from '../base/calendar/date.ts'
import type { Ratio, RoundingMode } from '../base/ratio.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import { versionIn } from '../contract/amendments/versions.ts'
import type { Program } from '../contract/core/core.ts'
import type { Measured } from '../measures/measured.ts'
import type { Proration } from './fees.ts'
import type { SettlementIdentity } from './settlement.ts'

/** Terms of a stretch of months. @fr version applicable */
export interface InForce {
  /** The first month of it. */
  readonly from: YearMonth
  readonly program: Program
  readonly measured: Measured
  /** What dates of steps are counted on; none where no step is. */
  readonly calendars: ReadonlyMap<string, Calendar>
  readonly proration: Proration
  readonly round: { readonly mode: RoundingMode; readonly step: Ratio }
}

/** The versions of a contract, the oldest first. */
export class Versions {
  readonly all: readonly InForce[]

  constructor(all: readonly InForce[]) {
    this.all = all
  }

  at(month: YearMonth): InForce {
    return versionIn(this.all, month)
  }
}

/** The amendments that a month is judged under, as a settlement says them. */
export function amendmentsUnder(
  versions: readonly Pick<ContractVersion, 'from' | 'amendments'>[],
  month: YearMonth,
): Pick<SettlementIdentity, 'amendments'> {
  const { amendments } = versionIn(versions, month)
  if (amendments.length === 0) return {}
  return {
    amendments: amendments.map(({ id, title, signed, effective }) => ({
      id,
      ...(title === undefined ? {} : { title }),
      signed: formatDate(signed),
      effective: formatDate(effective),
    })),
  }
}
