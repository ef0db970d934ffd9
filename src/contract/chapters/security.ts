/**
 * The chapter on security and personal data.
 *
 * @fr volet sécurité
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Phrase } from '../phrases/words.ts'
import type { PartyRole } from './clock.ts'
import type { Clause, Named } from './identity.ts'

/** @fr volet sécurité */
export interface Security {
  readonly where: Place
  readonly measures: readonly SecurityMeasure[]
  readonly training?: {
    readonly where: Place
    readonly who: 'provider-staff' | 'client-staff' | 'all-staff'
    readonly every: Phrase<Length>
    readonly coverage: Ratio
  }
  readonly incidents?: {
    readonly where: Place
    readonly who: PartyRole
    readonly within: Phrase<DatePhrase>
  }
  readonly personalData?: PersonalData
}

/** @fr mesure de sécurité */
export interface SecurityMeasure extends Named {
  readonly title: string
  readonly clause?: Clause
  /** Data that may be lost, and time to restore. */
  readonly rpo?: Phrase<Length>
  readonly rto?: Phrase<Length>
  readonly restoreTest?: Phrase<Length>
  readonly review?: Phrase<Length>
  readonly secondSiteKm?: Ratio
}

/** @fr données à caractère personnel */
export interface PersonalData {
  readonly where: Place
  readonly processor: PartyRole
  readonly subProcessors?: { readonly where: Place; readonly objection: Phrase<Length> }
  readonly atEnd: 'delete' | 'return' | 'return-then-delete'
}
