/**
 * Draws a level over its periods: how far each figure is from the target, and on which side.
 *
 * Bars start at the target, not at zero: a target of 99.9 % leaves no room above it, and what the
 * parties look at is the distance. So the height of a bar is the gap between figure and target.
 *
 * Example: 17 %, 25 % and 35 % against at least 90 % are three bars under the line, the first the
 * longest; 98 h, 65 h and 66 h against at most 90 h are one bar above it and two under.
 *
 * @fr historique d'un niveau de service
 */
import type { Ratio } from '../../base/ratio.ts'
import { isNegative, largest, negate, subtract, ZERO } from '../../base/ratio.ts'
import type { Drawing, Mark, Shape } from './drawing.ts'
import { label, line, onLength, PAGE_WIDTH, rect, widthOfText } from './drawing.ts'

/** One period of a level, already in words. */
export interface Point {
  /** Short enough for twelve to stand side by side: `04/2026`. */
  readonly period: string
  /** Absent where nothing was measured. */
  readonly value?: Ratio
  readonly text: string
  readonly verdict: 'met' | 'missed' | 'unmeasured'
}

/** A level with its periods, oldest first. */
export interface History {
  readonly title: string
  /** Every period in words, for whoever does not see the bars. */
  readonly description: string
  readonly target: Ratio
  readonly targetText: string
  readonly points: readonly Point[]
}

interface Frame {
  /** The width that bars share. */
  readonly width: number
  /** Between the target line and the end of the longest bar. */
  readonly reach: number
  readonly top: number
  readonly widest: number
}

/** The small drawing of a row: bars and target, no word. */
export function sparkline(history: History): Drawing {
  const frame = { width: 600, reach: 70, top: 10, widest: 60 }
  const { bars, above, below } = barsOf(history, frame)
  const axis = frame.top + above
  return {
    title: history.title,
    description: history.description,
    width: frame.width,
    height: axis + below + 10,
    shapes: [...bars.map(({ shape }) => shape), line('target', 0, axis, frame.width, axis)],
  }
}

const TEXT_ROOM = 110
const FOOT = 120

/** The drawing of a section: bars with their figures, the target with its name, the periods. */
export function levelBars(history: History): Drawing {
  // The name of the target stands beside the bars, never over one.
  const width = PAGE_WIDTH - widthOfText(history.targetText)
  const frame = { width, reach: 420, top: TEXT_ROOM + 20, widest: 300 }
  const { bars, above, below } = barsOf(history, frame)
  const axis = frame.top + above
  const bottom = axis + Math.max(below, 20) + TEXT_ROOM
  return {
    title: history.title,
    description: history.description,
    width: PAGE_WIDTH,
    height: bottom + FOOT + 20,
    shapes: [
      ...bars.map(({ shape }) => shape),
      ...spaced(bars, ({ point }) => point.text).map(({ point, middle, end }) =>
        label(point.text, middle, end < axis ? end - 25 : end + 95, 'middle'),
      ),
      ...spaced(bars, ({ point }) => point.period).map(({ point, middle }) =>
        label(point.period, middle, bottom + FOOT, 'middle'),
      ),
      line('target', 0, axis, PAGE_WIDTH, axis),
      label(history.targetText, PAGE_WIDTH, axis - 25, 'end', 'target'),
    ],
  }
}

/** Every bar, or every second one… from the last one back, so that their words do not touch. */
function spaced(bars: readonly Bar[], wordOf: (bar: Bar) => string): readonly Bar[] {
  const widest = Math.max(0, ...bars.map((bar) => widthOfText(wordOf(bar))))
  const slot = bars[0]?.middle ?? widest
  const stride = Math.max(1, Math.ceil(widest / slot))
  return bars.filter((_, i) => (bars.length - 1 - i) % stride === 0)
}

interface Bar {
  readonly shape: Shape
  readonly point: Point
  readonly middle: number
  /** Where the bar ends, away from the target. */
  readonly end: number
}

function barsOf(
  { points, target }: History,
  { width, reach, top, widest }: Frame,
): { readonly bars: readonly Bar[]; readonly above: number; readonly below: number } {
  const gaps = points.map(({ value }) => (value === undefined ? ZERO : subtract(value, target)))
  const whole = gaps.reduce((most, gap) => largest(most, isNegative(gap) ? negate(gap) : gap), ZERO)
  const heights = gaps.map((gap) => onLength(gap, whole, reach))
  const above = Math.max(0, ...heights)
  const below = Math.max(0, ...heights.map((height) => -height))
  const axis = top + above
  const slot = Math.floor(width / (points.length + 1))
  const thick = Math.min(widest, Math.floor((slot * 3) / 5))
  const bars = points.map((point, i): Bar => {
    const height = heights[i] ?? 0
    const middle = slot * (i + 1)
    const size = Math.max(STUB, Math.abs(height))
    const y = height > 0 ? axis - size : axis
    const mark: Mark = point.verdict
    const shape = rect(mark, middle - Math.floor(thick / 2), y, thick, size)
    return { shape, point, middle, end: height > 0 ? y : axis + size }
  })
  return { bars, above, below: Math.max(below, STUB) }
}

/** A figure that is the target, or none at all, is still seen. */
const STUB = 10
