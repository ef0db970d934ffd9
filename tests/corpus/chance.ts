/** Chance that a seed repeats, for drawing inputs. */
import { addDays } from '../oracles/check/days.ts'

export interface Chance {
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  /** A day so many days after another, both ends included. */
  readonly day: (from: string, least: number, most: number) => string
  /** An amount in euros, with cents. */
  readonly money: (from: number, to: number) => number
  readonly list: <T>(least: number, most: number, one: (index: number) => T) => readonly T[]
}

/** The generator of Tommy Ettinger, mulberry32: 32 bits of state, the same on every machine. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    const first = Math.imul(state ^ (state >>> 15), 1 | state)
    const second = (first + Math.imul(first ^ (first >>> 7), 61 | first)) ^ first
    return (second ^ (second >>> 14)) >>> 0
  }
  const whole = (from: number, to: number): number => from + (next() % (to - from + 1))
  return {
    whole,
    pick: (choices) => {
      const chosen = choices[whole(0, choices.length - 1)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
    day: (from, least, most) => addDays(from, whole(least, most)),
    money: (from, to) => whole(from * 100, to * 100) / 100,
    list: (least, most, one) => Array.from({ length: whole(least, most) }, (_, i) => one(i)),
  }
}
