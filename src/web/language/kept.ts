/** What the browser keeps for the next visit, where it lets us. */

export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser may refuse storage: the choice then lasts as long as the page.
  }
}
