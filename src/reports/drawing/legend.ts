/** The key of a drawing: a sample of each mark with its name, as many to a row as there is room. */
import type { Mark, Shape } from './drawing.ts'
import { label, PAGE_WIDTH, rect, widthOfText } from './drawing.ts'

const SAMPLE = 120
const SAMPLE_HEIGHT = 70
const ROW = 130
const AFTER_SAMPLE = 50
const BETWEEN = 160

/** The key from `top` on, and where it ends. */
export function legend(
  entries: readonly (readonly [Mark, string])[],
  top: number,
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  let x = 0
  let y = top
  const shapes = entries.flatMap(([mark, name]) => {
    const text = cutToFit(name, PAGE_WIDTH - SAMPLE - AFTER_SAMPLE)
    const width = SAMPLE + AFTER_SAMPLE + widthOfText(text)
    if (x > 0 && x + width > PAGE_WIDTH) {
      x = 0
      y += ROW
    }
    const at = x
    x += width + BETWEEN
    return [
      rect(mark, at, y, SAMPLE, SAMPLE_HEIGHT),
      label(text, at + SAMPLE + AFTER_SAMPLE, y + SAMPLE_HEIGHT - 5),
    ]
  })
  return { shapes, bottom: entries.length === 0 ? top : y + ROW }
}

/** A name longer than the page ends in an ellipsis. */
function cutToFit(name: string, room: number): string {
  if (widthOfText(name) <= room) return name
  const letters = [...name]
  while (widthOfText(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('')}…`
}
