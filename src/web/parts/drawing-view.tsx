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
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-describedby={`${id}-description`}>
        <title>{title}</title>
        {shapes.map((shape, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes have nothing but their order
          <ShapeView key={index} shape={shape} />
        ))}
      </svg>
      <p id={`${id}-description`} className="soft">
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
