/**
 * Rewrites a service level: its selection, its outcomes and its effect.
 *
 * A level `restore-p1` becomes the outcomes `restore-p1.judged`, `.late`, `.figure`, `.missed`, and
 * if it is penalised `.figure-for-amount`, `.penalty` and an effect.
 *
 * @fr niveaux de service
 */
import { ratio } from '../../base/ratio.ts'
import { isOneByOne } from '../chapters/band-reading.ts'
import type { Conventions } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Penalty } from '../chapters/penalty.ts'
import type { Definition, Effect, Expression, LevelView } from '../core/core.ts'
import type { Procedure } from '../core/procedure.ts'
import type { Select, Tile } from '../core/select.ts'
import { eachExpression } from '../core/walk.ts'
import type { RewrittenClaim } from './claims.ts'
import { rewriteClaim } from './claims.ts'
import { downtime } from './downtime-form.ts'
import { earnBackOf, linesOf } from './earn-backs.ts'
import { figureOf } from './figures.ts'
import { lineOf } from './lines.ts'
import type { FormContext } from './measure-forms.ts'
import { backlog, countedTickets, deliveries, ticketTime } from './measure-forms.ts'
import { outageTime } from './outage-form.ts'
import { itemsOver, pastFigure } from './past-figures.ts'
import { penaltyOf } from './penalties.ts'
import type { Report } from './report.ts'
import type { PenaltyContext } from './units.ts'
import { isOneFigure, unitOf } from './units.ts'
import { quantity } from './value-form.ts'
import { missedOf } from './verdicts.ts'
import { literal, reduce, sourceOf } from './write.ts'

/** What a level is rewritten into. */
export interface RewrittenLevel {
  /** Absent where the figure is made of other outcomes. */
  readonly select?: Select
  readonly definitions: readonly Definition[]
  readonly view: LevelView
  readonly effects: readonly Effect[]
  readonly claim?: Procedure
}

export function rewriteLevel(
  level: ServiceLevel,
  forms: Omit<FormContext, 'tile'>,
  money: Omit<PenaltyContext, 'level' | 'tile' | 'unit'>,
): RewrittenLevel | undefined {
  const { report, conventions } = forms
  const isByItem = level.per === 'item'
  const { kind } = level.measure
  if (isByItem && kind !== 'response' && kind !== 'restoration' && kind !== 'timeliness') {
    report.notComputed(level.where, `per: item (${kind})`)
    return undefined
  }
  const tile: Tile = level.per === 'item' ? 'month' : level.per
  const measured = measuredBy(level, { ...forms, tile })
  if (measured === undefined) return undefined
  const { limit } = level.target.bound
  if (limit.unit !== 'share' && limit.unit !== 'ms' && limit.unit !== 'count') {
    report.notComputed(level.target.bound.where, level.target.bound.text)
    return undefined
  }
  const select = measured.select && { select: measured.select }
  const definitions = outcomesOf(level, measured, conventions, tile)
  const view = viewOf(level, measured.select?.id, tile)
  if (level.penalty === undefined) return { ...select, definitions, view, effects: [] }
  const forAmountFigure = rounded(level, measured.forAmount, conventions)
  const unit = unitOfPenalty(level.penalty, money)
  const context: PenaltyContext = { ...money, level, tile, unit, isByItem: isOneByOne(level) }
  const amounts = amountsOf(level, level.penalty, forAmountFigure, context)
  const back = earnBackOf(level, level.penalty, money)
  if (select === undefined) refuseItems(level.id, level.penalty, amounts, report)
  if (unit !== 'cents') {
    if (level.claim !== undefined) report.notComputed(level.claim.where, `claim (${unit})`)
    return { ...select, definitions: [...definitions, ...amounts], view, effects: [] }
  }
  const effect = effectOf(level, level.penalty, conventions, money)
  const all = [...definitions, ...amounts, ...(back?.definitions ?? [])]
  return level.claim === undefined
    ? { ...select, definitions: all, view, effects: linesOf(effect, back) }
    : withClaim(
        { ...select, definitions: all, view, effect },
        rewriteClaim(level, level.claim, tile, conventions, report),
      )
}

const effectOf = (
  { id, clause }: ServiceLevel,
  penalty: Penalty,
  conventions: Conventions,
  money: Parameters<typeof lineOf>[3],
): Effect => lineOf(`${id}.penalty`, { ...penalty, clause }, conventions, money)

type OneEffect = Omit<RewrittenLevel, 'effects'> & { readonly effect: Effect }

/** The amount of a level waits for its claim. */
const withClaim = (
  { effect, definitions, ...level }: OneEffect,
  { procedure, definitions: waiting, onlyIf }: RewrittenClaim,
): RewrittenLevel => ({
  ...level,
  definitions: [...definitions, ...waiting],
  effects: [{ ...effect, onlyIf }],
  claim: procedure,
})

/** That of the balance or the reserve that it counts in, which is then all that it counts in. */
function unitOfPenalty(
  { countsIn }: Penalty,
  { counters, report }: Pick<PenaltyContext, 'counters' | 'report'>,
): PenaltyContext['unit'] {
  const unit = countsIn.map(({ id }) => counters.get(id)).find((found) => found !== undefined)
  if (unit === undefined) return 'cents'
  for (const { id, where } of countsIn.slice(1)) report.notComputed(where, `${id} (${unit})`)
  return unit
}

function viewOf(level: ServiceLevel, select: string | undefined, tile: Tile): LevelView {
  const { bound } = level.target
  return {
    id: level.id,
    title: level.title ?? level.id,
    ...(level.service === undefined ? {} : { service: level.service.id }),
    ...(select === undefined ? {} : { select }),
    figure: `${level.id}.figure`,
    missed: `${level.id}.missed`,
    judged: `${level.id}.judged`,
    late: `${level.id}.late`,
    target: { word: bound.word, bound: bound.limit.value, unit: unitOf(level) },
    tile,
    source: sourceOf(level.where, level.clause),
  }
}

function amountsOf(
  level: ServiceLevel,
  penalty: Penalty,
  figure: Expression,
  context: PenaltyContext,
): Definition[] {
  const { tile } = context
  return [
    {
      name: `${level.id}.figure-for-amount`,
      unit: unitOf(level),
      tile,
      value: figure,
      source: sourceOf(level.where, level.clause),
    },
    {
      name: `${level.id}.penalty`,
      unit: context.unit,
      tile,
      value: penaltyOf(penalty, context),
      source: sourceOf(penalty.where, level.clause),
    },
  ]
}

/** What a level looks at, and its figure over it: of facts, or of what levels came to. */
interface MeasuredBy {
  readonly select?: Select
  readonly figure: Expression
  readonly forAmount: Expression
  readonly judged: Expression
}

function measuredBy(level: ServiceLevel, context: FormContext): MeasuredBy | undefined {
  const { measure } = level
  if (measure.kind === 'value' && measure.outcome !== undefined) {
    const past = pastFigure(level, measure, context)
    return past && { figure: past.figure, forAmount: past.figure, judged: past.known }
  }
  const select = selectOf(level, context)
  const over = itemsOver(level, context)
  const figure = over ?? figureOf(level, false)
  const forAmount = over ?? figureOf(level, true)
  if (figure === undefined || forAmount === undefined) {
    context.report.error('target-does-not-fit', level.target.where, {
      form: measure.kind,
      target: level.target.reducer,
    })
    return undefined
  }
  const isDowntime = measure.kind === 'availability' && isOneFigure(measure)
  const judged = reduce(level.id, { kind: isDowntime ? 'outages' : 'judged' })
  return select && { select, figure, forAmount, judged }
}

/** A figure that is made of other outcomes has no ticket and no outage of its own. */
function refuseItems(
  id: string,
  { where }: Penalty,
  amounts: readonly Definition[],
  report: Report,
): void {
  let hasItems = false
  for (const { value } of amounts) {
    eachExpression(value, (part) => {
      if ((part.kind === 'reduce' || part.kind === 'each') && part.of === id) hasItems = true
    })
  }
  if (hasItems) report.notComputed(where, `${id}: per item`)
}

function selectOf(level: ServiceLevel, context: FormContext): Select | undefined {
  const { measure } = level
  switch (measure.kind) {
    case 'response':
    case 'restoration':
      return measure.of === 'outages'
        ? outageTime(level, measure, context)
        : ticketTime(level, measure, context)
    case 'availability':
      return downtime(level, measure, context)
    case 'timeliness':
      return deliveries(level, measure, context)
    case 'backlog':
      return backlog(level, measure, context)
    case 'count':
    case 'share':
      return countedTickets(level, measure, context)
    case 'value':
      return quantity(level, measure, context)
  }
}

/** The figure, rounded as the contract rounds figures before it compares them. */
function rounded(level: ServiceLevel, figure: Expression, conventions: Conventions): Expression {
  const round = level.round ?? conventions.round.figures
  const source = sourceOf(round.where)
  const applies =
    round.kind === 'step' &&
    (round.unit === unitOf(level) || (round.unit === 'number' && unitOf(level) === 'count'))
  return applies
    ? { kind: 'round', of: figure, mode: round.mode, step: round.step, source }
    : figure
}

function outcomesOf(
  level: ServiceLevel,
  { figure, judged }: MeasuredBy,
  conventions: Conventions,
  tile: Tile,
): Definition[] {
  const source = sourceOf(level.where, level.clause)
  const define = (
    outcomeName: string,
    unit: Definition['unit'],
    value: Expression,
  ): Definition => ({
    name: `${level.id}.${outcomeName}`,
    unit,
    tile,
    value,
    source,
  })
  const { kind } = level.measure
  const isOne = isOneFigure(level.measure)
  const late: Expression =
    isOne || kind === 'backlog' ? literal(ratio(0n), 'count') : reduce(level.id, { kind: 'late' })
  return [
    define('judged', 'count', judged),
    define('late', 'count', late),
    define('figure', unitOf(level), rounded(level, figure, conventions)),
    define('missed', 'truth', missedOf(level, conventions)),
  ]
}
