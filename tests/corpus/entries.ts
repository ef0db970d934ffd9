/** The clauses that are run on other inputs: all of those that have a case. */
import type { Entry } from './entry.ts'
import { AMOUNTS } from './inputs/amounts.ts'
import { ANSWERS } from './inputs/answers.ts'
import { CAPS } from './inputs/caps.ts'
import { CLAIMS } from './inputs/claims.ts'
import { DAYS } from './inputs/days.ts'
import { DOWNTIME } from './inputs/downtime.ts'
import { DUES } from './inputs/dues.ts'
import { FEES } from './inputs/fees.ts'
import { FOLLOWING } from './inputs/following.ts'
import { INTEREST } from './inputs/interest.ts'
import { INTERVALS } from './inputs/intervals.ts'
import { LOSSES } from './inputs/losses.ts'
import { MONTHS } from './inputs/months.ts'
import { NOTICES } from './inputs/notices.ts'
import { PERCENTAGES } from './inputs/percentages.ts'
import { RIGHTS } from './inputs/rights.ts'
import { SOURCES } from './inputs/sources.ts'
import { STEPS } from './inputs/steps.ts'
import { STOCKS } from './inputs/stocks.ts'
import { VALUES } from './inputs/values.ts'

export const ENTRIES: readonly Entry[] = [
  ...DAYS,
  ...STEPS,
  ...RIGHTS,
  ...NOTICES,
  ...CLAIMS,
  ...DOWNTIME,
  ...SOURCES,
  ...INTERVALS,
  ...VALUES,
  ...MONTHS,
  ...PERCENTAGES,
  ...AMOUNTS,
  ...FEES,
  ...ANSWERS,
  ...DUES,
  ...INTEREST,
  ...FOLLOWING,
  ...STOCKS,
  ...CAPS,
  ...LOSSES,
]
