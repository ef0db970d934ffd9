/** The fees and the reserves of a settlement that comes from outside, key by key. */
import type { Check } from './check-values.ts'
import { optional, recordOf, text } from './check-values.ts'
import type { StoredFee, StoredStock } from './stored-costs.ts'

export const feeWith = (node: Check): Check =>
  recordOf<StoredFee>({ id: text, title: text, amount: node })

export const stockWith = (node: Check): Check =>
  recordOf<StoredStock>({
    id: text,
    title: text,
    path: text,
    clause: optional(text),
    filled: node,
    taken: node,
    short: node,
    lost: node,
    left: node,
  })
