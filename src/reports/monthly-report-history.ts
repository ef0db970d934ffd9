/**
 * The figures of a level over its periods, from the settlements that are at hand.
 *
 * A settlement holds the earlier figures that its own amounts rest on, such as those of a streak;
 * one that was closed then is believed before one that looks back.
 *
 * Example: the settlement of April holds March for a level that counts misses in a row; with the
 * settlement of March given as well, the figure of March is read from it.
 *
 * @fr historique des niveaux de service
 */
import { isTrue, parseValue } from '../base/because/value.ts'
import { monthFields, parseMonth } from '../base/calendar/date.ts'
import { parseRatio, ZERO } from '../base/ratio.ts'
import type { Settlement, StoredLevel, StoredNode } from '../money/settlement.ts'
import type { History, Point } from './drawing/level-history.ts'
import { sayTarget, sayValue } from './figures.ts'
import type { ReportInput } from './monthly-report-input.ts'

/** The periods shown, the present one included. */
const MOST_PERIODS = 12

/** The history of a level; nothing where only the present period is known. */
export function historyOf(input: ReportInput, level: StoredLevel): History | undefined {
  const { settlement } = input.envelope
  const points = [...figuresOf(input, level)]
    .filter(([period]) => period <= level.period)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-MOST_PERIODS)
    .map(([period, nodes]) => pointOf(input, period, nodes))
  if (points.length < 2) return undefined
  const { speaker } = input
  const targetText = sayTarget(level.target, settlement.contract.currency, speaker)
  const said = points.map(({ period, text, verdict }) =>
    speaker.say('history-point', {
      period,
      figure: text,
      verdict: speaker.say(`verdict-${verdict}`),
    }),
  )
  return {
    title: speaker.say('history-title', { title: level.title }),
    description: speaker.say('history-said', {
      title: level.title,
      target: targetText,
      points: said.join(' '),
    }),
    target: parseRatio(level.target.bound) ?? ZERO,
    targetText,
    points,
  }
}

interface Judged {
  readonly figure: StoredNode
  readonly missed?: StoredNode
}

/** By period; the settlement of a later month never changes what an earlier one said of itself. */
function figuresOf(
  { envelope, earlier }: ReportInput,
  { id }: StoredLevel,
): ReadonlyMap<string, Judged> {
  const settlements = [...earlier, envelope.settlement].sort((a, b) => (a.month < b.month ? 1 : -1))
  const found = new Map<string, Judged>()
  for (const { graph } of settlements) {
    const missed = new Map(named(graph, `${id}.missed`))
    for (const [period, figure] of named(graph, `${id}.figure`)) {
      const verdict = missed.get(period)
      found.set(period, { figure, ...(verdict === undefined ? {} : { missed: verdict }) })
    }
  }
  return found
}

const named = (graph: Settlement['graph'], name: string): (readonly [string, StoredNode])[] =>
  graph.flatMap((node) =>
    node.name === name && node.period !== undefined ? [[node.period, node] as const] : [],
  )

function pointOf({ envelope, speaker }: ReportInput, period: string, judged: Judged): Point {
  const value = parseValue(judged.figure.value) ?? { state: 'nothing' as const }
  const missed = judged.missed === undefined ? undefined : parseValue(judged.missed.value)
  const isJudged = value.state === 'known' && missed?.state === 'known'
  return {
    period: shortPeriod(period),
    ...(value.state === 'known' ? { value: value.number } : {}),
    text: sayValue(value, envelope.settlement.contract.currency, speaker),
    verdict: isJudged ? (isTrue(missed) ? 'missed' : 'met') : 'unmeasured',
  }
}

/** `2026-04` as `04/2026`, which both languages read; another period as it is. */
function shortPeriod(period: string): string {
  const month = parseMonth(period)
  if (month === undefined) return period
  const fields = monthFields(month)
  return `${`${fields.month}`.padStart(2, '0')}/${fields.year}`
}
