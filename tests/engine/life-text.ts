/** A drawn life as people would write its contract. */
import type {
  NaiveBalance,
  NaiveBase,
  NaiveBound,
  NaiveFee,
  NaiveLevel,
  NaiveLife,
  NaiveLimit,
  NaivePenalty,
  NaiveRepeat,
  NaiveRow,
  NaiveTarget,
  NaiveUnits,
  NaiveWindow,
  NaiveWorth,
} from '../oracles/naive-life.ts'

const decimal = (value: number, digits: number): string => {
  const text = `${value}`.padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const money = (cents: number): string => decimal(cents, 2)
const tenths = (value: number): string => decimal(value, 1)
const percent = (value: number): string => `${tenths(value)} %`
const window = (of: NaiveWindow): string => (typeof of === 'number' ? `${of} months` : of)

const base = ({ of, in: within }: NaiveBase): string =>
  of === 'pool' || of === 'item-price' ? of : `${of} in ${window(within)}`

const limit = (of: NaiveLimit): string =>
  'cents' in of ? money(of.cents) : `${percent(of.tenths)} of ${base(of.base)}`

function units({ per, step, policy }: NaiveUnits): string {
  const parts = policy === undefined ? '' : `${policy} `
  switch (per) {
    case 'late':
      return step === 1 && policy === undefined
        ? ' per late ticket'
        : ` per ${parts}${step} tickets late`
    case 'time-late':
      return ` per ${parts}${step} min late`
    case 'below':
      return ` per ${parts}${decimal(step, 2)} pt below`
    case 'above':
      return ` per ${parts}${step} tickets above`
    case 'time-above':
      return ` per ${parts}${step} min above`
    case 'down':
      return ` per ${parts}${step} min down`
  }
}

function worth(of: NaiveWorth): string {
  const per = of.units === undefined ? '' : units(of.units)
  if ('tenths' in of) return `rate: ${percent(of.tenths)}${per}`
  if ('cents' in of) return `amount: ${money(of.cents)}${per}`
  return `amount: ${of.points} ${of.points === 1 ? 'point' : 'points'}${per}`
}

/** A figure of a target, in its own unit. */
function figure({ kind }: Pick<NaiveTarget, 'kind'>, value: number): string {
  if (kind === 'share' || kind === 'up') return `${decimal(value, 2)} %`
  return kind === 'mean' ? `${value} min` : `${value}`
}

function row(target: NaiveTarget, { lower, upper, worth: own }: NaiveRow): string {
  const sides = [
    ...(lower === undefined
      ? []
      : [`${lower.isIn ? 'at-least' : 'above'}: ${figure(target, lower.value)}`]),
    ...(upper === undefined
      ? []
      : [`${upper.isIn ? 'at-most' : 'under'}: ${figure(target, upper.value)}`]),
  ]
  return `{ ${[...sides, worth(own)].join(', ')} }`
}

function repeat(of: NaiveRepeat): string {
  switch (of.kind) {
    case 'times':
      return `{ times: at-least ${of.times}, in: ${window(of.in)}, multiply: ${tenths(of.tenths)} }`
    case 'in-a-row':
      return `{ in-a-row: at-least ${of.times}, multiply: ${tenths(of.tenths)} }`
    case 'by-row': {
      const rows = of.tenths.slice(0, -1).map((factor, i) => `${i + 1}: ${tenths(factor)}`)
      const last = tenths(of.tenths.at(-1) ?? 10)
      return `{ multiply: { by: in-a-row, ${rows.join(', ')}, otherwise: ${last} } }`
    }
  }
}

const passed = (countsIn: readonly string[]): string =>
  `counts-in: ${countsIn.length === 0 ? 'none' : `[${countsIn.join(', ')}]`}`

function penaltyText(target: NaiveTarget, penalty: NaivePenalty): string {
  const { of, worth: own, multiply, atMost, minimum, policy, nature } = penalty
  const rows = 'rows' in own ? own.rows.map((one) => row(target, one)) : []
  if ('rows' in own && own.hole !== undefined) rows.push(`{ otherwise: ${own.hole} }`)
  return [
    ...(of === undefined ? [] : [`of: ${of === 'item' ? 'item-price' : base(of)}`]),
    'rows' in own ? `bands: [${rows.join(', ')}]` : worth(own),
    ...(penalty.repeat === undefined ? [] : [`repeat: ${repeat(penalty.repeat)}`]),
    ...(multiply === undefined ? [] : [`multiply: ${tenths(multiply)}`]),
    ...(atMost === undefined ? [] : [`at-most: ${limit(atMost)}`]),
    ...(minimum === undefined ? [] : [`minimum: ${limit(minimum)}`]),
    ...(policy === undefined ? [] : [`part-units: ${policy}`]),
    ...(nature === undefined ? [] : [`nature: ${nature}`]),
    passed(penalty.countsIn),
  ].join(', ')
}

function measure({ target, priority, limit: minutes, hours }: NaiveLevel): string {
  const where = `of: incidents, where: { priority: ${priority} }`
  if (target.kind === 'up') return 'availability: { of: servers, calendar: always, no-data: up }'
  if (target.kind === 'count') return `count: { ${where} }`
  return `restoration: { ${where}, within: ${minutes} min, calendar: ${hours}, clock: incident }`
}

function targetText(target: NaiveTarget): string {
  const value = figure(target, target.value)
  switch (target.kind) {
    case 'share':
      return `{ share-in-time: at-least ${value} }`
    case 'late':
      return `{ count: at-most ${value} }`
    case 'mean':
      return `{ mean: at-most ${value} }`
    case 'count':
      return `{ at-most: ${value} }`
    case 'up':
      return `{ at-least: ${value} }`
  }
}

function levelText(level: NaiveLevel): string {
  const { few, grace, target } = level
  const policy = few?.allowLate === undefined ? 'left-out: true' : `allow-late: ${few.allowLate}`
  const isOfTickets = target.kind !== 'up'
  return [
    `    - id: ${level.id}`,
    'clause: sla §4',
    measure(level),
    `per: ${level.per}`,
    ...(isOfTickets ? [`belongs-to: month-${level.belongsTo}`, `open-at-end: ${level.open}`] : []),
    ...(isOfTickets && target.kind !== 'count' ? [`on-the-limit: ${level.atLimit}`] : []),
    ...(level.round === undefined ? [] : [`round: half-up ${decimal(level.round, 2)} %`]),
    `target: ${targetText(target)}`,
    ...(few === undefined ? [] : [`few: { under: ${few.under}, ${policy} }`]),
    ...(grace === undefined
      ? []
      : [
          `grace: { first: ${grace.months} months, measured: ${grace.isMeasured}, penalised: false }`,
        ]),
    // Of one ticket, a row is its own time.
    `penalty: { ${penaltyText(level.per === 'item' ? { kind: 'mean', value: 0 } : target, level.penalty)} }`,
  ].join('\n      ')
}

function boundText(bound: NaiveBound): string {
  const { id, per } = bound
  const head = `    - { id: ${id}, clause: sla §5, per: ${window(per)}`
  return 'take' in bound
    ? `${head}, at-most: ${limit(bound.limit)}, take: ${bound.take}, excess: ${bound.excess} }`
    : `${head}, above: ${limit(bound.limit)}, once-passed: ${bound.oncePassed} }`
}

function balanceText(of: NaiveBalance): string {
  const per = of.step === 1 ? 'point' : `${of.step} points`
  return [
    `    - { id: ${of.id}, clause: sla §6, per: ${of.per}, of: ${base(of.of)}`,
    `rate: ${percent(of.tenths)} per ${per}`,
    ...(of.mostPoints === undefined
      ? []
      : [`at-most: ${of.mostPoints} ${of.mostPoints === 1 ? 'point' : 'points'}`]),
    ...(of.mostCents === undefined ? [] : [`at-most: ${money(of.mostCents)}`]),
    ...(of.nature === undefined ? [] : [`nature: ${of.nature}`]),
    `${passed(of.countsIn)} }`,
  ].join(', ')
}

const EVERY = { 1: 'month', 3: 'quarter', 12: 'year' } as const

const date = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const feeText = (fee: NaiveFee): string =>
  [
    `    - { id: ${fee.id}, amount: ${money(fee.cents)} per ${EVERY[fee.months]}`,
    ...(fee.from === undefined ? [] : [`from: ${date(fee.from)}`]),
    ...(fee.until === undefined ? [] : [`until: ${date(fee.until)}`]),
    `vat: ${percent(fee.vat)} }`,
  ].join(', ')

const two = (value: number): string => `${value}`.padStart(2, '0')

const listed = (key: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `  ${key}:\n${items.join('\n')}\n`

function termText({ starts, initial, renewal }: NaiveLife): string {
  const most = renewal?.atMost === undefined ? '' : ` at-most: ${renewal.atMost},`
  const notice = 'notice: { within: 10 days before term-end, dated: received }'
  return `term:
  starts: ${starts.year}-${two(starts.month)}-${two(starts.day)}
  initial: ${initial} months
${renewal === undefined ? '' : `  renewal: { tacit: true, for: ${renewal.months} months,${most} ${notice} }\n`}`
}

/** The contract of a life. */
export function contractOf(life: NaiveLife): string {
  const { renewal } = life
  const caps = life.bounds.filter((bound) => 'take' in bound).map(boundText)
  const minimums = life.bounds.filter((bound) => 'oncePassed' in bound).map(boundText)
  return `vigie: 1
contract:
  id: CT-LIFE
  title: A small life
  kind: infrastructure
  mode: outsourcing
  language: fr
  currency: EUR
  zone: ${life.zone}
  documents: [{ id: sla, title: Convention de services }]
parties: { client: { name: Client SA }, provider: { name: Infogérant SAS } }
conventions:
  belongs-to: month-resolved
  round: { figures: none, money: ${life.money.mode} ${money(life.money.step)} per line }
  on-the-limit: in-time
  part-units: ${life.partUnits}
  open-at-end: ignored
  empty: ${life.empty}
  base: { vat: ${life.vat}, revised: true, one-offs: excluded }
  days: { working: always, event-day: left-out, closed-day: stays, proration: ${life.proration} }
  nature: ${life.nature}
  releases-from-damages: false
  closed-month: { reopenable-for: 12 months }
  on-renewal: { caps: ${renewal?.caps ?? 'reset'}, streaks: ${renewal?.streaks ?? 'continue'}, index-base: continue, liability: reset }
calendars:
  office: { week: { mon-fri: "08:00-12:00 13:30-18:00" } }
  always: { week: { mon-sun: "00:00-24:00" } }
performance:
  clocks:
    incident: { starts: opened, stops: restored, pauses: [{ status: awaiting-client, who: client }], on-reopen: resume, on-priority-change: keep }
  levels:
${life.levels.map(levelText).join('\n')}
  exemptions: [{ ground: client, needs: [acceptance], takes-out: ${life.takesOut} }]
${listed('caps', caps)}${listed('minimums', minimums)}${listed('balances', life.balances.map(balanceText))}costs:
${listed('fees', life.fees.map(feeText))}  bases: [{ id: pool, of: fees in ${window(life.pool.in)}, rate: ${percent(life.pool.tenths)} }]
${termText(life)}`
}
