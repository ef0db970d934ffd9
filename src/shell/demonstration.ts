/**
 * The demonstration: which files it is made of, and the month that it closes. The only place that
 * names them, for whoever shows it.
 */
import { join } from 'node:path'
import { PROGRAM_FOLDER } from './catalogue.ts'

const inDemo = (file: string): string => join(PROGRAM_FOLDER, 'demo', file)

export const DEMONSTRATION = {
  contract: inDemo('contract.yaml'),
  /** The real log, then what is simulated: older tickets, and all that the log cannot tell. */
  facts: [
    inDemo('incident-event-log.csv.gz'),
    inDemo('simulated-tickets.csv.gz'),
    inDemo('simulated-facts.yaml'),
  ],
  /** How both tables of tickets are read. */
  mapping: inDemo('servicenow-shifted.yaml'),
  zone: 'Europe/Paris',
  /** The month that is shown. */
  month: '2026-04',
  /** The log goes on for months: April is closed as one would on 11 May. */
  asOf: '2026-05-11T08:00:00+02:00',
} as const
