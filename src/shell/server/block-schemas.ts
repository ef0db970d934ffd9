/** The shapes of the parts of a document, as the API gives them. */
import { z } from '@hono/zod-openapi'

const open = z.string()

const Branch: z.ZodType<BranchShape> = z
  .lazy(() =>
    z.object({
      text: open,
      value: open,
      note: open.optional(),
      branches: z.array(Branch),
    }),
  )
  .openapi('Branch', {
    type: 'object',
    required: ['text', 'value', 'branches'],
    properties: {
      text: { type: 'string' },
      value: { type: 'string' },
      note: { type: 'string' },
      branches: { type: 'array', items: { $ref: '#/components/schemas/Branch' } },
    },
  })

interface BranchShape {
  readonly text: string
  readonly value: string
  readonly note?: string | undefined
  readonly branches: readonly BranchShape[]
}

const Shape = z
  .object({
    kind: z.enum(['rect', 'line', 'text', 'path']),
    class: open,
    x: z.number().optional(),
    y: z.number().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    x2: z.number().optional(),
    y2: z.number().optional(),
    d: open.optional(),
    text: open.optional(),
    anchor: z.enum(['start', 'middle', 'end']).optional(),
  })
  .openapi('Shape')

/** A part of an explanation, in the words of the language that was asked for. */
export const Block = z
  .union([
    z.object({
      kind: z.literal('heading'),
      text: open,
      level: z.union([z.literal(1), z.literal(2)]),
    }),
    z.object({ kind: z.literal('sentence'), text: open }),
    z.object({
      kind: z.literal('table'),
      columns: z.array(z.object({ title: open, align: z.enum(['left', 'right']) })),
      rows: z.array(z.array(open)),
      /** What explains each cell, by row: empty where nothing does. */
      names: z.array(z.array(open)).optional(),
    }),
    z.object({ kind: z.literal('tree'), root: Branch }),
    z.object({
      kind: z.literal('drawing'),
      title: open,
      description: open,
      width: z.number(),
      height: z.number(),
      shapes: z.array(Shape),
    }),
  ])
  .openapi('Block')
