/**
 * How the chapter on scope is written.
 *
 * @fr volet périmètre
 */
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, id, integer, text } from '../../base/yaml/shape.ts'
import { datePhrase } from '../phrases/phrase-shape.ts'
import { clause } from './common-shape.ts'
import type { Responsibility, Scope, Service } from './perimeter.ts'

const actor = choice(['client', 'provider', 'third-party'])

const service: Shape<Service> = record('service', {
  id: required(id),
  title: required(text),
  clause: optional(clause),
  activities: required(listOf(id, 1)),
  includes: absentMeans(listOf(text), []),
  excludes: absentMeans(listOf(text), []),
  extra: absentMeans(listOf(text), []),
  assets: optional(integer(0, 10_000_000)),
  users: optional(integer(0, 10_000_000)),
})

const responsibility: Shape<Responsibility> = record('responsibility', {
  task: required(text),
  accountable: required(actor),
  responsible: optional(actor),
  consulted: optional(actor),
  informed: optional(actor),
  within: optional(datePhrase),
})

export const scopeShape: Shape<Scope> = record('scope', {
  services: required(listOf(service, 1)),
  responsibilities: absentMeans(listOf(responsibility), []),
})
