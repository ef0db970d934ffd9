/**
 * Makes a life smaller as long as something stays wrong with it: fewer months, levels, tickets, and
 * nothing in a penalty that the fault does not need.
 */
import type { NaiveLevel, NaiveLife } from '../oracles/naive-life.ts'

const without = <T>(list: readonly T[]): T[][] =>
  list.map((_, index) => list.filter((_other, i) => i !== index))

/** The two halves of a list, then all of it but one. */
const smaller = <T>(list: readonly T[]): T[][] =>
  list.length < 4
    ? without(list)
    : [list.slice(list.length / 2), list.slice(0, list.length / 2), ...without(list)]

function plainerLevels(level: NaiveLevel): NaiveLevel[] {
  const { few: _few, grace: _grace, round: _round, ...rest } = level
  const { repeat: _repeat, multiply: _multiply, ...penalty } = level.penalty
  const { atMost: _atMost, minimum: _minimum, ...unbounded } = level.penalty
  const { nature: _nature, policy: _policy, ...usual } = level.penalty
  return [rest, ...[penalty, unbounded, usual].map((one) => ({ ...level, penalty: one }))]
}

/** Takes what no longer exists out of what levels and balances count in. */
function consistent(life: NaiveLife): NaiveLife {
  const ids = new Set([...life.bounds, ...life.balances].map(({ id }) => id))
  const isThere = (id: string): boolean => ids.has(id)
  return {
    ...life,
    levels: life.levels.map((level) => ({
      ...level,
      penalty: { ...level.penalty, countsIn: level.penalty.countsIn.filter(isThere) },
    })),
    balances: life.balances.map((one) => ({ ...one, countsIn: one.countsIn.filter(isThere) })),
  }
}

function candidates(life: NaiveLife): NaiveLife[] {
  const replaced = (index: number, level: NaiveLevel): NaiveLevel[] =>
    life.levels.map((own, i) => (i === index ? level : own))
  return [
    ...(life.months > 1 ? [{ ...life, months: life.months - 1 }] : []),
    ...(life.levels.length > 1 ? without(life.levels).map((levels) => ({ ...life, levels })) : []),
    ...smaller(life.tickets).map((tickets) => ({ ...life, tickets })),
    ...smaller(life.outages).map((outages) => ({ ...life, outages })),
    ...without(life.bounds).map((bounds) => ({ ...life, bounds })),
    ...life.levels.flatMap((level, i) =>
      plainerLevels(level).map((plainer) => ({ ...life, levels: replaced(i, plainer) })),
    ),
  ]
}

/** The smallest life found that still is wrong; a smaller contract that is refused is not. */
export function shrinkLife(life: NaiveLife, isWrong: (life: NaiveLife) => boolean): NaiveLife {
  const size = (of: NaiveLife): number => JSON.stringify(of).length
  const holds = (candidate: NaiveLife): boolean => {
    try {
      return size(candidate) < size(life) && isWrong(candidate)
    } catch {
      return false
    }
  }
  const found = candidates(life).map(consistent).find(holds)
  return found === undefined ? life : shrinkLife(found, isWrong)
}
