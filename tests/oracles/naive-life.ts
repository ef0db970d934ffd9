/** A small life as the naive oracle reads it: a contract, its tickets, and the month to close. */

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
}

export type NaiveWorth =
  | { readonly kind: 'rate'; readonly percent: number }
  | { readonly kind: 'amount'; readonly cents: number }
  | { readonly kind: 'per-late'; readonly cents: number }
  | { readonly kind: 'per-hour'; readonly cents: number }
  /** From the target down: each row until the next one's `under`. */
  | {
      readonly kind: 'bands'
      readonly rows: readonly {
        readonly atLeast?: number
        readonly under: number
        readonly percent: number
      }[]
    }

export interface NaiveLevel {
  readonly id: string
  readonly priority: string
  readonly hours: 'always' | 'office'
  readonly limit: number
  readonly atLimit: 'in-time' | 'late'
  readonly belongsTo: 'opened' | 'resolved' | 'due'
  readonly open: 'ignored' | 'late-if-overdue' | 'carried'
  readonly target: number
  readonly few?: { readonly under: number; readonly allowLate: number }
  readonly grace?: number
  readonly worth: NaiveWorth
  /** So many misses in so many months multiply by so many halves. */
  readonly repeat?: { readonly times: number; readonly months: number; readonly halves: number }
  readonly caps: readonly string[]
}

export interface NaiveCap {
  readonly id: string
  readonly per: 'month' | 'contract-year' | '12 months'
  readonly limit:
    | { readonly cents: number }
    | { readonly tenths: number; readonly of: 'month' | 'contract-year' | '12 months' }
  readonly take: 'by-rank' | 'pro-rata'
  readonly excess: 'lost' | 'carried'
}

export interface NaiveLife {
  readonly zone: 'UTC' | 'Europe/Paris'
  readonly starts: { readonly year: number; readonly month: number; readonly day: number }
  /** How many months are lived; the last is the one that is closed. */
  readonly months: number
  readonly asOf: Minute
  readonly proration: 'actual' | 'thirtieths'
  readonly partUnits: 'full' | 'started' | 'pro-rata'
  readonly empty: 'met' | 'left-out'
  readonly takesOut: 'item' | 'miss'
  readonly fees: readonly { readonly id: string; readonly cents: number }[]
  readonly levels: readonly NaiveLevel[]
  readonly caps: readonly NaiveCap[]
  readonly tickets: readonly NaiveTicket[]
}

export interface NaiveLine {
  readonly level: string
  readonly judged: number
  readonly late: number
  /** `3/4`, or nothing. */
  readonly figure: string
  readonly missed: 'yes' | 'no' | 'nothing'
  /** Cents, or `undefined` where the bands have a hole. */
  readonly gross: string
  readonly owed: string
}

export interface NaiveMonth {
  readonly lines: readonly NaiveLine[]
  readonly caps: Readonly<Record<string, { readonly limit: string; readonly kept: string }>>
  readonly total: string
  /** Whether a cap took something. */
  readonly isCut: boolean
}
