/**
 * The chapter on scope: which services, which activities, who answers for what.
 *
 * @fr volet périmètre
 */
import type { Place } from '../../base/finding.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause, Named } from './identity.ts'

/** @fr volet périmètre */
export interface Scope {
  readonly where: Place
  readonly services: readonly Service[]
  readonly responsibilities: readonly Responsibility[]
}

/** @fr service, prestation */
export interface Service extends Named {
  readonly title: string
  readonly clause?: Clause
  readonly activities: readonly string[]
  /** Included, excluded and out of the fixed price are three things. */
  readonly includes: readonly string[]
  readonly excludes: readonly string[]
  readonly extra: readonly string[]
  readonly assets?: number
  readonly users?: number
}

/** @fr intervenant */
export type Actor = 'client' | 'provider' | 'third-party'

/** One task and its single accountable party. @fr répartition des responsabilités (RACI) */
export interface Responsibility {
  readonly where: Place
  readonly task: string
  readonly accountable: Actor
  /** Absent: the accountable one. */
  readonly responsible?: Actor
  readonly consulted?: Actor
  readonly informed?: Actor
  readonly within?: Phrase<DatePhrase>
}
