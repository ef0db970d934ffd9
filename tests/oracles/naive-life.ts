/** A small life as the naive oracle reads it: a contract, what happened, and the month to close. */

/** A point of time in whole minutes since 1970, in UTC. */
export type Minute = number

export interface NaiveTicket {
  readonly id: string
  readonly priority: string
  readonly opened: Minute
  readonly resolved?: Minute
  /** Stretches held by the client, in order and apart. */
  readonly pauses: readonly (readonly [Minute, Minute])[]
  readonly claim?: 'claimed' | 'accepted' | 'refused'
  /** Halves of the ticket that the claim is about: one or two. */
  readonly halves: number
  /** What the ticket is worth, in cents. */
  readonly price: number
}

export type NaiveTile = 'month' | 'quarter' | 'half-year' | 'year' | 'contract-year' | 'contract'

/** A tile, or so many months that end with the one judged. */
export type NaiveWindow = NaiveTile | number

/** Money looked at: all fees, one of them, or the named base `pool`. */
export interface NaiveBase {
  readonly of: string
  readonly in: NaiveWindow
}

export type NaiveLimit =
  | { readonly cents: number }
  /** Tenths of a percent of a base. */
  | { readonly tenths: number; readonly base: NaiveBase }

export type NaivePolicy = 'full' | 'started' | 'pro-rata'

/** What an amount is multiplied by; `policy` where the phrase says it. */
export interface NaiveUnits {
  readonly per: 'late' | 'time-late' | 'below' | 'above' | 'time-above' | 'down'
  /** Tickets, minutes, or hundredths of a point. */
  readonly step: number
  readonly policy?: NaivePolicy
}

/** Tenths of a percent of the base of the penalty, cents, or points. */
export type NaiveWorth = (
  | { readonly tenths: number }
  | { readonly cents: number }
  | { readonly points: number }
) & { readonly units?: NaiveUnits }

/** A bound on the figure, in the units of the target. */
export interface NaiveEdge {
  readonly value: number
  /** Whether the bound itself is inside. */
  readonly isIn: boolean
}

export interface NaiveRow {
  readonly lower?: NaiveEdge
  readonly upper?: NaiveEdge
  readonly worth: NaiveWorth
}

/** More than one repetition of a miss. */
export type NaiveRepeat =
  | {
      readonly kind: 'times'
      readonly times: number
      readonly in: NaiveWindow
      readonly tenths: number
    }
  | { readonly kind: 'in-a-row'; readonly times: number; readonly tenths: number }
  /** Tenths for one miss in a row, for two, and so on; the last for all longer rows. */
  | { readonly kind: 'by-row'; readonly tenths: readonly number[] }

export interface NaivePenalty {
  /** What rates are a share of; `item` is the price of the ticket. */
  readonly of?: NaiveBase | 'item'
  readonly worth:
    | NaiveWorth
    | {
        readonly rows: readonly NaiveRow[]
        readonly hole?: 'undefined' | 'row-above' | 'row-below'
      }
  readonly repeat?: NaiveRepeat
  /** A factor in tenths. */
  readonly multiply?: number
  readonly atMost?: NaiveLimit
  readonly minimum?: NaiveLimit
  readonly policy?: NaivePolicy
  readonly nature?: NaiveNature
  /** Caps and minimums, or one balance. */
  readonly countsIn: readonly string[]
}

export type NaiveNature = 'indemnity' | 'price-reduction'

/** What the figure is, and what it is held to. */
export type NaiveTarget =
  /** Hundredths of a percent of tickets in time, at least. */
  | { readonly kind: 'share'; readonly value: number }
  /** Late tickets, at most. */
  | { readonly kind: 'late'; readonly value: number }
  /** The mean time in minutes, at most. */
  | { readonly kind: 'mean'; readonly value: number }
  /** Tickets, at most: late or not. */
  | { readonly kind: 'count'; readonly value: number }
  /** Hundredths of a percent of the time that was not down, at least. */
  | { readonly kind: 'up'; readonly value: number }

export interface NaiveLevel {
  readonly id: string
  readonly priority: string
  readonly hours: 'always' | 'office'
  readonly limit: number
  readonly atLimit: 'in-time' | 'late'
  readonly belongsTo: 'opened' | 'resolved' | 'due'
  readonly open: 'ignored' | 'late-if-overdue' | 'carried'
  readonly per: NaiveTile | 'item'
  readonly target: NaiveTarget
  /** The figure is rounded to so many hundredths of a percent, a half upwards. */
  readonly round?: number
  readonly few?: { readonly under: number; readonly allowLate?: number }
  readonly grace?: { readonly months: number; readonly isMeasured: boolean }
  readonly penalty: NaivePenalty
}

/** A cap lets pass what its limit allows; a minimum, what its limit does not hold back. */
export type NaiveBound = {
  readonly id: string
  readonly per: NaiveWindow
  readonly limit: NaiveLimit
} & (
  | { readonly take: 'by-rank' | 'pro-rata'; readonly excess: 'lost' | 'carried' }
  | { readonly oncePassed: 'whole' | 'excess' }
)

/** Points of levels, and what they are worth together. */
export interface NaiveBalance {
  readonly id: string
  readonly per: NaiveTile
  readonly of: NaiveBase
  readonly tenths: number
  /** So many points are worth the rate once. */
  readonly step: number
  readonly mostPoints?: number
  readonly mostCents?: number
  readonly nature?: NaiveNature
  readonly countsIn: readonly string[]
}

export interface NaiveFee {
  readonly id: string
  readonly cents: number
  /** Months that the price is for. */
  readonly months: 1 | 3 | 12
  /** Days since 1970. */
  readonly from?: number
  readonly until?: number
  /** Tenths of a percent. */
  readonly vat: number
}

export interface NaiveRenewal {
  readonly months: number
  /** Absent: without end. */
  readonly atMost?: number
  readonly caps: 'continue' | 'reset'
  readonly streaks: 'continue' | 'reset'
}

export interface NaiveLife {
  readonly zone: 'UTC' | 'Europe/Paris'
  readonly starts: { readonly year: number; readonly month: number; readonly day: number }
  /** The months of the first term. */
  readonly initial: number
  readonly renewal?: NaiveRenewal
  /** How many months are lived; the last is the one that is closed. */
  readonly months: number
  readonly asOf: Minute
  readonly proration: 'actual' | 'thirtieths'
  readonly vat: 'included' | 'excluded'
  readonly money: { readonly mode: 'half-up' | 'half-even' | 'up' | 'down'; readonly step: number }
  readonly partUnits: NaivePolicy
  readonly empty: 'met' | 'left-out' | 'carried'
  readonly nature: NaiveNature
  readonly takesOut: 'item' | 'miss' | 'amount'
  readonly fees: readonly NaiveFee[]
  /** Tenths of a percent of all fees, over the window. */
  readonly pool: { readonly tenths: number; readonly in: NaiveWindow }
  readonly levels: readonly NaiveLevel[]
  /** In the order in which amounts pass them. */
  readonly bounds: readonly NaiveBound[]
  readonly balances: readonly NaiveBalance[]
  readonly tickets: readonly NaiveTicket[]
  /** Stretches without service, in order and apart. */
  readonly outages: readonly (readonly [Minute, Minute])[]
}

export interface NaiveFigures {
  readonly level: string
  readonly judged: number
  readonly late: number
  /** `3/4`, or nothing. */
  readonly figure: string
  readonly missed: 'yes' | 'no' | 'nothing'
}

export interface NaiveLine {
  readonly line: string
  /** Cents, `nothing`, or `undefined` where the bands have a hole. */
  readonly gross: string
  /** `month-cap: 400 > 250`: what came to it and what it let pass. */
  readonly cuts: readonly string[]
  readonly owed: string
  readonly nature: NaiveNature
}

/** What is compared, to the last cent. */
export interface NaiveMonth {
  readonly levels: readonly NaiveFigures[]
  readonly lines: readonly NaiveLine[]
  readonly bounds: Readonly<Record<string, string>>
  readonly fees: Readonly<Record<string, string>>
  readonly totals: Readonly<Record<NaiveNature, string>>
}

/** Notes that a mechanism of a contract came into play. */
export type See = (mechanism: string) => void
