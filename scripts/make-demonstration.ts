/**
 * Writes what is simulated in `demo/`: `simulated-tickets.csv.gz` and `simulated-facts.yaml`.
 *
 * Run by hand (`npx tsx scripts/make-demonstration.ts`) when the story that it tells changes. The
 * same seed gives the same texts on any machine; `tests/demo` holds the files to that, and the
 * figures that come of them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { simulatedFacts } from './demonstration/facts.ts'
import { simulatedTickets } from './demonstration/tickets.ts'

const DEMO = fileURLToPath(new URL('../demo/', import.meta.url))
const SEED = 1

/** The texts of the simulated files, by their names; a packed one is given unpacked. */
export function simulatedFiles(): ReadonlyMap<string, string> {
  const log = gunzipSync(readFileSync(join(DEMO, 'incident-event-log.csv.gz'))).toString('utf8')
  return new Map([
    ['simulated-tickets.csv.gz', simulatedTickets(log, SEED)],
    ['simulated-facts.yaml', simulatedFacts(SEED)],
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of simulatedFiles()) {
    writeFileSync(join(DEMO, name), name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text)
    console.log(`demo/${name}: ${text.split('\n').length - 1} lines`)
  }
}
