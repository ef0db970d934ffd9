/** Starts the page. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from './api/client.ts'
import { WordsProvider } from './language/words.tsx'
import { router } from './router.ts'
import './styles/styles.css'
import { theme } from './theme.ts'

/** What the server refused once it refuses again; a server that starts is asked once more. */
const isWorthAsking = (times: number, failure: Error): boolean =>
  failure instanceof ApiProblem && failure.problem.status === 0 && times < 2

const queries = new QueryClient({
  defaultOptions: { queries: { retry: isWorthAsking, retryDelay: 500, staleTime: 10_000 } },
})
const schemes = localStorageColorSchemeManager({ key: 'vigie-scheme' })

const place = document.getElementById('page')
if (place === null) throw new Error('the page has its place in index.html')
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemes}>
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
)
