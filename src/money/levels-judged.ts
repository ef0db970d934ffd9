/**
 * What is said of each service level in the periods that a month judges.
 *
 * Example: a level per quarter is judged in March, June, September and December only.
 *
 * @fr niveaux de service jugés dans le mois
 */
import type { Derived } from '../base/because/graph.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { tilesJudgedIn } from '../measures/periods.ts'
import type { InForce } from './in-force.ts'
import type { Outcomes } from './outcomes.ts'

/** A level's outcomes in a period that was judged. */
export interface SettledLevel {
  readonly level: string
  readonly period: string
  readonly tile: number
  readonly figure: Derived
  readonly missed: Derived
  readonly judged: Derived
  readonly late: Derived
}

export function levelsJudged(
  { program, measured }: InForce,
  month: YearMonth,
  outcomes: Outcomes,
): SettledLevel[] {
  return program.levels.flatMap((level) => {
    const periods = measured.periods(level.tile)
    const of = (name: string, tile: number): Derived => outcomes.of(level.tile, name, tile)
    return tilesJudgedIn(periods, month).map((tile) => ({
      level: level.id,
      period: periods.labels[tile] as string,
      tile,
      figure: of(level.figure, tile),
      missed: of(level.missed, tile),
      judged: of(level.judged, tile),
      late: of(level.late, tile),
    }))
  })
}
