/** What must hold along every life; a failure names one of them. */

export const INVARIANTS = {
  'closed-stays': 'a closed month never changes a byte',
  'one-computation': 'what was closed, posted and barred is one computation with all the facts',
  'caps-hold': 'no cap is exceeded within its period, over closings and adjustments',
  'one-effect': 'a command sent twice has one effect',
  'each-fact-once': 'each fact counts once, whatever the number of its deliveries',
  'known-then': 'what was known on a day is given back byte for byte',
  verifies: 'a settlement verifies, and computed again it is the same',
  'forgery-named': 'a character changed in a settlement is named',
  'totals-agree': 'lines, adjustments, fees and totals add up',
  'audit-holds': 'the audit chain verifies, and has an entry for each effect',
  'all-ends': 'in the end all is healed: months closed, imports finished, messages sent',
  'no-failure': 'no step fails',
} as const

export type Invariant = keyof typeof INVARIANTS

/** An invariant that does not hold, and what was seen. */
export interface Broken {
  readonly invariant: Invariant
  readonly said: string
}
