/**
 * The other side of the `close` benchmark: the same month closed by DuckDB, in SQL.
 *
 * The terms of `bench/contract.yaml` are written here a second time, by hand, and the hours come
 * from the minute oracle of the tests: nothing is shared with the product but the file of tickets.
 *
 * The form is the quickest of six that were tried. Hours are a table of quarters of an hour on the
 * wall (open minutes before each, and whether it is open: a minute adds its place in the quarter),
 * small enough for the processor's cache. A table of minutes, the usual form, took half as long
 * again and more; lists looked up by position had not ended after 100 s.
 */
import { readFileSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import { MinuteOracle } from '../tests/oracles/minute-calendar.ts'
import type { Amount, Count } from './close-ours.ts'

const THREADS = 2
const FIRST_DAY = '2024-01-01'
const LAST_DAY = '2026-03-01'
const MINUTE = 60_000
const FIRST = Date.parse(`${FIRST_DAY}T00:00:00Z`) / MINUTE
const QUARTERS = (Date.parse(`${LAST_DAY}T00:00:00Z`) / MINUTE - FIRST) / 15

/** Level, rank, priority, clock, cents of fee, target and bands in percent, rates per mille. */
const LEVELS = `
  ('prise-en-charge-p1', 1, 'P1', 'response', 6243750, 95, 90, 80, 20, 40, 80),
  ('prise-en-charge-p2', 2, 'P2', 'response', 6243750, 95, 90, 80, 20, 40, 80),
  ('prise-en-charge-p3', 3, 'P3', 'response', 4188050, 95, 90, 80, 20, 40, 80),
  ('prise-en-charge-p4', 4, 'P4', 'response', 4188050, 90, 85, 75, 20, 40, 80),
  ('retablissement-p1', 5, 'P1', 'restoration', 6243750, 95, 90, 80, 30, 60, 100),
  ('retablissement-p2', 6, 'P2', 'restoration', 6243750, 95, 90, 80, 30, 60, 100),
  ('retablissement-p3', 7, 'P3', 'restoration', 4188050, 95, 90, 80, 30, 60, 100),
  ('retablissement-p4', 8, 'P4', 'restoration', 4188050, 90, 85, 75, 30, 60, 100)`

/** 5 % of the fees of a month, in cents. */
const CAP = 521_590

const minuteOf = (time: string): string => `(epoch_ms(${time}) // 60000 - ${FIRST})::INTEGER`

/** Open minutes between two minutes `to` and `from`, whose quarters are `b` and `a`. */
const openBetween = (a: string, from: string, b: string, to: string): string =>
  `CASE WHEN is_always THEN ${b}.always_before - ${a}.always_before + ${to} % 15 - ${from} % 15
        ELSE ${b}.office_before + ${b}.is_office * (${to} % 15)
           - ${a}.office_before - ${a}.is_office * (${from} % 15) END`

/** Judged and late of every level and month. Months are numbered from the year 0. */
const countSql = (file: string, end: string): string => `
  CREATE OR REPLACE TEMP TABLE counts AS
  WITH tickets AS MATERIALIZED (
    SELECT row_number() OVER () AS ticket, priority, priority IN ('P1', 'P2') AS is_always,
      year(resolved) * 12 + month(resolved) - 1 AS month, ${minuteOf('opened')} AS opened,
      ${minuteOf('responded')} AS responded, ${minuteOf('resolved')} AS resolved, pauses
    FROM read_csv('${file.replaceAll("'", "''")}', header = true, delim = ',', quote = '"',
      columns = { id: 'VARCHAR', priority: 'VARCHAR', type: 'VARCHAR', service: 'VARCHAR',
        opened: 'TIMESTAMP', responded: 'TIMESTAMP', resolved: 'TIMESTAMP', closed: 'TIMESTAMP',
        pauses: 'VARCHAR' })
    WHERE resolved < TIMESTAMP '${end}'
  ), texts AS (
    SELECT ticket, is_always, opened, responded, resolved, unnest(string_split(pauses, '|')) AS pause
    FROM tickets WHERE contains(pauses, 'awaiting-client@')
  ), pauses AS (
    SELECT ticket, is_always, responded, greatest(opened, ${minuteOf('pause[17:32]::TIMESTAMP')}) AS since,
      least(resolved, ${minuteOf('pause[34:49]::TIMESTAMP')}) AS until
    FROM texts WHERE starts_with(pause, 'awaiting-client@')
  ), held AS (
    SELECT ticket, sum(${openBetween('a', 'since', 'b', 'until')}) AS restoration,
      sum(CASE WHEN since >= responded THEN 0 WHEN until <= responded
        THEN ${openBetween('a', 'since', 'b', 'until')}
        ELSE error('a pause runs over the response') END) AS response
    FROM pauses JOIN quarters a ON a.quarter = since // 15 JOIN quarters b ON b.quarter = until // 15
    WHERE until > since GROUP BY ticket
  ), spans AS (
    SELECT priority, month,
      ${openBetween('o', 'opened', 'r', 'responded')} - coalesce(held.response, 0) AS response,
      ${openBetween('o', 'opened', 'z', 'resolved')} - coalesce(held.restoration, 0) AS restoration
    FROM tickets JOIN quarters o ON o.quarter = opened // 15
      JOIN quarters r ON r.quarter = responded // 15 JOIN quarters z ON z.quarter = resolved // 15
      LEFT JOIN held USING (ticket)
  ), sums AS (
    SELECT priority, month, count(*) AS judged,
      count(*) FILTER (WHERE response > CASE priority
        WHEN 'P1' THEN 60 WHEN 'P2' THEN 120 WHEN 'P3' THEN 240 ELSE 480 END) AS response,
      count(*) FILTER (WHERE restoration > CASE priority
        WHEN 'P1' THEN 480 WHEN 'P2' THEN 960 WHEN 'P3' THEN 960 ELSE 2400 END) AS restoration
    FROM spans GROUP BY priority, month
  )
  SELECT level, rank, month, judged,
    CASE kind WHEN 'response' THEN response ELSE restoration END AS late,
    fee, target, first, second, rate1, rate2, rate3
  FROM sums JOIN (VALUES ${LEVELS}) AS levels
    (level, rank, priority, kind, fee, target, first, second, rate1, rate2, rate3) USING (priority)`

/** Bands, rounding half up to the cent, and the cap filled by rank, in one month. */
const moneySql = (month: number): string => `
  WITH lines AS (
    SELECT level, rank, (fee * CASE
        WHEN (judged - late) * 100 >= target * judged THEN 0
        WHEN (judged - late) * 100 >= first * judged THEN rate1
        WHEN (judged - late) * 100 >= second * judged THEN rate2
        ELSE rate3 END + 500) // 1000 AS gross
    FROM counts WHERE month = ${month}
  ), earlier AS (
    SELECT level, rank, gross, sum(gross) OVER (ORDER BY rank) - gross AS before FROM lines
  )
  SELECT level, gross::INTEGER, greatest(0, least(gross, ${CAP} - before))::INTEGER
  FROM earlier ORDER BY rank`

export interface PeerAnswer {
  readonly seconds: number
  readonly counts: Map<string, Count>
  readonly amounts: Map<string, Amount>
}

export class DuckdbPeer {
  readonly #connection: DuckDBConnection

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection
  }

  /** Opens a database in memory, and fills its table of hours. */
  static async open(): Promise<DuckdbPeer> {
    const database = await DuckDBInstance.create(':memory:', { threads: `${THREADS}` })
    const connection = await database.connect()
    await fillQuarters(connection)
    return new DuckdbPeer(connection)
  }

  /** Closes a month (`2025-12`), on what is resolved before it ends. */
  async close(file: string, month: string): Promise<PeerAnswer> {
    const [year = 0, number = 0] = month.split('-').map(Number)
    const end = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
    const begin = performance.now()
    await this.#connection.run(countSql(file, end))
    const money = await this.#rows(moneySql(year * 12 + number - 1))
    const counted = await this.#rows('SELECT level, month, judged, late FROM counts')
    const seconds = (performance.now() - begin) / 1000
    const amounts = money.map(([level, gross, owed]): [string, Amount] => [
      `${level}`,
      { gross: Number(gross), owed: Number(owed) },
    ])
    const counts = counted.map(([level, at, judged, late]): [string, Count] => [
      `${level} ${monthText(Number(at))}`,
      { judged: Number(judged), late: Number(late) },
    ])
    return { seconds, counts: new Map(counts), amounts: new Map(amounts) }
  }

  async #rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.#connection.runAndReadAll(sql)).getRows()
  }
}

const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${`${(month % 12) + 1}`.padStart(2, '0')}`

async function fillQuarters(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TABLE quarters (
    quarter INTEGER, always_before INTEGER, office_before INTEGER, is_office INTEGER)`)
  const oracle = officeOracle()
  const minutes = minutesByWall(oracle)
  const appender = await connection.createAppender('quarters')
  for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
    const minute = minutes.get(FIRST + quarter * 15)
    // A quarter that the change of clocks skips is on no wall.
    if (minute === undefined) continue
    const place = minute - oracle.first
    const row = [quarter, place, oracle.before[place] ?? 0, oracle.open[place] ?? 0]
    for (const value of row) appender.appendInteger(value)
    appender.endRow()
  }
  appender.closeSync()
}

function officeOracle(): MinuteOracle {
  const path = new URL('../tests/oracles/holidays/jours_feries_metropole.csv', import.meta.url)
  const lines = readFileSync(path, 'utf8').split('\n').slice(1)
  const holidays = lines.map((line) => line.slice(0, 10)).filter((date) => date >= '2023')
  const day = [[480, 1080]] as const
  const week = [day, day, day, day, day, [], []]
  const none = { holidayHours: [], closings: [], exceptions: {}, breaks: {} }
  return new MinuteOracle({ zone: 'Europe/Paris', week, holidays, ...none }, '2023-12-31', LAST_DAY)
}

/** The first minute that shows each reading of the wall clock. */
function minutesByWall(oracle: MinuteOracle): Map<number, number> {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const minutes = new Map<number, number>()
  for (let hour = 0; hour < oracle.open.length; hour += 60) {
    const text = format.format((oracle.first + hour) * MINUTE).replace(' ', 'T')
    const wall = Date.parse(`${text}Z`) / MINUTE
    for (let minute = 0; minute < 60; minute += 15) {
      if (!minutes.has(wall + minute)) minutes.set(wall + minute, oracle.first + hour + minute)
    }
  }
  return minutes
}
