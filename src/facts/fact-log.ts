/**
 * All the facts that a close or a report is given, from many files: rare facts as objects, tickets
 * as streams of batches.
 *
 * A fact is never changed. One that comes again with other content is a new revision, and is said;
 * which one counts does not depend on the order of the files. One that comes again with the same
 * content is the same fact. Tickets are too many for that: a ticket that comes twice with other
 * content is set aside by its
 * reader.
 *
 * Example: outage O-1 of 40 min is added, then O-1 of 55 min: the log has one outage, revision 2,
 * of 55 min, and `history` has both.
 *
 * @fr journal des faits
 */
import { canonicalText } from '../base/canonical.ts'
import type { Finding } from '../base/finding.ts'
import { present } from '../base/invariant.ts'
import type { RareFact, Ticket } from './fact.ts'
import { canonicalFact } from './fact-hash.ts'
import type { QualityReport } from './quality.ts'
import type { TicketBatch } from './ticket-batch.ts'
import { batchOf } from './ticket-batch.ts'

/** Hands over all the batches, by steps, each valid only during the call; says how it went. */
export type ReadingSteps = (
  onBatch: (batch: TicketBatch) => void,
) => Generator<undefined, readonly QualityReport[]>

/** What tickets are read from. The shell gives files; a case gives a list. @fr source de tickets */
export interface TicketSource {
  /** Reads all in one go. */
  read(onBatch: (batch: TicketBatch) => void): readonly QualityReport[]
  /** Reads the same; between two steps, whoever reads may let others work, or give up. */
  readonly steps: ReadingSteps
}

/** A source that is read by its steps. */
export function ticketSource(steps: ReadingSteps): TicketSource {
  const read: TicketSource['read'] = (onBatch) => {
    const reading = steps(onBatch)
    for (;;) {
      const { done, value } = reading.next()
      if (done === true) return value
    }
  }
  return { read, steps }
}

/** All that is known: what `close` is fed with. @fr faits connus */
export interface FactSource {
  readonly tickets: TicketSource
  readonly rare: readonly RareFact[]
  readonly findings: readonly Finding[]
}

export class FactLog {
  readonly #latest = new Map<string, RareFact>()
  readonly #history: RareFact[] = []
  readonly #findings: Finding[] = []
  #repeated = 0

  /** Adds a rare fact, as a new revision where its key is known with other content. */
  add(fact: RareFact): void {
    const key = `${fact.kind}\n${fact.source}\n${fact.externalId}`
    const known = this.#latest.get(key)
    if (known !== undefined && contentText(known) === contentText(fact)) {
      this.#repeated += 1
      return
    }
    const revision = known === undefined ? fact.revision : known.revision + 1
    const added = { ...fact, revision }
    this.#history.push(added)
    if (known !== undefined) this.#noteConflict(fact)
    if (known === undefined || prevails(added, known)) this.#latest.set(key, added)
  }

  /** What was told in two ways: which way counts does not depend on the order of arrival. */
  get findings(): readonly Finding[] {
    return this.#findings
  }

  #noteConflict(fact: RareFact): void {
    this.#findings.push({
      code: 'fact-told-twice',
      severity: 'warning',
      where: { file: fact.origin.file, line: fact.origin.row },
      params: { kind: fact.kind, id: fact.externalId },
    })
  }

  /** The latest revision of each fact, in the order of kind, source and identifier. */
  get facts(): readonly RareFact[] {
    const keys = [...this.#latest.keys()].sort()
    return keys.map((key) => present(this.#latest.get(key), 'a key has its fact'))
  }

  /** Every revision, in the order of arrival. */
  get history(): readonly RareFact[] {
    return this.#history
  }

  /** How many facts came again with the same content. */
  get repeated(): number {
    return this.#repeated
  }
}

/**
 * Whether a telling counts rather than another: the one recorded later where both say when, else
 * one of the two by their content alone. It is said, and people decide.
 */
function prevails(fact: RareFact, known: RareFact): boolean {
  const [recorded, before] = [fact.recordedAt, known.recordedAt]
  if (recorded !== undefined && before !== undefined && recorded !== before)
    return recorded > before
  return contentText(fact) > contentText(known)
}

const contentText = (fact: RareFact): string => canonicalText(canonicalFact(fact))

/** Plain tickets as a source of batches. */
export const ticketsOf = (tickets: readonly Ticket[]): TicketSource =>
  // biome-ignore lint/correctness/useYield: a list is handed over in one step
  ticketSource(function* (onBatch) {
    if (tickets.length > 0) onBatch(batchOf(tickets))
    return []
  })

/** Many sources as one. */
export const allTickets = (sources: readonly TicketSource[]): TicketSource =>
  ticketSource(function* (onBatch) {
    const reports: QualityReport[] = []
    for (const source of sources) reports.push(...(yield* source.steps(onBatch)))
    return reports
  })
