/**
 * One text for one fact, and its hash: what two readings of the same thing share.
 *
 * The text holds the source, the identifier and the content. It leaves out the row, the file, the
 * revision and the time of recording: the same ticket in two exports is the same fact.
 *
 * Example: a ticket read from a file and from the same file shuffled has one canonical text.
 *
 * @fr empreinte d'un fait
 */
import type { Canonical, Sha256 } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import { formatRatio } from '../base/ratio.ts'
import type { ExemptionClaim, Fact, Opening, Ticket } from './fact.ts'

const CANONICAL_VERSION = 1

/** The value of a fact that is hashed and compared. */
export function canonicalFact(fact: Fact): Canonical {
  return {
    v: CANONICAL_VERSION,
    kind: fact.kind,
    source: fact.source,
    id: fact.externalId,
    content: contentOf(fact),
  }
}

export const factHash = (fact: Fact, sha256: Sha256): string =>
  sha256(canonicalText(canonicalFact(fact)))

function contentOf(fact: Fact): Canonical {
  switch (fact.kind) {
    case 'ticket':
      return ticketContent(fact)
    case 'outage':
      return { of: fact.of, start: fact.start, end: fact.end, fields: fact.fields }
    case 'watch':
      return { of: fact.of, start: fact.start, end: fact.end }
    case 'maintenance':
      return {
        of: fact.of,
        ground: fact.ground,
        announced: fact.announced,
        start: fact.start,
        end: fact.end,
      }
    case 'quantity':
      return {
        of: fact.of,
        at: fact.at,
        amount: formatRatio(fact.amount),
        published: fact.published,
      }
    case 'deliverable':
      return {
        of: fact.of,
        from: fact.from,
        due: fact.due,
        delivered: fact.delivered,
        fields: fact.fields,
      }
    case 'exemption':
      return exemptionContent(fact)
    case 'invoice-line':
      return { of: fact.of, at: fact.at, amount: `${fact.amount}` }
    case 'happening':
      return { of: fact.of, at: fact.at, about: fact.about }
    case 'act': {
      const { of, by, did, sent, presented, received, about, author, approver } = fact
      const people = { author, approver }
      return { of, by, did, sent, presented, received, about, with: fact.with, ...people }
    }
    case 'opening':
      return openingContent(fact)
  }
}

const ticketContent = (ticket: Ticket): Canonical => ({
  events: ticket.events.map(({ kind, at, value }) =>
    value === undefined ? [kind, at] : [kind, at, value],
  ),
  fields: ticket.fields,
})

const exemptionContent = (claim: ExemptionClaim): Canonical => ({
  ground: claim.ground,
  about: 'item' in claim.about ? { item: claim.about.item } : { ...claim.about },
  share: formatRatio(claim.share),
  by: claim.claimedBy,
  status: claim.status,
  evidence: claim.evidence,
  month: claim.month,
  claimedAt: claim.claimedAt,
})

const openingContent = (opening: Opening): Canonical => ({
  contract: opening.contract,
  of: opening.of,
  in: opening.in,
  line: opening.line,
  value: typeof opening.value === 'string' ? opening.value : formatRatio(opening.value),
  asOf: opening.asOf,
  evidence: opening.evidence,
  clientAgreed: opening.clientAgreed,
  providerAgreed: opening.providerAgreed,
})
