/**
 * Compares the calendar with the minute-by-minute oracle on random cases.
 *
 * `npx tsx scripts/calendar-oracle.ts --cases 1000000 --seed 1`. A difference prints its seed, its
 * terms and both answers; the last line is `N cases, M differences`.
 */
import { askBoth, randomPair, seeded } from '../tests/calendar-cases.ts'

const PER_CALENDAR = 4000

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`)
  const value = at < 0 ? otherwise : Number(process.argv[at + 1])
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number`)
  return value
}

const cases = option('cases', 1_000_000)
const seed = option('seed', 1)
let differences = 0
let asked = 0
for (let calendar = 0; asked < cases; calendar += 1) {
  const random = seeded(seed * 1_000_003 + calendar)
  const pair = randomPair(random)
  let said = false
  for (let i = 0; i < PER_CALENDAR && asked < cases; i += 1) {
    asked += 1
    const wrong = askBoth(pair, random)
    if (wrong === undefined) continue
    differences += 1
    if (!said) console.log(`seed ${seed}, calendar ${calendar}: ${wrong}`)
    if (!said) console.log(JSON.stringify(pair.terms))
    said = true
  }
}
console.log(`${asked} cases, ${differences} differences`)
process.exitCode = differences > 0 ? 1 : 0
