/**
 * Writes `catalogue/zones/zones.json`: the offset of every IANA zone from 1970 to 2060.
 *
 * Run by hand when the time-zone data changes (`npx tsx scripts/make-zones.ts`), never by the
 * product: a figure must not depend on the machine that computes it. The transitions are those of
 * the runtime that makes the table, whose version is recorded in it.
 *
 * A zone is `offsets` (the distinct offsets, in seconds), `order` (one base-36 digit for each
 * stretch of constant offset: its place in `offsets`) and `at` (the instants of the changes, in
 * seconds since 1970). Europe/Paris in 1976: offsets [3600, 7200], order "010", at
 * [196819200, 212540400].
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

const FROM = Date.UTC(1970, 0, 1) / 1000
const TO = Date.UTC(2061, 0, 1) / 1000
/** Two changes that cancel each other out within half a day have never been seen. */
const STEP = 43_200

interface ZoneRow {
  offsets: number[]
  order: string
  at: number[]
}

const LONG_OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/

function offsetReader(name: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  return (seconds) => {
    const match = LONG_OFFSET.exec(format.format(seconds * 1000))
    if (match === null) throw new Error(`no offset for ${name}`)
    const [, sign, hours = '0', minutes = '0', rest = '0'] = match
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)
    return sign === '-' ? -size : size
  }
}

function changeBetween(read: (seconds: number) => number, before: number, after: number): number {
  const offset = read(before)
  let low = before
  let high = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (read(middle) === offset) low = middle
    else high = middle
  }
  return high
}

function rowOf(name: string): ZoneRow {
  const read = offsetReader(name)
  const first = read(FROM)
  const row: ZoneRow = { offsets: [first], order: '0', at: [] }
  let current = first
  for (let seconds = FROM; seconds < TO; seconds += STEP) {
    let from = seconds
    while (read(Math.min(seconds + STEP, TO)) !== current) {
      const change = changeBetween(read, from, Math.min(seconds + STEP, TO))
      current = read(change)
      if (!row.offsets.includes(current)) row.offsets.push(current)
      row.order += row.offsets.indexOf(current).toString(36)
      row.at.push(change)
      from = change
    }
  }
  return row
}

function zoneNames(): string[] {
  const files = execFileSync('find', ['/usr/share/zoneinfo', '-type', 'f', '-o', '-type', 'l'])
  const listed = files
    .toString()
    .split('\n')
    .map((path) => path.replace('/usr/share/zoneinfo/', ''))
  const all = new Set(['UTC', ...listed, ...Intl.supportedValuesOf('timeZone')])
  return [...all].filter((name) => /^[A-Z]/.test(name) && isZone(name)).sort()
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}

const zones: Record<string, ZoneRow> = {}
const aliases: Record<string, string> = {}
const canonical = new Map<string, string>()
const names = zoneNames()
const preferred = new Set(Intl.supportedValuesOf('timeZone'))
for (const name of [...names].sort((a, b) => Number(preferred.has(b)) - Number(preferred.has(a)))) {
  const row = rowOf(name)
  const key = JSON.stringify(row)
  const twin = canonical.get(key)
  if (twin === undefined) {
    canonical.set(key, name)
    zones[name] = row
  } else {
    aliases[name] = twin
  }
}

const lines = (record: Record<string, unknown>): string =>
  Object.keys(record)
    .sort()
    .map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(record[key])}`)
    .join(',\n')
const text = `{
"version": ${JSON.stringify(process.versions['tz'])},
"source": "IANA time zone database, public domain",
"from": ${FROM},
"to": ${TO},
"zones": {
${lines(zones)}
},
"aliases": {
${lines(aliases)}
}
}
`
writeFileSync(new URL('../catalogue/zones/zones.json', import.meta.url), text)
console.log(`${names.length} names, ${Object.keys(zones).length} zones, ${text.length} characters`)
