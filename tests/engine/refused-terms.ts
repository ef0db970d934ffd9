/** What the rewriting refuses of a contract, for tables of terms and what is said of each. */
import { expect } from 'vitest'
import { formatProgram } from '../../src/contract/core/format-core.ts'
import { readContract } from '../../src/contract/reading/read-contract.ts'
import { rewriteTerms } from '../../src/contract/surface/rewrite.ts'
import type { Written } from './contract-text.ts'
import { written } from './contract-text.ts'

const KNOWN = {
  zones: new Set(['Europe/Paris']),
  regions: new Set(['FR']),
  statuses: ['awaiting-client'],
}

type Change = (text: string) => string
const asItIs: Change = (text) => text

function rewrite(about: Written, change: Change): ReturnType<typeof rewriteTerms> {
  const text = change(written(about))
  const { value, findings } = readContract('contract.yaml', text, KNOWN)
  if (value === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`)
  return rewriteTerms(value)
}

/** The lines of the core that begin with one of these words. */
export function coreOf(about: Written, heads: readonly string[], change = asItIs): string[] {
  const { value, findings } = rewrite(about, change)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return formatProgram(value).filter((line) => heads.some((head) => line.startsWith(head)))
}

/** `code: what` for each finding of the rewriting, and whether it gives a program. */
export function refused(about: Written, change = asItIs): string[] {
  const { value: program, findings: said } = rewrite(about, change)
  const errors = said.filter(({ severity }) => severity === 'error')
  expect(program === undefined).toBe(errors.length > 0)
  for (const { where } of errors) expect(where?.line).toBeGreaterThan(1)
  return errors.map(({ code, params }) =>
    code === 'not-computed' ? `${params['what']}` : `${code} ${Object.values(params).join(' ')}`,
  )
}

const MEASURE = 'restoration: { of: incidents, within: 4 h, calendar: always, clock: incident }'
export const LEVEL = `${MEASURE}\nper: month\ntarget: { share-in-time: at-least 95 % }`
export const UP = 'availability: { of: servers, calendar: always, no-data: up }'
export const UPTIME = `${UP}\nper: month\ntarget: { at-least: 99.9 % }`

/** A penalty of a level. */
export const penalty = (text: string, level = LEVEL): Written => ({
  levels: [`${level}\npenalty: { ${text}, counts-in: none }`],
})
/** Keys of `costs` beside the fee of the servers, and one level. */
export const costs = (text: string, level = LEVEL): Written => ({
  levels: [level],
  costs: `  fees: [{ id: servers, amount: 48000.00 per month }]\n${text}`,
})
export const due = (text: string): Written =>
  costs(`  dues: [{ id: d, clause: sla §9, who: client, nature: indemnity, counts-in: none, ${text} }]
  declared: [{ id: orders, take: sum }, { id: market, take: median }]`)

export const step = (text: string): Change => {
  const chain = `management:\n  steps: [{ id: s, clause: sla §9, steps: [{ id: s-1, who: client, dated: received, ${text} }] }]\n`
  return (contract) => contract.replace('term:\n', `${chain}term:\n`)
}
