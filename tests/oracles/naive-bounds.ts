/** Caps and minimums that remember, month after month, in whole cents. */
import { limitAt, seeLimit, toMoney } from './naive-fees.ts'
import type { NaiveBound, NaiveLife, See } from './naive-life.ts'
import { lastDay, sharesWindow } from './naive-time.ts'

/** An amount on its way; `undefined` where there is none. */
export interface Passing {
  readonly line: string
  readonly through: readonly string[]
  cents: bigint | undefined
  readonly cuts: string[]
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const notBelowZero = (a: bigint): bigint => (a > 0n ? a : 0n)

/** Shares `room` out in proportion, the odd cents to the largest remainders, the first on a tie. */
function proRata(amounts: readonly bigint[], room: bigint): bigint[] {
  const all = sum(amounts)
  if (all === 0n) return [...amounts]
  const kept = amounts.map((amount) => (room * amount) / all)
  const order = amounts
    .map((amount, i) => ({ i, rest: (room * amount) % all }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  let odd = room - sum(kept)
  for (const { i } of order) {
    if (odd === 0n) break
    kept[i] = (kept[i] as bigint) + 1n
    odd -= 1n
  }
  return kept
}

function byRank(amounts: readonly bigint[], room: bigint): bigint[] {
  let left = room
  return amounts.map((amount) => {
    const kept = least(amount, left)
    left -= kept
    return kept
  })
}

/** What a bound has let pass, or what has come to a minimum, by month. */
type ByMonth = Map<number, bigint>

export class Bounds {
  readonly #life: NaiveLife
  readonly #see: See
  readonly #counted = new Map<string, ByMonth>()
  /** By bound and line. */
  readonly #carried = new Map<string, bigint>()
  readonly #held = new Map<string, ByMonth>()

  constructor(life: NaiveLife, see: See) {
    this.#life = life
    this.#see = see
  }

  /** Whether something of a line waits in a month: carried, or held back and not yet lost. */
  isWaiting(line: string, month: number): boolean {
    return this.#life.bounds.some(({ id, per }) => {
      const held = [...(this.#held.get(`${id} ${line}`) ?? [])]
      const mayBeOwed = held.filter(([m]) => sharesWindow(this.#life, per, m, month))
      const carried = this.#carried.get(`${id} ${line}`) ?? 0n
      return carried > 0n || sum(mayBeOwed.map(([, cents]) => cents)) > 0n
    })
  }

  /** Passes the amounts of a month, and says what each bound did. */
  pass(month: number, lines: readonly Passing[]): Record<string, string> {
    const uses: Record<string, string> = {}
    for (const bound of this.#life.bounds) {
      const passing = lines.filter((l) => l.through.includes(bound.id) && l.cents !== undefined)
      if (passing.length === 0) continue
      const counted = this.#counted.get(bound.id) ?? new Map<number, bigint>()
      this.#counted.set(bound.id, counted)
      const months = [...counted.keys()].filter((m) =>
        sharesWindow(this.#life, bound.per, m, month),
      )
      if (months.length < counted.size) this.#see('memory ended')
      const used = sum(months.map((m) => counted.get(m) as bigint))
      const exact = limitAt(this.#life, bound.limit, lastDay(month))
      const limit = toMoney(this.#life, exact).top
      const at = { month, months, used, limit }
      const before = passing.map((l) => l.cents as bigint)
      const { came, kept } =
        'take' in bound ? this.#cut(bound, passing, at) : this.#hold(bound, passing, at)
      counted.set(month, 'take' in bound ? sum(kept) : sum(before))
      passing.forEach((line, i) => {
        line.cents = kept[i] as bigint
        line.cuts.push(`${bound.id}: ${came[i]} > ${kept[i]}`)
      })
      uses[bound.id] = `limit ${limit}, used ${used}, kept ${sum(kept)}`
    }
    return uses
  }

  #cut(
    bound: Extract<NaiveBound, { take: string }>,
    lines: readonly Passing[],
    { used, limit }: { readonly used: bigint; readonly limit: bigint },
  ): { readonly came: bigint[]; readonly kept: bigint[] } {
    const keyOf = ({ line }: Passing): string => `${bound.id} ${line}`
    const came = lines.map((l) => (l.cents as bigint) + (this.#carried.get(keyOf(l)) ?? 0n))
    const room = least(notBelowZero(limit - used), sum(came))
    const kept = bound.take === 'by-rank' ? byRank(came, room) : proRata(came, room)
    lines.forEach((line, i) => {
      const cut = (came[i] as bigint) - (kept[i] as bigint)
      if (cut > 0n) this.#seeCut(bound, used)
      if ((this.#carried.get(keyOf(line)) ?? 0n) > 0n) this.#see('excess carried')
      if (bound.excess === 'carried') this.#carried.set(keyOf(line), cut)
    })
    return { came, kept }
  }

  #seeCut({ per, take, limit }: Extract<NaiveBound, { take: string }>, used: bigint): void {
    this.#see(`cap ${take}`)
    this.#see(`cap per ${typeof per === 'number' ? 'months' : per}`)
    if (used > 0n) this.#see('cap with memory')
    seeLimit(this.#life, limit, this.#see)
  }

  #hold(
    bound: Extract<NaiveBound, { oncePassed: string }>,
    lines: readonly Passing[],
    at: {
      readonly month: number
      readonly months: readonly number[]
      readonly used: bigint
      readonly limit: bigint
    },
  ): { readonly came: bigint[]; readonly kept: bigint[] } {
    const { month, months, used, limit } = at
    const own = lines.map(({ cents }) => cents as bigint)
    const total = used + sum(own)
    if (sum(own) > 0n) {
      this.#see(`minimum ${bound.oncePassed} ${total > limit ? 'passed' : 'held'}`)
    }
    if (bound.oncePassed === 'excess') {
      const passing = notBelowZero(total - limit) - notBelowZero(used - limit)
      return { came: own, kept: passing === 0n ? own.map(() => 0n) : proRata(own, passing) }
    }
    const came = lines.map(({ line }, i) => {
      const held = this.#held.get(`${bound.id} ${line}`) ?? new Map<number, bigint>()
      return (own[i] as bigint) + sum(months.map((m) => held.get(m) ?? 0n))
    })
    lines.forEach(({ line }, i) => {
      const key = `${bound.id} ${line}`
      const held = this.#held.get(key) ?? new Map<number, bigint>()
      const kept = months.flatMap((m): [number, bigint][] => [[m, held.get(m) ?? 0n]])
      if (total > limit) this.#held.delete(key)
      else this.#held.set(key, new Map([...kept, [month, own[i] as bigint]]))
    })
    return { came, kept: total > limit ? came : came.map(() => 0n) }
  }
}
