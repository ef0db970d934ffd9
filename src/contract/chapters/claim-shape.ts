/**
 * How the claim of a level is written.
 *
 * @fr réclamation
 */
import { listOf, oneOrMore } from '../../base/yaml/collections.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, refine } from '../../base/yaml/shape.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { datePhrase, need } from '../phrases/phrase-shape.ts'
import { reference } from './common-shape.ts'
import type { Claim } from './penalty.ts'

const claimRecord = record('claim', {
  who: required(choice(['client', 'provider'])),
  opens: optional(oneOrMore(datePhrase)),
  within: required(datePhrase),
  calendar: optional(reference),
  dated: required(choice(['sent', 'presented', 'received'])),
  needs: required(listOf(need)),
  silence: optional(choice(['forfeiture'])),
})

/** What nobody claims in time must amount to something; nothing falls silent without a date. */
export const claimShape: Shape<Claim> = refine(claimRecord, (value, node, report) => {
  const isOpen = value.within.kind === 'open'
  const isWritten = hasKey(node, 'silence')
  if (isOpen && value.silence !== undefined) {
    report('key-without-effect', value.where, { key: 'silence', because: 'within: open' })
  }
  if (!isOpen && !isWritten) report('key-missing', value.where, { key: 'silence', in: 'claim' })
  return value
})
