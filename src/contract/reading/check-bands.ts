/**
 * Whether a table of bands says one thing, and one only, of every figure that misses its target.
 *
 * The table is solved, not sampled: between the ends of its rows there are finitely many pieces,
 * points and open stretches, and each is held by no row, by one, or by several. Where the figure is
 * rounded first, a piece without any multiple of the step is never reached.
 *
 * Example: rows `at-least 99.50 %` … and `at-most 99.49 %` leave the stretch between 99.49 % and
 * 99.50 % open. With `round: half-up 0.01 %` no figure falls there and the table is full.
 *
 * @fr barème: trous et recouvrements
 */
import type { Finding, Place } from '../../base/finding.ts'
import { invariant } from '../../base/invariant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { compare, divide, floor, multiply, ONE, ratio, ZERO } from '../../base/ratio.ts'
import { formatQuantity } from '../phrases/quantity.ts'
import type { Band, BandTable, Bound, Rounding, Unit } from '../terms.ts'

/** A stretch of figures; `to` absent is without end. */
interface Stretch {
  readonly from: Ratio
  readonly isFromIn: boolean
  readonly to?: Ratio
  readonly isToIn: boolean
}

/** What a table is checked against: the target that is missed, and how the figure is rounded. */
export interface BandContext {
  readonly target: Bound
  readonly rounding: Rounding | undefined
}

export function checkBands(table: BandTable, { target, rounding }: BandContext): Finding[] {
  const { unit } = target.limit
  const bounds = table.rows.flatMap(({ lower, upper }) => [lower, upper])
  // Bounds in other units are another finding; a table that mixes them cannot be solved.
  if (bounds.some((bound) => bound !== undefined && bound.limit.unit !== unit)) return []
  const rows = table.rows.map((band) => ({ band, stretch: stretchOf(band, unit) }))
  const empty = rows.filter(({ stretch }) => isEmpty(stretch))
  const missed = missedStretch(target)
  const findings = empty.map(({ band }) => finding('band-empty', band.where, {}))
  const solver = new BandSolver(
    rows.filter(({ stretch }) => !isEmpty(stretch)),
    stepOf(rounding, unit),
    unit,
  )
  return [...findings, ...solver.solve(table, missed)]
}

const finding = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})

/** Units that come whole. */
const WHOLE: readonly Unit[] = ['count', 'days', 'working-days', 'mon-sat-days']

/** Counts and dates step by one by nature; others by their rounding, where they have one. */
function stepOf(rounding: Rounding | undefined, unit: Unit): Ratio | undefined {
  if (WHOLE.includes(unit)) return ONE
  return rounding?.kind === 'step' && rounding.unit === unit ? rounding.step : undefined
}

const end = (unit: Unit): { readonly to?: Ratio } => (unit === 'share' ? { to: ONE } : {})

function stretchOf({ lower, upper }: Band, unit: Unit): Stretch {
  return {
    from: lower?.limit.value ?? ZERO,
    isFromIn: lower?.word !== 'above',
    ...(upper === undefined ? end(unit) : { to: upper.limit.value }),
    isToIn: upper?.word !== 'under',
  }
}

function missedStretch({ word, limit: { value, unit } }: Bound): Stretch {
  switch (word) {
    case 'at-least':
    case 'above':
      return { from: ZERO, isFromIn: true, to: value, isToIn: word === 'above' }
    case 'at-most':
    case 'under':
      return { from: value, isFromIn: word === 'under', ...end(unit), isToIn: true }
  }
}

function isEmpty({ from, isFromIn, to, isToIn }: Stretch): boolean {
  const order = to === undefined ? -1 : compare(from, to)
  return order > 0 || (order === 0 && !(isFromIn && isToIn))
}

/** A point, or the open stretch after it. */
interface Piece {
  readonly from: Ratio
  readonly isPoint: boolean
  /** Of an open stretch; absent without end. */
  readonly to?: Ratio
}

interface Row {
  readonly band: Band
  readonly stretch: Stretch
}

class BandSolver {
  readonly #rows: readonly Row[]
  readonly #step: Ratio | undefined
  readonly #unit: Unit

  constructor(rows: readonly Row[], step: Ratio | undefined, unit: Unit) {
    this.#rows = rows
    this.#step = step
    this.#unit = unit
  }

  solve(table: BandTable, missed: Stretch): Finding[] {
    const pieces = this.#pieces(missed)
    const findings: Finding[] = []
    const holes = pieces.filter((piece) => this.#rowsOf(piece).length === 0)
    const [hole] = holes
    if (hole !== undefined && table.otherwise === undefined) {
      for (const run of runsOf(holes, pieces)) findings.push(this.#hole(run, table.where))
    }
    if (hole === undefined && table.otherwise !== undefined) {
      findings.push(finding('otherwise-dead', table.where, {}))
    }
    return [...findings, ...this.#overlaps(pieces), ...this.#deadRows(pieces)]
  }

  /** The pieces of the missed stretch that a figure can reach, in order. */
  #pieces(missed: Stretch): Piece[] {
    const ends = [missed, ...this.#rows.map(({ stretch }) => stretch)].flatMap(({ from, to }) =>
      to === undefined ? [from] : [from, to],
    )
    const points = ends.sort(compare).filter((at, i, all) => {
      const before = all[i - 1]
      return before === undefined || compare(at, before) !== 0
    })
    return points
      .flatMap((from, i): Piece[] => {
        const to = points[i + 1]
        return [
          { from, isPoint: true },
          { from, isPoint: false, ...(to && { to }) },
        ]
      })
      .filter((piece) => isInside(piece, missed) && this.#isReached(piece))
  }

  #isReached({ from, isPoint, to }: Piece): boolean {
    const step = this.#step
    if (step === undefined) return true
    if (isPoint) return divide(from, step).denominator === 1n
    const next = multiply(ratio(floor(divide(from, step)) + 1n), step)
    return to === undefined || compare(next, to) < 0
  }

  #rowsOf(piece: Piece): readonly Row[] {
    return this.#rows.filter(({ stretch }) => isInside(piece, stretch))
  }

  /** At the row after which it opens, or at the table. */
  #hole(run: readonly Piece[], where: Place): Finding {
    const rows = this.#rows.filter(({ stretch }) => touches(stretch, run[0], run.at(-1)))
    const lines = rows.map(({ band }) => `${band.where.line}`).join(', ')
    const at = rows[0]?.band.where ?? where
    return finding('band-hole', at, { values: this.#from(run), rows: lines || '—' })
  }

  /** `at-least 6 h, under 8 h`: the figures from the first piece to the last one. */
  #from(run: readonly Piece[]): string {
    const [first, last] = [run[0], run.at(-1)]
    invariant(first !== undefined && last !== undefined, 'a run of pieces has a first and a last')
    return [this.#side(first, 'from'), this.#side(last, 'to')]
      .filter((side) => side !== '')
      .join(', ')
  }

  #side({ from, isPoint, to }: Piece, side: 'from' | 'to'): string {
    if (side === 'from') return `${isPoint ? 'at-least' : 'above'} ${this.#said(from)}`
    if (isPoint) return `at-most ${this.#said(from)}`
    return to === undefined ? '' : `under ${this.#said(to)}`
  }

  #said(value: Ratio): string {
    return formatQuantity({ value, unit: this.#unit })
  }

  /** Each pair of rows that share figures, once, at the second row, with all that they share. */
  #overlaps(pieces: readonly Piece[]): Finding[] {
    const shared = new Map<string, { first: Row; other: Row; pieces: Piece[] }>()
    for (const piece of pieces) {
      const [first, ...others] = this.#rowsOf(piece)
      if (first === undefined) continue
      for (const other of others) {
        const key = `${first.band.where.path} ${other.band.where.path}`
        const pair = shared.get(key) ?? { first, other, pieces: [] }
        pair.pieces.push(piece)
        shared.set(key, pair)
      }
    }
    return [...shared.values()].map(({ first, other, pieces: both }) => {
      const params = { line: `${first.band.where.line}`, values: this.#from(both) }
      return finding('band-overlap', other.band.where, params)
    })
  }

  /** Rows that hold only figures which meet the target. */
  #deadRows(pieces: readonly Piece[]): Finding[] {
    return this.#rows
      .filter(({ stretch }) => !pieces.some((piece) => isInside(piece, stretch)))
      .map(({ band }) => finding('band-dead', band.where, {}))
  }
}

function isInside({ from, isPoint, to }: Piece, stretch: Stretch): boolean {
  const low = compare(from, stretch.from)
  if (low < 0 || (isPoint && low === 0 && !stretch.isFromIn)) return false
  if (stretch.to === undefined) return true
  if (!isPoint) return to !== undefined && compare(to, stretch.to) <= 0
  const high = compare(from, stretch.to)
  return high < 0 || (high === 0 && stretch.isToIn)
}

/** Rows that end where a hole begins, or begin where it ends. */
function touches(stretch: Stretch, first: Piece | undefined, last: Piece | undefined): boolean {
  const start = first?.from
  const stop = last?.isPoint === true ? last.from : last?.to
  const endsThere = start && stretch.to && compare(stretch.to, start) === 0
  const beginsThere = stop && compare(stretch.from, stop) === 0
  return endsThere === true || beginsThere === true
}

/** Holes that follow one another without a held piece between them are one hole. */
function runsOf(holes: readonly Piece[], pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = []
  let last = -2
  for (const hole of holes) {
    const at = pieces.indexOf(hole)
    if (at === last + 1) runs.at(-1)?.push(hole)
    else runs.push([hole])
    last = at
  }
  return runs
}
