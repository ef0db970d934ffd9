/** A drawing of the server as shapes of the page; the styles give each class its colours. */
import { useId } from 'react'
import type { Block, Shape } from '../api/shapes.ts'
import './drawing-view.css'

type Drawing = Extract<Block, { kind: 'drawing' }>

export function DrawingView({ drawing }: { readonly drawing: Drawing }) {
  const id = useId()
  const { title, description, width, height, shapes } = drawing
  return (
    <figure className="drawing">
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: one drawing, no region of the page */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div className="drawing-frame" role="group" tabIndex={0} aria-label={title}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-describedby={id}>
          <title>{title}</title>
          {shapes.map((shape, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes have nothing but their order
            <ShapeView key={index} shape={shape} />
          ))}
        </svg>
      </div>
      <p id={id} className="hidden-text">
        {description}
      </p>
    </figure>
  )
}

function ShapeView({ shape }: { readonly shape: Shape }) {
  const { kind, x, y, width, height, x2, y2, d, text, anchor } = shape
  const look = `drawn drawn-${shape.class}`
  switch (kind) {
    case 'rect':
      return <rect className={look} x={x} y={y} width={width} height={height} />
    case 'line':
      return <line className={look} x1={x} y1={y} x2={x2} y2={y2} />
    case 'path':
      return <path className={look} d={d} />
    case 'text':
      return (
        <text className={look} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      )
  }
}
