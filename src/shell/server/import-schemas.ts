/** The shapes of imports in the API, and of the mappings that they can be read by. */
import { z } from '@hono/zod-openapi'
import { Finding } from './schemas.ts'

const open = z.string()

const ImportState = z
  .enum(['running', 'done', 'cancelled', 'undone', 'failed', 'unfinished'])
  .openapi('ImportState')

export const Import = z
  .object({
    id: open,
    file: open,
    state: ImportState,
    startedAt: open,
    finishedAt: open.optional(),
    /** Items stored so far and in all, while it runs. */
    progress: z.object({ read: z.int(), total: z.int() }).optional(),
    isSimulated: z.boolean(),
    items: z.object({ added: z.int(), revised: z.int(), unchanged: z.int() }),
    findings: z.array(Finding),
  })
  .openapi('Import')

export const Mapping = z
  .object({
    name: open,
    title: open,
    /** Whether the zone of its times must be named when a file is sent. */
    asksZone: z.boolean(),
  })
  .openapi('Mapping')

/** What went wrong, as RFC 9457 says it, with the remedy in words. */

export type Import = z.infer<typeof Import>
export type Mapping = z.infer<typeof Mapping>
