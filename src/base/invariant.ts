/**
 * Stops the program when something that we promised is not true.
 *
 * An invariant is our own mistake, never the user's: bad input becomes a {@link Finding}, an
 * expected no becomes a refusal. So a broken invariant is the only thing that throws in the pure
 * stages.
 */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant'
}

/** Throws {@link BrokenInvariant} unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message)
}

/**
 * What our own code has put there, which the types cannot tell. Throws {@link BrokenInvariant}
 * where it is absent: to go on with a zero would hide the mistake as a figure.
 */
export function present<T>(value: T | null | undefined, message: string): T {
  invariant(value !== undefined && value !== null, message)
  return value
}

/** Marks a branch that the types prove cannot be reached. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unreachable: ${JSON.stringify(value)}`)
}
