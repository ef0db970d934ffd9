/**
 * What each outage adds to the time down of a period, and why the rest of it adds nothing.
 *
 * Outages that overlap are a union, so each moment is counted once: with the heaviest outage of the
 * moment (the first of several), for its weight, less the part that is exempted. The times counted
 * add up to the time down, to the millisecond, and the open time of an outage is what it counts and
 * what it does not.
 *
 * Example: OUT-1 lasts 60 min, half of them exempted by E-1; OUT-2 lasts 40 min, 20 of them within
 * OUT-1. OUT-1 counts 30 min (30 exempted), OUT-2 counts 20 min (20 with OUT-1): 50 min down.
 *
 * @fr part de l'indisponibilité
 */
import type { Instant } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, compare, isZero, multiply, ONE, ratio, subtract, ZERO } from '../base/ratio.ts'
import type { ExemptionTarget } from '../contract/core/select.ts'
import type { TakenOut } from './exemptions.ts'

/** An outage as it is known, with the part of each of its minutes that is down. */
export interface KnownOutage extends Interval {
  readonly id: string
  readonly weight: Ratio
}

/** A stretch that counts as down. */
export interface DownStretch extends Interval {
  readonly weight: Ratio
  /** The outages that it is made of; none where it is time that nobody watched. */
  readonly outages: readonly KnownOutage[]
}

/**
 * Why open time of an outage is not down: shorter than the threshold; less than wholly down;
 * counted with another outage; exempted; exempted from the amount only; not watched, and left out.
 */
export type NotCountedCause =
  | 'ignored'
  | 'degraded'
  | 'elsewhere'
  | 'exempted'
  | 'exempted-from-amount'
  | 'unwatched'

/** Open time of an outage that is not down. @fr temps non compté */
export interface NotCounted {
  readonly why: NotCountedCause
  /** The claim, the maintenance or the other outage. */
  readonly by?: string
  /** Milliseconds. */
  readonly time: Ratio
}

/**
 * A part of the time down: an outage; the time up between outages that are one, where the contract
 * takes it as down (`gap`); time that nobody watched, where it is down.
 */
export interface DownPart extends Interval {
  readonly kind: 'outage' | 'gap' | 'unwatched'
  /** The outage; empty for time that is none. */
  readonly id: string
  /** Open time inside the period, in milliseconds. */
  readonly open: Ratio
  /** What is down of it, for the figure and for the amount. */
  readonly counted: Ratio
  readonly countedForAmount: Ratio
  readonly notCounted: readonly NotCounted[]
}

/** All that decides what is down in a period. Lists of intervals are tidy. */
export interface DownScene {
  /** Open time of the period, and what is left of it as the denominator. */
  readonly open: readonly Interval[]
  readonly window: readonly Interval[]
  readonly outages: readonly KnownOutage[]
  readonly stretches: readonly DownStretch[]
  readonly takenOut: readonly TakenOut[]
}

/** The parts of the time down of a period, outages first, in order of time. */
export function downtimeParts(scene: DownScene): DownPart[] {
  const outages = scene.outages.map((outage) => new PartCount('outage', outage))
  const others = new Map<'gap' | 'unwatched', PartCount>()
  for (const moment of momentsOf(scene)) {
    const covers = (stretch: Interval): boolean =>
      stretch.start <= moment.start && stretch.end >= moment.end
    const present = outages.filter(({ outage }) => covers(outage))
    for (const tally of present) tally.pass(moment)
    const left = whyLeftOut(scene, covers)
    const heaviest = heaviestOf(scene.stretches.filter(covers))
    if (left !== undefined || heaviest === undefined) {
      for (const tally of present) tally.leave(moment, left ?? { why: 'ignored' })
      continue
    }
    const counting = heaviest.outages.find(covers)
    const counted = outages.find(({ outage }) => outage === counting)
    const kind = heaviest.outages.length === 0 ? 'unwatched' : 'gap'
    const tally = counted ?? others.get(kind) ?? new PartCount(kind, { ...moment, id: '' })
    if (counted === undefined) {
      others.set(kind, tally)
      tally.pass(moment)
    }
    tally.count(moment, heaviest.weight, scene.takenOut.filter(covers))
    const by = counting === undefined ? {} : { by: counting.id }
    for (const other of present) {
      if (other !== tally) other.leave(moment, { why: 'elsewhere', ...by })
    }
  }
  return [...outages, ...others.values()].flatMap((tally) => tally.part())
}

/** Why a moment is not in the denominator, or nothing if it is. */
function whyLeftOut(
  { window, takenOut }: DownScene,
  covers: (stretch: Interval) => boolean,
): Pick<NotCounted, 'why' | 'by'> | undefined {
  if (window.some(covers)) return undefined
  const claim = takenOut.find((taken) => isWholeWindow(taken) && covers(taken))
  return claim === undefined ? { why: 'unwatched' } : { why: 'exempted', by: claim.because }
}

/** Whether a stretch leaves the denominator: a part of a stretch cannot. */
export const isWholeWindow = ({ takesOut, share }: TakenOut): boolean =>
  takesOut.includes('window') && compare(share, ONE) === 0

const heaviestOf = (stretches: readonly DownStretch[]): DownStretch | undefined =>
  stretches.reduce<DownStretch | undefined>(
    (most, next) => (most === undefined || compare(next.weight, most.weight) > 0 ? next : most),
    undefined,
  )

/** Open time in pieces, in each of which nothing begins or ends. Pieces without an outage too. */
function momentsOf({ open, window, outages, stretches, takenOut }: DownScene): Interval[] {
  const edges = new Set(
    [...window, ...outages, ...stretches, ...takenOut].flatMap(({ start, end }) => [start, end]),
  )
  const sorted = [...edges].sort((a, b) => a - b)
  return open.flatMap(({ start, end }) => {
    const inside = sorted.filter((edge) => edge > start && edge < end)
    const cuts: Instant[] = [start, ...inside, end]
    return cuts.slice(1).map((to, index) => ({ start: cuts[index] as Instant, end: to }))
  })
}

const lengthOf = ({ start, end }: Interval): Ratio => ratio(end - start)

/** What one part amounts to, moment by moment. */
class PartCount {
  readonly kind: DownPart['kind']
  readonly outage: Interval & { readonly id: string }
  #open = ZERO
  #counted = ZERO
  #countedForAmount = ZERO
  #end: Instant
  readonly #notCounted = new Map<string, NotCounted>()

  constructor(kind: DownPart['kind'], outage: Interval & { readonly id: string }) {
    this.kind = kind
    this.outage = outage
    this.#end = outage.end
  }

  /** Goes through a moment of open time, counted or not. */
  pass(moment: Interval): void {
    this.#open = add(this.#open, lengthOf(moment))
    if (this.kind !== 'outage') this.#end = moment.end
  }

  count(moment: Interval, weight: Ratio, takenOut: readonly TakenOut[]): void {
    const whole = lengthOf(moment)
    const down = multiply(whole, weight)
    const fromFigure = greatestShare(takenOut, ['outage'])
    const fromAmount = greatestShare(takenOut, ['outage', 'amount'])
    this.#counted = add(this.#counted, multiply(down, subtract(ONE, fromFigure.share)))
    this.#countedForAmount = add(
      this.#countedForAmount,
      multiply(down, subtract(ONE, fromAmount.share)),
    )
    const more = subtract(fromAmount.share, fromFigure.share)
    this.#leave(subtract(whole, down), { why: 'degraded' })
    this.#leave(multiply(down, fromFigure.share), { why: 'exempted', by: fromFigure.by })
    this.#leave(multiply(down, more), { why: 'exempted-from-amount', by: fromAmount.by })
  }

  leave(moment: Interval, cause: Pick<NotCounted, 'why' | 'by'>): void {
    this.#leave(lengthOf(moment), cause)
  }

  #leave(time: Ratio, cause: Pick<NotCounted, 'why' | 'by'>): void {
    if (isZero(time)) return
    const key = `${cause.why} ${cause.by ?? ''}`
    const before = this.#notCounted.get(key)?.time ?? ZERO
    this.#notCounted.set(key, { ...cause, time: add(before, time) })
  }

  /** Nothing where no open time of the period is in it. */
  part(): DownPart[] {
    if (isZero(this.#open)) return []
    return [
      {
        kind: this.kind,
        id: this.outage.id,
        start: this.outage.start,
        end: this.#end,
        open: this.#open,
        counted: this.#counted,
        countedForAmount: this.#countedForAmount,
        notCounted: [...this.#notCounted.values()],
      },
    ]
  }
}

/** Of several exemptions of one moment the greatest holds: they are not added up. */
function greatestShare(
  takenOut: readonly TakenOut[],
  targets: readonly ExemptionTarget[],
): { readonly share: Ratio; readonly by: string } {
  return takenOut
    .filter(({ takesOut }) => targets.some((target) => takesOut.includes(target)))
    .reduce(
      (most, { share, because }) =>
        compare(share, most.share) > 0 ? { share, by: because } : most,
      { share: ZERO, by: '' },
    )
}
