/** Asking a command to stop: from the keyboard, or by whoever started the process. */

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface Stop {
  readonly signal: AbortSignal
  /** From then on the system stops the process, as it does where nobody listens. */
  forget(): void
}

/** Listens from now on. A second request stops the process at once. */
export function listenForStop(): Stop {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  for (const name of SIGNALS) process.once(name, stop)
  return {
    signal: controller.signal,
    forget: () => {
      for (const name of SIGNALS) process.off(name, stop)
    },
  }
}
