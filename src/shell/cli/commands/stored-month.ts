/**
 * `vigie close | explain | verify REFERENCE/YYYY-MM`: what those commands do on files, on a month
 * of the data.
 *
 * A month is closed once and for good; to close it again is right where that gives the same.
 */
import { existsSync } from 'node:fs'
import { formatMonth, parseMonth } from '../../../base/calendar/date.ts'
import { hasError } from '../../../base/finding.ts'
import type { Instant } from '../../../base/instant.ts'
import { settlementDifference } from '../../../money/difference.ts'
import type { Settlement } from '../../../money/settlement.ts'
import { sayFigure } from '../../../reports/figures.ts'
import { sourceOf } from '../../workspace/known-facts.ts'
import type { StoreWorkspace } from '../../workspace/store-workspace.ts'
import type { Actor, MonthSettled } from '../../workspace/workspace.ts'
import { NotSettled, Refused } from '../../workspace/workspace.ts'
import type { DataPlace } from '../data-place.ts'
import { UsageError } from '../failure.ts'
import type { Session } from '../session.ts'
import { EXIT, findingsAsJson, printFindings } from '../session.ts'
import { assertWritable } from '../settlement-file.ts'
import type { MonthName } from '../with-workspace.ts'
import { contractNamed, tellRefusal, withWorkspace } from '../with-workspace.ts'
import { printStatement, readAsOf, writeEnvelope } from './close.ts'
import { explainEnvelope } from './explain.ts'
import { sayDifference, verifyEnvelope } from './verify.ts'

/** A reference as contracts have them, then a month. */
const MONTH_NAME = /^([\p{L}\p{N}][\p{L}\p{N}._/-]*)\/(\d+-\d+)$/u

/** A month of the data; nothing for the name of a file, or for what is neither. */
export function monthNamed(text: string): MonthName | undefined {
  const [, reference = '', name = ''] = MONTH_NAME.exec(text) ?? []
  if (name === '' || existsSync(text)) return undefined
  const month = parseMonth(name)
  if (month === undefined) throw new UsageError('usage-stored-month', { detail: text })
  return { reference, month }
}

export interface CloseStoredOptions {
  readonly asOf?: string
  readonly output?: string
  /** Shows what closing would give, and closes nothing. */
  readonly preview?: boolean
}

export function closeStored(
  session: Session,
  data: DataPlace,
  { reference, month }: MonthName,
  options: CloseStoredOptions,
): Promise<number> {
  const { output } = options
  if (output !== undefined) assertWritable(output, [])
  return withWorkspace(session, data, async (workspace, actor) => {
    const { id, contract } = await contractNamed(workspace, reference)
    const asOf = options.asOf === undefined ? undefined : readAsOf(options.asOf, workspace.now())
    const { settled, said } = await (options.preview === true
      ? previewMonth(workspace, id, month, asOf)
      : closeMonth(workspace, actor, id, month, asOf))
    const { envelope, state } = settled
    const findings = [...contract.findings, ...settled.findings]
    if (session.isJson) {
      const shown = { ...envelope, state, findings: findingsAsJson(session, findings) }
      session.out(`${JSON.stringify(shown)}\n`)
    } else {
      printFindings(session, findings)
      printStatement(session, envelope)
      session.out(`${session.speaker.say(said, { month: nameOf({ reference, month }) })}\n`)
    }
    if (output !== undefined) writeEnvelope(session, output, envelope)
    return envelope.settlement.facts.setAside > 0 ? EXIT.incomplete : EXIT.right
  })
}

/** As it is typed. */
export const nameOf = ({ reference, month }: MonthName): string =>
  `${reference}/${formatMonth(month)}`

/** A month, and the sentence that says what became of it. */
interface Told {
  readonly settled: MonthSettled
  readonly said: 'close-preview' | 'close-done' | 'close-again'
}

async function previewMonth(
  workspace: StoreWorkspace,
  id: string,
  month: MonthName['month'],
  asOf: Instant | undefined,
): Promise<Told> {
  const settled = await workspace.settle(id, month, asOf)
  return { settled, said: settled.state === 'closed' ? 'close-again' : 'close-preview' }
}

async function closeMonth(
  workspace: StoreWorkspace,
  actor: Actor,
  id: string,
  month: MonthName['month'],
  asOf: Instant | undefined,
): Promise<Told> {
  try {
    const settled = await workspace.close(actor, id, month, undefined, asOf)
    return { settled, said: 'close-done' }
  } catch (failure) {
    if (!(failure instanceof Refused && failure.refusal === 'month-closed')) throw failure
  }
  const settled = await workspace.settle(id, month)
  const again = await workspace.preview(id, month, asOf)
  const { hash } = settled.envelope
  if (again.envelope.hash === hash) return { settled, said: 'close-again' }
  const params = { month: formatMonth(month), hash }
  throw new NotSettled([{ code: 'month-closed-otherwise', severity: 'error', params }])
}

export function explainStored(
  session: Session,
  data: DataPlace,
  name: MonthName,
  line: string | undefined,
): Promise<number> {
  return withWorkspace(session, data, async (workspace) => {
    const { id } = await contractNamed(workspace, name.reference)
    const { envelope, state } = await workspace.settle(id, name.month)
    const facts = line === undefined ? undefined : await workspace.facts(id, name.month)
    if (state === 'open') session.error(`${session.speaker.say('month-is-open')}\n`)
    const named = { name: nameOf(name), envelope }
    return explainEnvelope(session, named, line, facts && (() => sourceOf(facts)))
  })
}

/** Whether a closed month is still what its facts give: those known at its closing, and today. */
export function verifyStored(
  session: Session,
  data: DataPlace,
  { reference, month }: MonthName,
): Promise<number> {
  return withWorkspace(session, data, async (workspace) => {
    const { id } = await contractNamed(workspace, reference)
    const closed = await workspace.settle(id, month)
    if (closed.state === 'open') return tellOpen(session, nameOf({ reference, month }))
    const then = await workspace.replay(id, month, 'closing')
    const today = await workspace.replay(id, month, 'today')
    if (then === undefined || today === undefined) throw new Refused('month-unknown')
    if (hasError(today.findings)) {
      tellRefusal(session, today.findings)
      return EXIT.unverified
    }
    const { settlement } = closed.envelope
    const difference = settlementDifference(settlement, then.envelope.settlement)
    const recompute = (): readonly string[] =>
      difference === undefined
        ? sayChanges(session, settlement, today.envelope.settlement)
        : [sayDifference(session, difference)]
    return verifyEnvelope(session, closed.envelope, {
      seen: 'verify-still',
      closedSeen: true,
      recompute,
    })
  })
}

function tellOpen(session: Session, month: string): number {
  const said = session.speaker.say('verify-open', { month })
  if (session.isJson) {
    session.out(`${JSON.stringify({ verified: false, state: 'open', said: [said] })}\n`)
  } else session.error(`${said}\n`)
  return EXIT.wrong
}

/** The figures that would be others from what is known today. */
function sayChanges(session: Session, closed: Settlement, today: Settlement): readonly string[] {
  const { speaker } = session
  const now = new Map(figuresOf(today).map(({ name, node }) => [name, node]))
  const changed = figuresOf(closed).flatMap(({ name, node }) => {
    const before = sayFigure(closed, node, speaker)
    const after = sayFigure(today, now.get(name) ?? -1, speaker)
    return before === after ? [] : [speaker.say('verify-changed', { name, before, after })]
  })
  return changed.length === 0 ? [] : [speaker.say('verify-since'), ...changed]
}

function figuresOf({ levels, lines, totals }: Settlement): { name: string; node: number }[] {
  return [
    ...levels.map(({ id, period, figure }) => ({ name: `${id} ${period}`, node: figure })),
    ...lines.map(({ id, period, owed }) => ({ name: `${id} ${period}`, node: owed })),
    ...Object.entries(totals).map(([name, node]) => ({ name: `total.${name}`, node })),
  ]
}
