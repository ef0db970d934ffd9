/**
 * Chance with a seed: the same seed draws the same numbers on any machine, for ever.
 *
 * Whole numbers only, by the generator "mulberry32". Example: seed 1 draws 2693262067 first.
 */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return this.#next() % below
  }

  /** Whether something happens that happens `perMille` times in a thousand. */
  happens(perMille: number): boolean {
    return this.below(1000) < perMille
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
