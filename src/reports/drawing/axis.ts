/**
 * Lays the stretches of a ticket's clock on a line whose length is open time.
 *
 * A minute that counts or could have counted is as long wherever it is; the hours in which nobody
 * works are a gap of a fixed width, so that twelve days fit on a page and a night takes no more
 * room than its name. Where the gaps would take more than a third of the line, all are made narrow.
 *
 * Example: on a line of 1 000, 8 h on Monday, a night, 2 h on Tuesday, with gaps of 100: Monday is
 * 0–720, the night 720–820, Tuesday 820–1 000.
 *
 * @fr axe du temps décompté
 */
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import type { Story, Stretch } from '../../measures/story.ts'
import type { Mark } from './drawing.ts'

/** A stretch, or its part before or after the deadline. */
export interface Piece {
  readonly mark: Mark
  readonly start: Instant
  readonly end: Instant
  /** Milliseconds of open time: zero is a gap. */
  readonly open: number
  readonly who?: Stretch['who']
}

/** A piece with its place on the line. */
export interface PlacedPiece extends Piece {
  readonly x: number
  readonly width: number
}

const MARK_OF = {
  counted: 'open',
  closed: 'closed',
  paused: 'paused',
  exempted: 'exempted',
  stopped: 'stopped',
} as const satisfies Record<Stretch['kind'], Mark>

/** The stretches of a story, those that count cut at the deadline: what follows it is late. */
export function piecesOf({ stretches, due }: Story): Piece[] {
  return stretches.flatMap(({ kind, start, end, open, who }): Piece[] => {
    if (kind !== 'counted') {
      return [{ mark: MARK_OF[kind], start, end, open, ...(who === undefined ? {} : { who }) }]
    }
    const cut = due === undefined ? end : instant(Math.min(Math.max(due, start), end))
    return [
      ...(cut > start ? [{ mark: 'open', start, end: cut, open: cut - start } as const] : []),
      ...(end > cut ? [{ mark: 'late', start: cut, end, open: end - cut } as const] : []),
    ]
  })
}

/** The part of the line that gaps take at most, as a divisor. */
const GAPS_AT_MOST = 3
const NARROW = 60

/** Places pieces on a line of `length`; `gapOf` is how wide a gap would like to be. */
export function placePieces(
  pieces: readonly Piece[],
  length: number,
  gapOf: (piece: Piece) => number,
): PlacedPiece[] {
  const gaps = pieces.filter(({ open }) => open === 0)
  const most = Math.floor(length / GAPS_AT_MOST)
  const wished = gaps.reduce((sum, gap) => sum + gapOf(gap), 0)
  const narrow = Math.min(NARROW, Math.floor(most / Math.max(1, gaps.length)))
  const widthOfGap = wished <= most ? gapOf : () => narrow
  const whole = pieces.reduce((sum, { open }) => sum + open, 0)
  const room = length - gaps.reduce((sum, gap) => sum + widthOfGap(gap), 0)
  let opened = 0
  let closed = 0
  // Places are rounded once each, from the beginning: no error adds up along the line.
  const placeNow = (): number => closed + (whole === 0 ? 0 : Math.round((opened * room) / whole))
  return pieces.map((piece) => {
    const x = placeNow()
    if (piece.open === 0) closed += widthOfGap(piece)
    else opened += piece.open
    return { ...piece, x, width: placeNow() - x }
  })
}

/** Where an instant is on the line; the beginning or the end for one outside. */
export function placeOf(placed: readonly PlacedPiece[], at: Instant): number {
  const piece = placed.find(({ start, end }) => at >= start && at <= end)
  if (piece !== undefined) {
    const { x, width, start, end } = piece
    return end === start ? x : x + Math.round((width * (at - start)) / (end - start))
  }
  const last = placed.at(-1)
  return last === undefined || at < last.end ? 0 : last.x + last.width
}
