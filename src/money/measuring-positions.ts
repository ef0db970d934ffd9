/**
 * Measures a month as agreed, and under each supposition on the claims in dispute, as the tickets
 * are read once.
 *
 * @fr mesure des positions
 */
import type { Program } from '../contract/core/core.ts'
import type { RareFact } from '../facts/fact.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import type { MeasureContext } from '../measures/measuring.ts'
import { Measuring } from '../measures/measuring.ts'
import type { ToldClaim } from '../measures/procedures/answer-claims.ts'
import { disputedClaims, factsUnder, suppositionsOf } from '../measures/suppositions.ts'
import { disputedFact } from './compose-positions.ts'
import type { DisputedFact, Measures } from './positions.ts'

type Supposition = ReturnType<typeof suppositionsOf>[number]

export class MeasuringPositions {
  readonly #agreed: readonly Measuring[]
  readonly #supposed: readonly {
    readonly supposition: Supposition
    readonly measurings: readonly Measuring[]
  }[]
  readonly #disputed: readonly DisputedFact[]

  readonly #claims: readonly ToldClaim[]

  /** The programs of the versions of a contract, each with what it is measured in. */
  constructor(
    programs: readonly Program[],
    contexts: readonly MeasureContext[],
    claims: readonly ToldClaim[],
  ) {
    this.#claims = claims
    const { facts } = contexts[0] as MeasureContext
    const inDispute = disputedClaims(programs, facts)
    const measure = (told: readonly RareFact[], like?: readonly Measuring[]) =>
      programs.map((program, i) => {
        const context = { ...(contexts[i] as MeasureContext), facts: told }
        return new Measuring(program, context, like?.[i])
      })
    this.#agreed = measure(facts)
    this.#supposed = suppositionsOf(inDispute.map(({ id }) => id)).map((supposition) => {
      const supposed = factsUnder(supposition, facts, inDispute)
      return { supposition, measurings: measure(supposed, this.#agreed) }
    })
    this.#disputed = inDispute.map(disputedFact)
  }

  /** Takes whole tickets, in any order. The batch is not kept. */
  add(batch: TicketBatch): void {
    for (const measuring of this.#agreed) measuring.add(batch)
    for (const { measurings } of this.#supposed) {
      for (const measuring of measurings) measuring.add(batch)
    }
  }

  finish(): Measures {
    const agreed = this.#agreed.map((measuring) => measuring.finish())
    const supposed = this.#supposed.map(({ supposition, measurings }) => ({
      supposition,
      measured: measurings.map((measuring) => measuring.finish()),
    }))
    return { agreed, supposed, disputed: this.#disputed, claims: this.#claims }
  }
}
