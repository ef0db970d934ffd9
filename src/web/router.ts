/** The addresses of the page. Each screen is loaded when it is first gone to. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { FailedPage } from './frame/failed-page.tsx'
import { PageFrame } from './frame/page-frame.tsx'
import { UnknownPage } from './frame/unknown-page.tsx'

const root = createRootRoute({ component: PageFrame, notFoundComponent: UnknownPage })

const portfolio = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./portfolio/portfolio-page.tsx'), 'PortfolioPage'),
})

const contract = createRoute({
  getParentRoute: () => root,
  path: '/contracts/$contract',
  component: lazyRouteComponent(() => import('./contract/contract-page.tsx'), 'ContractPage'),
})

const month = createRoute({
  getParentRoute: () => root,
  path: '/contracts/$contract/months/$month',
  component: lazyRouteComponent(() => import('./month/month-page.tsx'), 'MonthPage'),
})

const explanation = createRoute({
  getParentRoute: () => month,
  path: '/explain/$name',
  component: lazyRouteComponent(
    () => import('./explain/explanation-panel.tsx'),
    'ExplanationPanel',
  ),
})

const ticket = createRoute({
  getParentRoute: () => month,
  path: '/tickets/$ticket',
  component: lazyRouteComponent(() => import('./explain/ticket-panel.tsx'), 'TicketPanel'),
})

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    portfolio,
    contract,
    month.addChildren([explanation, ticket]),
    imports,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: FailedPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface HistoryState {
    /** How many steps of the panel lie between here and its month. */
    depth?: number
  }
}
