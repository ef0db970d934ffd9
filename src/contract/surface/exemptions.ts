/**
 * Rewrites the terms that say what does not count, and on which proof.
 *
 * A ground that needs a notice is a planned maintenance, read from announced maintenance; any other
 * ground is read from claims of a party.
 */
import type { Place } from '../../base/finding.ts'
import { duration } from '../../base/instant.ts'
import type { Exemption } from '../chapters/penalty.ts'
import type { ExemptionRule } from '../core/select.ts'
import type { Report } from './report.ts'

/** @fr créneau hebdomadaire */
export type Slot = NonNullable<Exemption['in']>

/** The rules that hold for a level; `slotId` names the calendar of a weekly slot. */
export function exemptionRules(
  exemptions: readonly Exemption[],
  report: Report,
  slotId: (slot: Slot) => string,
): ExemptionRule[] {
  return exemptions.flatMap((exemption) => {
    if (exemption.when !== undefined) {
      report.notComputed(exemption.when.where, `when (${exemption.ground})`)
      return []
    }
    const isMaintenance = isOfMaintenance(exemption)
    if (isMaintenance) notProvenByMaintenance(exemption, report)
    const quota = quotaOf(exemption, report)
    return [
      {
        ground: exemption.ground,
        from: isMaintenance ? ('maintenance' as const) : ('exemption' as const),
        needs: needsOf(exemption, report),
        takesOut: exemption.takesOut,
        ...noticeOf(exemption, report),
        ...rateOf(exemption, report),
        ...(exemption.in === undefined ? {} : { slot: slotId(exemption.in) }),
        ...(quota === undefined ? {} : { quota }),
      },
    ]
  })
}

/** A part can be taken from the time down and from an amount; a ticket is judged or it is not. */
function rateOf(
  { rate, takesOut, ground }: Exemption,
  report: Report,
): Pick<ExemptionRule, 'rate'> {
  if (rate === undefined) return {}
  const whole = takesOut.filter((taken) => taken !== 'outage' && taken !== 'amount')
  if (rate.per !== undefined || whole.length > 0) {
    report.notComputed(rate.where, `rate (${ground}, ${whole.join(', ') || rate.text})`)
    return {}
  }
  return { rate: rate.share }
}

/** Refuses the slot of a claim where what is claimed is an item, which lies in no slot. */
export function refuseSlots(rules: readonly ExemptionRule[], where: Place, report: Report): void {
  for (const { from, slot, ground } of rules) {
    if (from === 'exemption' && slot !== undefined) report.notComputed(where, `in (${ground})`)
  }
}

/** Whether an exemption is proven by announced maintenance rather than by claims of a party. */
export const isOfMaintenance = ({ needs, ground }: Exemption): boolean =>
  needs.some((need) => need.fact === 'notice') || ground.endsWith('maintenance')

/** A maintenance is announced: nobody accepts it, and no document goes with it. */
function notProvenByMaintenance({ needs }: Exemption, report: Report): void {
  for (const need of needs.filter(({ fact }) => fact === 'acceptance' || fact === 'evidence')) {
    report.notComputed(need.where, `${need.text} (maintenance)`)
  }
}

function noticeOf(exemption: Exemption, report: Report): Pick<ExemptionRule, 'notice'> {
  const need = exemption.needs.find((candidate) => candidate.fact === 'notice')
  if (need?.delay === undefined) return {}
  const { word, length, side, event } = need.delay
  if (length.unit !== 'ms' || word !== 'at-least' || side !== 'before' || event !== 'start') {
    report.notComputed(need.where, need.text)
    return {}
  }
  return { notice: duration(length.value) }
}

function needsOf(exemption: Exemption, report: Report): ExemptionRule['needs'] {
  return exemption.needs.flatMap((need) => {
    if (need.fact === 'notice') return []
    if (need.fact === 'acceptance' || need.fact === 'evidence') return [need.fact]
    report.notComputed(need.where, need.text)
    return []
  })
}

function quotaOf(exemption: Exemption, report: Report): ExemptionRule['quota'] {
  const { atMost } = exemption
  if (atMost === undefined || exemption.excess === 'left-out') return undefined
  if (atMost.quantity.unit !== 'ms') {
    report.notComputed(atMost.where, atMost.text)
    return undefined
  }
  return { length: duration(Number(atMost.quantity.value.numerator)), tile: atMost.per }
}
