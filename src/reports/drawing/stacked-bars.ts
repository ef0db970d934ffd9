/**
 * Draws amounts made of parts: what is owed and what caps held back, or what is used and left of a
 * cap. One row an amount, all on one scale, the longest as long as the page allows.
 *
 * Example: 7 200 € gross of which 2 784.53 € are owed and 4 415.47 € cut is a bar of which two
 * fifths are full and three fifths hatched.
 *
 * @fr barres empilées
 */
import type { Ratio } from '../../base/ratio.ts'
import { add, largest, ZERO } from '../../base/ratio.ts'
import type { Drawing, Mark, Shape } from './drawing.ts'
import { label, line, onLength, PAGE_WIDTH, rect, widthOfText } from './drawing.ts'
import { legend } from './legend.ts'

export interface StackedPart {
  readonly mark: Mark
  readonly value: Ratio
  readonly text: string
}

export interface StackedRow {
  readonly name: string
  readonly parts: readonly StackedPart[]
}

const ROW = 290
const NAME_TEXT = 80
const BAR = 110
const BAR_HEIGHT = 130
const PADDING = 40

/**
 * `description` says every amount in words; `names` is the key of the parts. On a `common` scale
 * rows are compared with one another; on a scale of its own each row is the whole width.
 */
export function stackedBars(
  said: Pick<Drawing, 'title' | 'description'>,
  rows: readonly StackedRow[],
  names: readonly (readonly [Mark, string])[],
  scale: 'common' | 'own',
): Drawing {
  const largestRow = rows.map(wholeOf).reduce(largest, ZERO)
  const { shapes, bottom } = legend(names, rows.length * ROW)
  return {
    ...said,
    width: PAGE_WIDTH,
    height: bottom,
    shapes: [
      ...rows.flatMap((row, i) =>
        rowShapes(row, i * ROW, scale === 'own' ? wholeOf(row) : largestRow),
      ),
      ...shapes,
    ],
  }
}

const wholeOf = ({ parts }: StackedRow): Ratio => parts.map(({ value }) => value).reduce(add, ZERO)

function rowShapes({ name, parts }: StackedRow, top: number, whole: Ratio): Shape[] {
  const shapes: Shape[] = [label(name, 0, top + NAME_TEXT)]
  let sum = ZERO
  let x = 0
  for (const { mark, value, text } of parts) {
    sum = add(sum, value)
    const end = onLength(sum, whole, PAGE_WIDTH)
    const width = end - x
    if (width > 0) shapes.push(rect(mark, x, top + BAR, width, BAR_HEIGHT))
    if (widthOfText(text) + PADDING <= width) {
      shapes.push(label(text, x + Math.floor(width / 2), top + BAR + 92, 'middle', mark))
    }
    x = end
  }
  return [...shapes, line('axis', 0, top + BAR, 0, top + BAR + BAR_HEIGHT)]
}
