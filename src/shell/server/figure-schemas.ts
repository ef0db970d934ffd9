/** The shapes of figures, and of what the parties do not agree on. */
import { z } from '@hono/zod-openapi'

const open = z.string()

/** A figure that explains itself: `node` is its place in the graph of the settlement. */
export const Figure = z
  .object({
    node: z.int().nonnegative(),
    value: open.openapi({ example: '96000 cents' }),
    text: open.openapi({ example: '960,00 €' }),
  })
  .openapi('Figure')

const Position = z.object({ indemnity: Figure, priceReduction: Figure, total: Figure })

/** What each party says is owed, and what each fact in dispute is worth. */
export const Positions = z
  .object({
    client: Position,
    provider: Position,
    agreed: Position,
    disputed: z.array(
      z.object({
        id: open,
        ground: open,
        about: open,
        partyText: open,
        statusText: open,
        evidence: open.optional(),
        worth: Figure,
      }),
    ),
    inDiscussion: Figure,
    jointEffect: Figure,
  })
  .openapi('Positions')

export type Figure = z.infer<typeof Figure>
export type Positions = z.infer<typeof Positions>
