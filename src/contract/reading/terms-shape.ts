/**
 * The shape of the whole file: the fourteen keys under which a contract is written.
 *
 * @fr fichier de contrat
 */
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import { choice, refine } from '../../base/yaml/shape.ts'
import { amendmentsShape } from '../chapters/amendments-shape.ts'
import { conventionsShape } from '../chapters/conventions-shape.ts'
import { costsShape } from '../chapters/costs-shape.ts'
import { calendarsShape, contractShape, partiesShape } from '../chapters/identity-shape.ts'
import { liabilityShape } from '../chapters/liability-shape.ts'
import { termShape } from '../chapters/lifetime-shape.ts'
import { managementShape } from '../chapters/management-shape.ts'
import { ordersShape } from '../chapters/orders-shape.ts'
import { performanceShape } from '../chapters/performance-shape.ts'
import { scopeShape } from '../chapters/perimeter-shape.ts'
import { securityShape } from '../chapters/security-shape.ts'

/** The version of the language that the file is written in. */
const version = refine(choice(['1']), (): 1 => 1)

export const TERMS_FIELDS = {
  vigie: required(version),
  contract: required(contractShape),
  parties: required(partiesShape),
  conventions: required(conventionsShape),
  calendars: required(calendarsShape),
  scope: optional(scopeShape),
  performance: optional(performanceShape),
  costs: optional(costsShape),
  security: optional(securityShape),
  management: optional(managementShape),
  term: required(termShape),
  liability: optional(liabilityShape),
  orders: absentMeans(ordersShape, []),
  amendments: absentMeans(amendmentsShape, []),
} as const

export const termsShape = record('file', TERMS_FIELDS)
