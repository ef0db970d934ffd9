/**
 * A drawing as SVG: shapes keep their classes, and the style sheet of the page gives them a look.
 *
 * Whoever does not see it hears its title and its description.
 */
import type { Drawing, Shape } from '../../reports/drawing/drawing.ts'
import { escapeHtml } from './escape-html.ts'

export function renderSvg({ width, height, title, description, shapes }: Drawing): string {
  const said = escapeHtml(`${title}. ${description}`)
  const inside = shapes.map(renderShape).join('')
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${said}">${inside}</svg>`
}

function renderShape(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect class="${shape.class}" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"/>`
    case 'line':
      return `<line class="${shape.class}" x1="${shape.x}" y1="${shape.y}" x2="${shape.x2}" y2="${shape.y2}"/>`
    case 'path':
      return `<path class="${shape.class}" d="${escapeHtml(shape.d)}"/>`
    case 'text':
      return `<text class="${shape.class}" x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${escapeHtml(shape.text)}</text>`
  }
}
