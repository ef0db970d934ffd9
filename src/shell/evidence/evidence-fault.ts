/** What can be wrong with an evidence file. */
import type { Difference } from '../../money/difference.ts'
import type { Fault } from '../../money/verify.ts'

/** One thing that is wrong with an evidence file; `part` is the part that it is wrong in. */
export type EvidenceFault =
  /** The archive is not as it was written, from the byte `at` on. */
  | { readonly kind: 'archive'; readonly part: string; readonly at: number }
  | {
      readonly kind: 'part-missing' | 'part-twice' | 'part-unknown' | 'part-changed'
      readonly part: string
    }
  /** `path` is missing, or is not what it has to be. */
  | { readonly kind: 'unreadable'; readonly part: string; readonly path: string }
  /** The line, from 1, is no fact, or stands in the wrong place. */
  | { readonly kind: 'fact'; readonly part: string; readonly line: number }
  /** Made again, the part is another. */
  | ({ readonly kind: 'differs'; readonly part: string } & Difference)
  /** The step of a closed month is not what its operands make. */
  | { readonly kind: 'closed-node'; readonly part: string; readonly node: number }
  | { readonly kind: 'settlement'; readonly part: string; readonly fault: Fault }
  /** The facts do not let the month be settled; `code` is the finding that says why. */
  | { readonly kind: 'refused'; readonly part: string; readonly code: string }
