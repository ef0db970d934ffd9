/** The one way to the server: what it answers, or the problem that it has, as an exception. */
import createClient from 'openapi-fetch'
import type { paths } from '../generated/api.ts'
import type { Problem } from './shapes.ts'

export const client = createClient<paths>({ baseUrl: '/api' })

/** What the server refused, or that it did not answer at all (`status` is then zero). */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** A call as openapi-fetch tells its end. */
type Call<T> = Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>

/** What a call was answered. Throws {@link ApiProblem}, and nothing else but an abort. */
export async function answered<T>(call: Call<T>): Promise<T> {
  const { data, error, response } = await call.catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw new ApiProblem({ type: '/problems/unreachable', title: '', status: 0 })
  })
  if (response.ok && data !== undefined) return data
  throw new ApiProblem(isProblem(error) ? error : { type: '', title: '', status: response.status })
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'title' in error && 'status' in error
