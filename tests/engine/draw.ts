/** Chance with a seed: the same draws from the same seed, on any machine. */

export type Random = () => number

/** Numbers from 0 to 1 (splitmix32). */
export function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 4_294_967_296
  }
}

export const below = (random: Random, most: number): number => Math.floor(random() * most)

export const between = (random: Random, from: number, to: number): number =>
  from + below(random, to - from + 1)

export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[below(random, list.length)] as T

export const chance = (random: Random, share: number): boolean => random() < share
