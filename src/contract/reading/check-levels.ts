/**
 * Whether a level measures, bounds and prices the same thing.
 *
 * A response time is reduced to a share or to a time, never to a plain figure; its mean is bounded
 * by a time, not by a percentage; a penalty `per late ticket` needs tickets.
 *
 * Example: `availability` with `target: { mean: at-least 99 % }` is refused: an availability is one
 * figure already, and its target is `{ at-least: 99 % }`.
 *
 * @fr cohérence d'un niveau de service
 */
import type { Finding, Place, Severity } from '../../base/finding.ts'
import { compare, ONE } from '../../base/ratio.ts'
import { sizeOf } from '../phrases/length.ts'
import type { Bound } from '../phrases/quantity.ts'
import type {
  Amount,
  Conventions,
  Exemption,
  Length,
  MeasureForm,
  Phrase,
  Rate,
  Reducer,
  Rounding,
  ServiceLevel,
  Side,
  TakesOut,
  Unit,
  Worth,
} from '../terms.ts'
import { checkBandTable } from './check-band-table.ts'
import { checkEach } from './check-each.ts'
import { checkStepOff } from './check-steps-off.ts'

/**
 * What each form can be reduced by, and the unit of the result. `time` is that of the form, `own`
 * that of its target.
 */
const FIGURES: Readonly<
  Record<MeasureForm['kind'], Readonly<Partial<Record<Reducer, Unit | 'time' | 'own'>>>>
> = {
  response: {
    'share-in-time': 'share',
    mean: 'time',
    highest: 'time',
    lowest: 'time',
    sum: 'time',
    percentile: 'time',
    count: 'count',
  },
  restoration: {
    'share-in-time': 'share',
    mean: 'time',
    highest: 'time',
    lowest: 'time',
    sum: 'time',
    percentile: 'time',
    count: 'count',
  },
  availability: { figure: 'share', sum: 'ms' },
  timeliness: {
    'share-in-time': 'share',
    mean: 'time',
    highest: 'time',
    sum: 'time',
    count: 'count',
  },
  backlog: { figure: 'count', count: 'count', highest: 'time', mean: 'time' },
  count: { figure: 'count', count: 'count' },
  share: { figure: 'share', share: 'share' },
  value: { figure: 'own' },
}

/** What a condition asks of the figures of several periods. */
const OF_FIGURES = ['lowest', 'highest', 'mean'] as const

/** An availability in intervals: each is in time or late. */
const OF_INTERVALS = { 'share-in-time': 'share', count: 'count' } as const

/** The sides of a target that each form has. */
const SIDES: Readonly<Record<MeasureForm['kind'], readonly Side[]>> = {
  response: ['late', 'below', 'above'],
  restoration: ['late', 'below', 'above'],
  availability: ['down', 'below'],
  timeliness: ['late', 'below', 'above'],
  backlog: ['above', 'late'],
  count: ['above'],
  share: ['below', 'above'],
  value: ['below', 'above'],
}

/** What can be taken out of each form; an amount and a miss can always be. */
const TAKEN_OUT: Readonly<Record<MeasureForm['kind'], readonly TakesOut[]>> = {
  response: ['item', 'window'],
  restoration: ['item', 'window', 'outage'],
  availability: ['outage', 'window'],
  timeliness: ['item'],
  backlog: ['item'],
  count: ['item'],
  share: ['item'],
  value: [],
}

export function checkLevels(
  levels: readonly ServiceLevel[],
  conventions: Conventions | undefined,
): Finding[] {
  return levels.flatMap((level) => {
    const checker = new LevelChecker(level, conventions)
    checker.check()
    return checker.findings
  })
}

class LevelChecker {
  readonly findings: Finding[] = []
  readonly #level: ServiceLevel
  readonly #conventions: Conventions | undefined
  readonly #rounding: Rounding | undefined
  readonly #unit: Unit | undefined

  constructor(level: ServiceLevel, conventions: Conventions | undefined) {
    this.#level = level
    this.#conventions = conventions
    this.#rounding = level.round ?? conventions?.round.figures
    const found = figuresOf(level.measure)[level.target.reducer]
    this.#unit =
      found === 'time' ? timeUnit(level) : found === 'own' ? ownUnit(level.target) : found
  }

  check(): void {
    this.#checkTarget()
    this.#checkTimes()
    this.#checkFew()
    this.#checkPenalty()
    for (const exemption of this.#level.exemptions) this.#checkExemption(exemption)
    for (const exemption of this.#level.penalty?.exemptions ?? []) this.#checkExemption(exemption)
    const { grace } = this.#level
    if (grace !== undefined && !grace.measured && grace.penalised) {
      this.#note('grace-contradiction', grace.where, {})
    }
  }

  #checkTarget(): void {
    const { target, measure } = this.#level
    const { limit, where, text } = target.bound
    const figures = figuresOf(measure)
    const known = Object.keys(figures).join(', ')
    if (figures[target.reducer] === undefined) {
      const params = { reducer: target.reducer, measure: measure.kind, known }
      this.#note('reducer-not-for-measure', target.where, params)
      return
    }
    const isShare = this.#checkUnit(target.bound) && limit.unit === 'share'
    if (isShare && compare(limit.value, ONE) > 0) {
      this.#note('share-over-all', where, { text })
    } else if (isShare && isUnreachable(target.bound.word, limit.value)) {
      this.#note('target-never-met', where, { text })
    }
    const { percentile } = target
    if (percentile !== undefined && compare(percentile.rank, ONE) > 0) {
      this.#note('share-over-all', target.where, { text: 'rank' })
    }
    this.#checkRound()
  }

  /** Whether a bound is in the unit of the figure; said where it is not. */
  #checkUnit({ limit, text, where }: Phrase<Bound>): boolean {
    if (this.#unit === undefined || limit.unit === this.#unit) return true
    this.#note('target-unit', where, { text, unit: this.#unit })
    return false
  }

  #checkRound(): void {
    const { round } = this.#level
    const isFit = round?.kind !== 'step' || round.unit === this.#unit || round.unit === 'number'
    if (round !== undefined && !isFit && this.#unit !== undefined) {
      this.#note('round-unit', round.where, { text: round.text, unit: this.#unit })
    }
  }

  #checkTimes(): void {
    for (const length of lengthsOf(this.#level.measure)) {
      if (sizeOf(length) === 0) this.#note('length-zero', length.where, { text: length.text })
    }
    const { measure } = this.#level
    if (measure.kind === 'backlog' && measure.olderThan && !measure.calendar) {
      this.#note('key-missing', measure.where, { key: 'calendar', in: 'backlog' })
    }
  }

  #checkFew(): void {
    const { few, target } = this.#level
    if (few === undefined) return
    if (few.policy.kind === 'allow-late' && few.policy.count >= few.under - 1) {
      const params = { under: `${few.under}`, allowed: `${few.policy.count}` }
      this.#note('few-allows-all', few.where, params)
    }
    if (few.policy.kind === 'allow-late' && target.reducer !== 'share-in-time') {
      this.#note('few-needs-share', few.where, { reducer: target.reducer })
    }
  }

  #checkPenalty(): void {
    const { penalty, target } = this.#level
    if (penalty === undefined) return
    this.findings.push(...checkEach(this.#level, penalty))
    if (penalty.worth.kind !== 'bands') {
      if (penalty.oncePassed !== undefined) {
        this.#note('key-without-effect', penalty.where, { key: 'once-passed', because: 'bands' })
      }
      this.#checkWorth(penalty.worth)
      return
    }
    for (const { worth } of penalty.worth.rows) this.#checkWorth(worth)
    // A target in the wrong unit is one mistake; its rows are judged once it is repaired.
    if (this.#unit !== target.bound.limit.unit) return
    const context = { rounding: this.#rounding, onTheLimit: this.#conventions?.onTheLimit }
    this.findings.push(...checkBandTable(this.#level, penalty, penalty.worth, context))
  }

  #checkWorth(worth: Worth): void {
    const written: Phrase<Amount> | Phrase<Rate> = worth.kind === 'rate' ? worth.rate : worth.amount
    const { per } = written
    const side = per?.side
    const { target, measure } = this.#level
    const { kind } = measure
    const sides = sidesOf(this.#level)
    if (side !== undefined && !sides.includes(side)) {
      const params = { side, measure: kind, known: sides.join(', ') }
      this.#note('side-not-for-measure', written.where, params)
    } else if (per !== undefined && this.#unit === target.bound.limit.unit) {
      this.findings.push(...checkStepOff(this.#level, per, written.where, this.#unit))
    }
  }

  #checkExemption({ takesOut, where, when }: Exemption): void {
    // The months that follow are judged by the very figure of the level.
    const isOwn = when?.of === undefined && when?.in?.kind === 'forward'
    if (isOwn && OF_FIGURES.some((reducer) => reducer === when.reducer)) this.#checkUnit(when.bound)
    const { kind } = this.#level.measure
    const known = [...TAKEN_OUT[kind], 'amount', 'miss']
    for (const taken of takesOut) {
      if (known.includes(taken)) continue
      const params = { taken, measure: kind, known: known.join(', ') }
      this.#note('exemption-not-for-measure', where, params)
    }
  }

  #note(code: string, where: Place, params: Finding['params'], severity: Severity = 'error'): void {
    this.findings.push({ code, severity, where, params })
  }
}

const figuresOf = (measure: MeasureForm): (typeof FIGURES)['value'] =>
  hasIntervals(measure) ? OF_INTERVALS : FIGURES[measure.kind]

function sidesOf({ measure, target }: ServiceLevel): readonly Side[] {
  if (hasIntervals(measure)) return ['late', 'below']
  const isTimeDown = measure.kind === 'availability' && target.reducer === 'sum'
  return isTimeDown ? ['down', 'above'] : SIDES[measure.kind]
}

const hasIntervals = (measure: MeasureForm): boolean =>
  measure.kind === 'availability' && measure.intervals !== undefined

/** A quantity is a share or a number, as its target says. */
const ownUnit = ({ bound }: ServiceLevel['target']): Unit =>
  bound.limit.unit === 'share' ? 'share' : 'count'

/** A share is never above 100 % and never under 0 %. */
function isUnreachable(word: string, value: typeof ONE): boolean {
  return (
    (word === 'above' && compare(value, ONE) === 0) || (word === 'under' && value.numerator === 0n)
  )
}

/** The unit in which a form counts time, where its lengths agree on one. */
function timeUnit({ measure }: ServiceLevel): Unit | undefined {
  if (measure.kind === 'timeliness') {
    return measure.within.kind === 'from' ? measure.within.length.unit : undefined
  }
  const units = new Set(lengthsOf(measure).map(({ unit }) => unit))
  const [unit] = units
  return units.size === 1 ? unit : undefined
}

function lengthsOf(measure: MeasureForm): readonly Phrase<Length>[] {
  if (measure.kind === 'backlog') return measure.olderThan ? [measure.olderThan] : []
  if (measure.kind === 'availability' || measure.kind === 'value') {
    return measure.intervals === undefined ? [] : [measure.intervals.every]
  }
  if (measure.kind !== 'response' && measure.kind !== 'restoration') return []
  const { within } = measure
  if (within.kind === 'one') return [within.value]
  const rows = within.rows.map(({ value }) => value)
  return within.otherwise === undefined ? rows : [...rows, within.otherwise]
}
