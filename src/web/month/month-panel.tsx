/** The panel beside a month: what explains a figure, or the story of a ticket. */
import { Drawer } from '@mantine/core'
import { Outlet, useChildMatches, useLocation, useRouter } from '@tanstack/react-router'
import type { MonthPlace } from '../api/queries.ts'

export function MonthPanel({ place }: { readonly place: MonthPlace }) {
  const isOpen = useChildMatches().length > 0
  const router = useRouter()
  const depth = useLocation({ select: ({ state }) => state.depth ?? 0 })
  const close = (): void => {
    // Whoever came here by the address alone has no month to go back to.
    if (depth > 0) router.history.go(-depth)
    else void router.navigate({ to: '/contracts/$contract/months/$month', params: place })
  }
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={close}
      position="right"
      size="min(100vw, 46rem)"
      transitionProps={{ duration: 140, exitDuration: 0 }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content className="panel">
        <Outlet />
      </Drawer.Content>
    </Drawer.Root>
  )
}
