/** Where a month is: its contract, then itself. */
import { Link } from '@tanstack/react-router'
import type { MonthPlace } from '../api/queries.ts'
import type { Contract } from '../api/shapes.ts'
import { Breadcrumbs, Here } from '../frame/breadcrumbs.tsx'

interface MonthTrailProps {
  readonly place: MonthPlace
  readonly contract: Contract | undefined
  readonly title: string | undefined
}

export function MonthTrail({ place, contract, title }: MonthTrailProps) {
  return (
    <Breadcrumbs>
      <li>
        <Link to="/contracts/$contract" params={{ contract: place.contract }}>
          <bdi>{contract?.reference ?? place.contract}</bdi>
        </Link>
      </li>
      <Here>{title ?? place.month}</Here>
    </Breadcrumbs>
  )
}
