/**
 * Checks an evidence file (docs/reference/evidence.md): `node check-evidence.mjs FILE…`.
 *
 * It shares no code with the program that wrote it, and needs nothing but Node. It compares the
 * archive, hashes, clause texts, checkpoints and totals, and does every step of the explanations
 * again in exact fractions. What was counted on facts (the leaves, open intervals and clocks among
 * them) is taken as given, and it says how many: `vigie verify` computes those.
 *
 * Exit codes: 0 all holds; 2 no file named; 3 some things do not hold, a line each; 4 unreadable.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

const faults = []
const hold = (holds, place, what) => holds || faults.push(`${place}: ${what}`)
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const fail = (what) => {
  throw new Error(what)
}

/** JSON without spaces, its keys in the order of their code units. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entry = (key) => `${JSON.stringify(key)}:${canonical(value[key])}`
  return `{${Object.keys(value).sort().map(entry).join(',')}}`
}

const FIRST = /^manifest.sha256 contract.yaml( contract-in-force.yaml)? parameters.json facts.jsonl/
const THEN = /facts.jsonl( closed\/\d{4}-\d\d.json)* settlement.json clauses.json checkpoints.txt$/
const two = (...all) => Buffer.from(all.flatMap((n) => [n & 255, (n >> 8) & 255]))
const four = (...all) => two(...all.flatMap((n) => [n & 65535, n >>> 16]))

/** The parts by their names. What stands around them is written again, and has to be the same. */
function unpack(file) {
  const [parts, list] = [new Map(), []]
  let at = 0
  while (at + 30 <= file.length && file.readUInt32LE(at) === 0x04034b50) {
    const name = file.toString('latin1', at + 30, at + 30 + file.readUInt16LE(at + 26))
    const start = at + 30 + name.length
    const bytes = file.subarray(start, start + file.readUInt32LE(at + 18))
    if (parts.has(name)) fail(`${name}: there twice`)
    const about = [two(10, 0, 0, 0, 0x21), four(crc32(bytes), bytes.length, bytes.length)]
    about.push(two(name.length, 0))
    const head = Buffer.concat([four(0x04034b50), ...about, Buffer.from(name)])
    if (!head.equals(file.subarray(at, start))) fail(`${name}: changed after byte ${at}`)
    list.push(four(0x02014b50), two(10), ...about, two(0, 0, 0), four(0, at), Buffer.from(name))
    parts.set(name, bytes)
    at = start + bytes.length
  }
  const size = Buffer.concat(list).length
  const end = [four(0x06054b50), two(0, 0, parts.size, parts.size), four(size, at), two(0)]
  if (!Buffer.concat([...list, ...end]).equals(file.subarray(at))) fail(`damaged after byte ${at}`)
  return parts
}

// A value is a fraction [n, d] in lowest terms with its unit, or the reason why there is none.
const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const fraction = (n, d = 1n) => {
  const by = d === 0n ? fail('a division by zero') : gcd(n, d) * (d < 0n ? -1n : 1n)
  return [n / by, d / by]
}
const plus = (a, b) => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1])
const minus = (a, b) => plus(a, [-b[0], b[1]])
const times = (a, b) => fraction(a[0] * b[0], a[1] * b[1])
const over = (a, b) => fraction(a[0] * b[1], a[1] * b[0])
const isBelow = (a, b) => a[0] * b[1] < b[0] * a[1]
const floor = ([n, d]) => (n - (((n % d) + d) % d)) / d
const ceiling = ([n, d]) => -floor([-n, d])
const isWhole = ([, d]) => d === 1n
const value = (q, unit) => ({ q, unit, text: `${q[0]}${isWhole(q) ? '' : `/${q[1]}`} ${unit}` })
const whole = (n, unit) => value([BigInt(n), 1n], unit)
const truth = (holds) => whole(holds ? 1 : 0, 'truth')
const isTrue = ({ text }) => text === '1 truth'
const parse = (text) => {
  if (/^(nothing$|undefined: )/.test(text)) return { text }
  const [, n, d = '1', unit] =
    /^(-?\d+)(?:\/(\d+))? (count|share|cents|ms|truth|points|date|instant)$/.exec(text) ??
    fail(`${text} is no value`)
  const read = value(fraction(BigInt(n), BigInt(d)), unit)
  return read.text === text ? read : fail(`${text} is not in lowest terms`)
}
const exact = (text) => text.split('/').map(decimal).reduce(over)
const decimal = (text) => {
  const [, n, dec = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? fail(`${text} is no number`)
  return fraction(BigInt(n + dec), 10n ** BigInt(dec.length))
}
const ROUNDINGS = {
  floor,
  ceiling,
  down: ([n, d]) => n / d,
  up: (a) => (a[0] < 0n ? floor(a) : ceiling(a)),
  'half-up': ([n, d]) => (n < 0n ? -floor([d - 2n * n, 2n * d]) : floor([d + 2n * n, 2n * d])),
  'half-even': (a, near = plus(a, [1n, 2n])) => floor(near) - (isWhole(near) ? near[0] & 1n : 0n),
}
const PARTS = { full: floor, started: ceiling }
const BOUNDS = {
  'at-least': (a, b) => !isBelow(a, b),
  'at-most': (a, b) => !isBelow(b, a),
  above: (a, b) => isBelow(b, a),
  under: (a, b) => isBelow(a, b),
}
const unitOf = (all) =>
  all.every(({ unit }) => unit === all[0].unit) ? all[0].unit : fail('units that differ')
const folded = (step) => (all) => value(all.map(({ q }) => q).reduce(step), unitOf(all))
const product = (all) => {
  const [own, ...more] = all.filter(({ unit }) => unit !== 'count' && unit !== 'share')
  const plain = all.some(({ unit }) => unit === 'share') ? 'share' : 'count'
  if (more.length > 0) fail('two dimensions')
  return value(all.map(({ q }) => q).reduce(times), own?.unit ?? plain)
}
/** Part `index` of a sum shared out in whole cents: odd cents go to the largest remainders. */
function shareOut([sum, ...all], { index }) {
  const isGivenBack = sum.q[0] < 0n || (sum.q[0] === 0n && all.every(({ q }) => q[0] <= 0n))
  const way = isGivenBack ? -1n : 1n
  const weights = all.map(({ q }) => (isWhole(q) ? q[0] * way : fail('a part of a cent')))
  const total = weights.reduce((a, b) => a + b, 0n)
  if (weights.some((w) => w < 0n) || !isWhole(sum.q)) fail('nothing to share out so')
  if (sum.q[0] === 0n) return whole(0, 'cents')
  const shares = weights.map((w, i) => ({ i, part: sum.q[0] * way * w }))
  const left = shares.reduce((rest, { part }) => rest - part / total, sum.q[0] * way)
  shares.sort((a, b) => Number(sign((b.part % total) - (a.part % total))) || a.i - b.i)
  const rank = shares.findIndex(({ i }) => `${i}` === index)
  return whole(way * (shares[rank].part / total + (BigInt(rank) < left ? 1n : 0n)), 'cents')
}
const DAY = 86_400_000n
/** The last day of the month so many months later. */
const lastDay = (date, months) => {
  const at = new Date(Number(date * DAY))
  return BigInt(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + Number(months) + 1, 0)) / DAY
}
const later = (date, months) => {
  const [end, same] = [0n, -1n].map((n) => lastDay(date, months + n))
  const day = same + date - lastDay(date, -1n)
  return day < end ? day : end
}
const skipped = ({ skipped: days = '' }) => BigInt(days === '' ? 0 : days.split(';').length)
const sign = (n) => (n > 0n ? 1n : n < 0n ? -1n : 0n)
const eventDay = (p) => (p.unit === 'clear-days' ? 1n : p['event-day'] === 'counted' ? -1n : 0n)
const int = ({ q, unit }, wanted) => (isWhole(q) && unit === wanted ? q[0] : fail(`no ${wanted}`))
/** A step on whole numbers of these units; the last one is that of what it makes. */
function on(units, step) {
  const [first, second, made = second] = units.split(' ')
  return ([a, b], p) => whole(step(int(a, first), b ? int(b, second) : p, p), made)
}
const STEPS = {
  product,
  'share-out': shareOut,
  sum: folded(plus),
  difference: folded(minus),
  least: folded((a, b) => (isBelow(b, a) ? b : a)),
  greatest: folded((a, b) => (isBelow(a, b) ? b : a)),
  quotient: ([{ q, unit }, by]) =>
    by.q[0] ? value(over(q, by.q), unit === by.unit ? 'share' : unit) : { text: 'nothing' },
  compare: (all, { word }) => unitOf(all) && truth(BOUNDS[word](all[0].q, all[1].q)),
  not: ([one]) => truth(!isTrue(one)),
  round: ([{ q, unit }], { step, mode }) =>
    value(times([ROUNDINGS[mode](over(q, exact(step))), 1n], exact(step)), unit),
  parts: ([{ q }], { step, policy }) => {
    const units = over(q[0] < 0n ? [0n, 1n] : q, exact(step))
    return value(policy === 'pro-rata' ? units : [PARTS[policy](units), 1n], 'count')
  },
  'as-unit': ([{ q }], { unit }) => parse(value(q, unit).text),
  choose: ([condition, chosen], { branch }) =>
    branch === (isTrue(condition) ? 'then' : 'otherwise') ? chosen : fail('the other branch'),
  row: ([{ q }, found], params) => {
    if (params.hole !== undefined) return { text: `undefined: ${params.hole}` }
    const isIn = ([word, holds]) => params[word] === undefined || holds(q, exact(params[word]))
    return Object.entries(BOUNDS).every(isIn) ? found : fail('another row')
  },
  'days-after': on('date count date', (d, n, p) => d + n + sign(n) * (skipped(p) + eventDay(p))),
  'months-after': on('date count date', (day, n, p) => later(day, n) + sign(n) * eventDay(p)),
  'month-end': on('date date', (day) => lastDay(day, 0n)),
  'next-day': on('date date', (day) => day + 1n),
  'next-open-day': on('date date', (day, p) => day + 1n + skipped(p)),
  'open-day': on('date date', (day, p) => day + skipped(p)),
  'time-after': on('instant ms instant', (at, ms, p) => at + ms + BigInt(p.closed ?? 0)),
  'as-date': on('instant date', (at, p) => floor([at + BigInt(p.offset), DAY])),
  'as-instant': on('date instant', (day, p) => (day + 1n) * DAY - BigInt(p.offset)),
  lateness: (all) => {
    const [late] = minus(all[1].q, all[0].q)
    return whole(late > 0n ? late : 0n, unitOf(all) === 'instant' ? 'ms' : 'count')
  },
}
const LEAVES = ['term', 'facts', 'fee', 'quantity', 'earlier', 'closed']
const TWO = /^(quotient|compare|choose|row|when-nothing|lateness|(days|months|time)-after)$/
const ONE = /^(not|round|parts|as-(unit|date|instant)|month-end|next-day|(next-)?open-day)$/

/** One step; what is undefined, or has nothing to measure, goes through nearly all of them. */
function make({ step, params }, all) {
  const count = TWO.test(step) ? 2 : ONE.test(step) ? 1 : Math.max(all.length, 1)
  if (all.length !== count) fail(`${all.length} operands`)
  if (step === 'when-nothing') return all[0].text === 'nothing' ? all[1] : all[0]
  const met = all.length - 1 - all.findLastIndex((one) => !isTrue(one))
  if (step === 'streak') return whole(met, 'count')
  const unknown = all.find(({ text }) => text.startsWith('und')) ?? all.find(({ q }) => !q)
  const ends = { all: truth(false), any: truth(true) }[step]
  if (ends) return all.find(({ text }) => text === ends.text) ?? unknown ?? truth(step === 'all')
  return unknown ?? STEPS[step](all, params)
}

/** The values of a graph: those of its leaves as they are given, all others made again. */
function valuesOf(place, { graph }) {
  const values = []
  graph.forEach((node, id) => {
    try {
      const all = node.operands.map((o) => values[o] ?? fail(`operand ${o} is not before it`))
      const isLeaf = LEAVES.includes(node.step) && all.length === 0
      const made = isLeaf ? parse(node.value) : make(node, all)
      values.push(made)
      if (made.text !== node.value) fail(`its operands make ${made.text}`)
    } catch ({ message }) {
      hold(false, place, `node ${id} (${node.name ?? node.step}, ${node.value}): ${message}`)
      values[id] ??= { text: node.value }
    }
  })
  return values
}
/** What is owed by line, and by nature in all; what is undefined is in no total. */
function checkTotals({ lines, totals }, values) {
  for (const [name, node] of Object.entries(totals)) {
    const [nature, by] = name.split('-of-')
    const isOf = (l) => l.nature === nature && (l.by ?? by) === (nature === 'price' ? 'client' : by)
    const owed = lines.filter((l) => isOf(l) && values[l.owed].q).map((l) => values[l.owed].q)
    const sum = value(owed.reduce(plus, [0n, 1n]), 'cents').text
    hold(values[node].text === sum, 'settlement.json', `totals.${name}: the lines owe ${sum}`)
  }
}
function checkClauses(contract, clauses, { graph }) {
  const key = ({ path, clause = '' }) => `${path} ${clause}`
  for (const entry of clauses) {
    const text = contract.subarray(entry.from, entry.to)
    const isThere = `${text}` === entry.text && sha256(text) === entry.sha256
    hold(isThere, 'clauses.json', `${key(entry)}: the contract has other words`)
  }
  const named = new Set(graph.filter(({ path }) => path).map(key))
  for (const one of clauses) hold(named.delete(key(one)), 'clauses.json', `${key(one)}: no step`)
  hold(named.size === 0, 'clauses.json', `${[...named][0]} is missing`)
}

function check(file) {
  const parts = unpack(file)
  const text = (name) => `${parts.get(name) ?? fail(`${name}: missing`)}`
  const json = (name) => JSON.parse(text(name))
  const all = [...parts.keys()].join(' ')
  hold(FIRST.test(all) && THEN.test(all), 'the parts are others', all)
  const names = [...parts.keys()].filter((name) => name !== 'manifest.sha256')
  const told = text('manifest.sha256').split('\n')
  names.forEach((name, i) => {
    hold(told[i] === `${sha256(parts.get(name))}  ${name}`, name, 'not what the manifest tells')
    const isOne = !name.endsWith('.json') || canonical(json(name)) === text(name)
    hold(isOne, name, 'not its canonical text')
  })
  hold(told.length === names.length + 1, 'manifest.sha256', 'it tells other parts')
  const [settlement, clauses] = [json('settlement.json'), json('clauses.json')]
  hold(
    sha256(text('contract.yaml')) === settlement.contract.hash,
    'contract.yaml',
    'not what was settled',
  )
  const closed = names.filter((name) => name.startsWith('closed/'))
  for (const name of closed) valuesOf(name, json(name))
  const months = closed.map((name) => `${name.slice(7, 14)} ${sha256(text(name))}`)
  const upon = (settlement.closed ?? []).map(({ month, hash }) => `${month} ${hash}`)
  hold(`${months}` === `${upon}`, 'settlement.json', 'it was computed upon other closed months')
  months.push(`${settlement.month} ${sha256(text('settlement.json'))}`)
  const chain = text('checkpoints.txt').split('\n')
  let last = sha256(settlement.contract.id)
  months.forEach((month, i) => {
    last = sha256(`${last} ${month}`)
    hold(chain[i] === `${month} ${last}`, 'checkpoints.txt', `${month}: another checkpoint`)
  })
  hold(chain.length === months.length + 1, 'checkpoints.txt', 'more than the months')
  checkTotals(settlement, valuesOf('settlement.json', settlement))
  checkClauses(parts.get('contract.yaml'), clauses, settlement)
  const lines = text('facts.jsonl').split('\n').slice(0, -1)
  const tickets = lines.filter((line) => JSON.parse(line).kind === 'ticket').length
  const counts = canonical({ ...settlement.facts, tickets, others: lines.length - tickets })
  hold(canonical(settlement.facts) === counts, 'facts.jsonl', counts)
  const steps = [settlement, ...closed.map(json)].flatMap(({ graph }) => graph)
  const given = LEAVES.map((leaf) => `${steps.filter(({ step }) => step === leaf).length} ${leaf}`)
  const found = `${parts.size} parts, ${steps.length} steps, ${clauses.length} clauses`
  return `${found}, ${lines.length} facts, ${months.length} months; given: ${given.join(', ')}`
}

let code = process.argv.length > 2 ? 0 : 2
for (const name of process.argv.slice(2)) {
  faults.length = 0
  const file = await readFile(name).catch(({ message }) => void faults.push(message))
  try {
    if (file) console.log(`${name}: ${check(file)}`)
  } catch ({ message }) {
    faults.push(message)
  }
  for (const line of faults) console.error(`${name}: ${line}`)
  code = Math.max(code, file ? (faults.length > 0 ? 3 : 0) : 4)
}
process.exitCode = code
