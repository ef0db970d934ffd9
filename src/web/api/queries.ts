/**
 * What the page asks the server, kept by language: a switch shows the old words until the new ones
 * are there, and nothing moves.
 */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../language/words.tsx'
import { answered, client } from './client.ts'
import type { Contract, Explanation, Import, Month, Terms, TicketStory } from './shapes.ts'

type Call<T> = Parameters<typeof answered<T>>[0]
type Asked = { readonly query: { readonly lang: 'fr' | 'en' }; readonly signal: AbortSignal }

interface Habits<T> {
  readonly enabled?: boolean
  /** How long to wait before asking again, in milliseconds, after so many answers. */
  readonly again?: (held: T | undefined, answers: number) => number | false
}

function useAnswer<T>(
  key: readonly string[],
  ask: (asked: Asked) => Call<T>,
  { enabled = true, again }: Habits<T> = {},
): UseQueryResult<T> {
  const { language } = useWords()
  const name = JSON.stringify(key)
  return useQuery<T, Error, T, readonly string[]>({
    queryKey: [...key, language],
    queryFn: ({ signal }) => answered(ask({ query: { lang: language }, signal })),
    placeholderData: (held, asked) =>
      JSON.stringify(asked?.queryKey.slice(0, -1)) === name ? held : undefined,
    enabled,
    refetchInterval: ({ state }) => again?.(state.data, state.dataUpdateCount) ?? false,
  })
}

/** Who is here; a problem of status 401 where nobody came in with the key. */
export const useSession = () =>
  useQuery({ queryKey: ['session'], queryFn: () => answered(client.GET('/session')) })

/** How often a list whose figures are on their way is asked again, in milliseconds. */
const SOON = 1_500
/** A month that cannot be settled stays without figures: then nobody asks for ever. */
const PATIENCE = 20

/** Whether a month that has ended has no figures yet: the server settles it meanwhile. */
const isOnItsWay = ({ months }: Contract): boolean =>
  months.some(({ state, hash }) => state === 'open' && hash === undefined)

export const useContracts = (): UseQueryResult<readonly Contract[]> =>
  useAnswer<readonly Contract[]>(
    ['contracts'],
    ({ query, signal }) => client.GET('/contracts', { params: { query }, signal }),
    { again: (held, answers) => (held?.some(isOnItsWay) && answers < PATIENCE ? SOON : false) },
  )

export const useContract = (id: string): UseQueryResult<Contract> =>
  useAnswer<Contract>(
    ['contracts', id],
    ({ query, signal }) =>
      client.GET('/contracts/{id}', { params: { path: { id }, query }, signal }),
    {
      again: (held, answers) =>
        held !== undefined && isOnItsWay(held) && answers < PATIENCE ? SOON : false,
    },
  )

/** The terms in force on a day, today's where none is chosen. */
export const useTerms = (id: string, on: string | undefined): UseQueryResult<Terms> =>
  useAnswer<Terms>(['contracts', id, 'terms', on ?? ''], ({ query, signal }) =>
    client.GET('/contracts/{id}/terms', {
      params: { path: { id }, query: { ...query, ...(on === undefined ? {} : { on }) } },
      signal,
    }),
  )

/** Which month of which contract. */
export interface MonthPlace {
  readonly contract: string
  readonly month: string
}

const monthKey = ({ contract, month }: MonthPlace) => ['contracts', contract, 'months', month]

export const useMonth = (place: MonthPlace): UseQueryResult<Month> =>
  useAnswer(monthKey(place), ({ query, signal }) =>
    client.GET('/contracts/{id}/months/{month}', {
      params: { path: { id: place.contract, month: place.month }, query },
      signal,
    }),
  )

export const useOverruns = (place: MonthPlace, level: string, enabled: boolean) =>
  useAnswer(
    [...monthKey(place), 'overruns', level],
    ({ query, signal }) =>
      client.GET('/contracts/{id}/months/{month}/levels/{level}/overruns', {
        params: { path: { id: place.contract, month: place.month, level }, query },
        signal,
      }),
    { enabled },
  )

export const useExplanation = (place: MonthPlace, name: string): UseQueryResult<Explanation> =>
  useAnswer([...monthKey(place), 'explanations', name], ({ query, signal }) =>
    client.GET('/contracts/{id}/months/{month}/explanations/{name}', {
      params: { path: { id: place.contract, month: place.month, name }, query },
      signal,
    }),
  )

export const useTicket = (
  place: MonthPlace,
  ticket: string,
): UseQueryResult<readonly TicketStory[]> =>
  useAnswer([...monthKey(place), 'tickets', ticket], ({ query, signal }) =>
    client.GET('/contracts/{id}/months/{month}/tickets/{ticket}', {
      params: { path: { id: place.contract, month: place.month, ticket }, query },
      signal,
    }),
  )

/**
 * Closes a month as it was looked at: if its settlement is another by now, the server refuses. What
 * is shown of the contract is asked again either way.
 */
export function useClosing({ contract, month }: MonthPlace, hash: string) {
  const { language } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answered<Month>(
        client.POST('/contracts/{id}/months/{month}/close', {
          params: { path: { id: contract, month }, query: { lang: language, hash } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
  })
}

export type ReportForm = 'pdf' | 'html'

/** The report of a month as a file. */
export function useReport({ contract, month }: MonthPlace) {
  const { language } = useWords()
  return useMutation({
    mutationFn: (form: ReportForm): Promise<Blob> =>
      answered(
        client.GET('/contracts/{id}/months/{month}/report/{form}', {
          params: { path: { id: contract, month, form }, query: { lang: language } },
          parseAs: 'blob',
        }),
      ),
  })
}

/** The evidence file of a month. */
export function useEvidence({ contract, month }: MonthPlace) {
  const { language } = useWords()
  return useMutation({
    mutationFn: (): Promise<Blob> =>
      answered(
        client.GET('/contracts/{id}/months/{month}/evidence', {
          params: { path: { id: contract, month }, query: { lang: language } },
          parseAs: 'blob',
        }),
      ),
  })
}

/** How often a running import is asked how far it is, in milliseconds. */
const WATCH = 400

const isRunning = (held: readonly Import[] | undefined): boolean =>
  held?.some(({ state }) => state === 'running') === true

export const useImports = (): UseQueryResult<readonly Import[]> =>
  useAnswer<readonly Import[]>(
    ['imports'],
    ({ query, signal }) => client.GET('/imports', { params: { query }, signal }),
    { again: (held) => (isRunning(held) ? WATCH : false) },
  )

export const useMappings = () =>
  useAnswer(['mappings'], ({ query, signal }) =>
    client.GET('/mappings', { params: { query }, signal }),
  )

/** A file that somebody chose, and how it is to be read. */
export interface ChosenFile {
  readonly file: File
  /** The name of a mapping; without it, the one that knows the header of the file. */
  readonly mapping?: string
  readonly zone?: string
}

export function useSending() {
  const { language } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, ...how }: ChosenFile) =>
      answered<Import>(
        client.POST('/imports', {
          params: { query: { lang: language, file: file.name, ...how } },
          headers: { 'content-type': 'application/octet-stream' },
          body: file as unknown as string,
          bodySerializer: (body) => body as unknown as File,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** Stops a running import, or takes back one that is done. */
export function useImportChange(gesture: 'cancel' | 'undo') {
  const { language } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => {
      const options = { params: { path: { id }, query: { lang: language } } }
      return answered<Import>(
        gesture === 'cancel'
          ? client.POST('/imports/{id}/cancel', options)
          : client.POST('/imports/{id}/undo', options),
      )
    },
    onSettled: () => queries.invalidateQueries(),
  })
}
