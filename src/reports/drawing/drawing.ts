/**
 * A drawing as a description: shapes with a class, a title, and a sentence that says what is drawn.
 *
 * It has no colour and no font: whoever shows it (a page, a PDF) gives each class its look, and who
 * cannot see it reads the description. Lengths are whole tenths of a point, so that the same
 * figures give the same shapes on every machine. A text stands on its `y` and is at most 80 tall.
 *
 * Example: a bar of 25 % of a width of 4 800 is `{ kind: 'rect', class: 'missed', x: 0, y: 0,
 * width: 1200, height: 120 }`.
 *
 * @fr dessin
 */
import type { Ratio } from '../../base/ratio.ts'
import { multiply, ratio, roundToInteger } from '../../base/ratio.ts'

/** What a shape stands for. */
export type Mark =
  /** Time of a ticket: counted, out of the service hours, paused, off the clock, stopped, late. */
  | 'open'
  | 'closed'
  | 'paused'
  | 'exempted'
  | 'stopped'
  | 'late'
  | 'deadline'
  | 'end'
  /** What became of a level. */
  | 'met'
  | 'missed'
  | 'unmeasured'
  | 'target'
  /** Amounts: owed, cut by a cap, lost for want of a claim, used before, left under a cap. */
  | 'owed'
  | 'cap'
  | 'forfeited'
  | 'used'
  | 'room'
  /** What helps to read. */
  | 'axis'
  | 'label'

export type Shape =
  | {
      readonly kind: 'rect'
      readonly class: Mark
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | {
      readonly kind: 'line'
      readonly class: Mark
      readonly x: number
      readonly y: number
      readonly x2: number
      readonly y2: number
    }
  /** Straight strokes between points: `M 0 10 L 20 30`. */
  | { readonly kind: 'path'; readonly class: Mark; readonly d: string }
  | {
      readonly kind: 'text'
      readonly class: Mark
      readonly x: number
      readonly y: number
      readonly text: string
      readonly anchor: 'start' | 'middle' | 'end'
    }

export interface Drawing {
  readonly width: number
  readonly height: number
  /** What it is, shown above it. */
  readonly title: string
  /** What it shows, for whoever does not see it. */
  readonly description: string
  readonly shapes: readonly Shape[]
}

/** The width of a drawing that takes the whole of a page: 480 points. */
export const PAGE_WIDTH = 4800

/** How wide a text is, nearly: no font is at hand, and a label must only not touch the next one. */
export const widthOfText = (text: string): number => [...text].length * 44

/** `value` of `whole`, on a length. Zero where there is no whole. */
export function onLength(value: Ratio, whole: Ratio, length: number): number {
  if (whole.numerator <= 0n) return 0
  const part = multiply(value, ratio(whole.denominator, whole.numerator))
  return Number(roundToInteger(multiply(part, ratio(length)), 'half-up'))
}

export const rect = (mark: Mark, x: number, y: number, width: number, height: number): Shape => ({
  kind: 'rect',
  class: mark,
  x,
  y,
  width,
  height,
})

export const line = (mark: Mark, x: number, y: number, x2: number, y2: number): Shape => ({
  kind: 'line',
  class: mark,
  x,
  y,
  x2,
  y2,
})

export const label = (
  text: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end' = 'start',
  mark: Mark = 'label',
): Shape => ({ kind: 'text', class: mark, x, y, text, anchor })
